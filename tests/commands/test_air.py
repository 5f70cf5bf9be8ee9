"""Asking air: which air, and what is said when it does not answer."""

import argparse
import json
import socket
import threading
from pathlib import Path

import pytest

from callsign.commands import air


def folder_by_default() -> Path:
    parser = argparse.ArgumentParser()
    air.add_arguments(parser)
    return parser.parse_args(["status"]).folder


class TestTheFolder:
    def test_is_that_of_the_station_wherever_one_stands(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("CALLSIGN_DATA", raising=False)

        assert folder_by_default() == Path(__file__).parents[2] / "var/station/air"

    def test_is_where_the_settings_say(self, tmp_path, monkeypatch):
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("CALLSIGN_DATA", "~/radio")

        assert folder_by_default() == tmp_path / "radio/air"


class TestAnAirThatEndsBeforeItAnswers:
    def test_is_an_error_and_no_empty_answer(self, tmp_path, capsys):
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(str(tmp_path / "air.sock"))
            door.listen()
            hang_up = threading.Thread(target=lambda: door.accept()[0].close())
            hang_up.start()
            options = argparse.Namespace(folder=tmp_path, air_verb="status", json=True)

            code = air.run(options)
            hang_up.join()

        assert code == 1
        assert "callsign air:" in capsys.readouterr().err


class TestAFolderThatIsTooDeep:
    @pytest.mark.parametrize("verb", ["run", "status"])
    def test_is_named_with_what_to_do(self, tmp_path, capsys, verb):
        deep = tmp_path / ("d" * 60) / ("e" * 60)
        options = argparse.Namespace(folder=deep, air_verb=verb, json=False)

        assert air.run(options) == 1

        said = capsys.readouterr().err
        assert f"{deep}/air.sock is " in said
        assert "CALLSIGN_DATA" in said


class TestAnAirWithoutServices:
    def test_says_why_it_has_none(self, tmp_path, capsys):
        told = {"ok": True, "services": [], "problem": "air.json names no service"}

        def answer() -> None:
            caller = door.accept()[0]
            caller.recv(1_000)
            caller.sendall(json.dumps(told).encode() + b"\n")
            caller.close()

        with socket.socket(socket.AF_UNIX) as door:
            door.bind(str(tmp_path / "air.sock"))
            door.listen()
            answering = threading.Thread(target=answer)
            answering.start()
            options = argparse.Namespace(folder=tmp_path, air_verb="status", json=False)

            code = air.run(options)
            answering.join()

        assert code == 1
        assert capsys.readouterr().err == "callsign air: air.json names no service\n"


class TestAFolderWithoutAir:
    def test_is_answered_with_how_to_name_another(self, tmp_path, capsys):
        options = argparse.Namespace(folder=tmp_path, air_verb="status", json=False)

        assert air.run(options) == 1

        said = capsys.readouterr().err
        assert f"no air runs in {tmp_path}" in said
        assert "--folder" in said
        assert "CALLSIGN_DATA" in said
