import socket
import stat
import sys

import pytest

from bin.house import demo


@pytest.fixture
def ran(monkeypatch):
    """The steps that were run, by what they said."""
    ran = []
    monkeypatch.setattr(demo, "run", lambda saying, command, env: ran.append(saying))
    return ran


class TestPreparingTheDemo:
    def test_makes_the_database_before_it_fills_it(self, tmp_path, ran):
        demo.prepare(tmp_path, {})

        assert ran == [
            "Database",
            "Styles, scripts and fonts",
            "Stories, programs and people",
            "Address",
            "Recorded programs on the air",
        ]

    def test_does_nothing_the_second_time(self, tmp_path, ran):
        demo.prepare(tmp_path, {})
        ran.clear()

        demo.prepare(tmp_path, {})

        assert ran == []

    def test_does_again_what_the_code_has_changed(self, tmp_path, ran, monkeypatch):
        demo.prepare(tmp_path, {})
        ran.clear()
        steps = demo.steps("")
        changed = demo.Step(steps[0].saying, steps[0].arguments, "a new migration")
        monkeypatch.setattr(demo, "steps", lambda address: [changed, *steps[1:]])

        demo.prepare(tmp_path, {})

        assert ran == ["Database"]

    def test_moves_the_station_when_it_is_started_at_another_port(self, tmp_path, ran):
        demo.prepare(tmp_path, demo.demo_environment(tmp_path, 8000))
        ran.clear()

        demo.prepare(tmp_path, demo.demo_environment(tmp_path, 8123))

        assert ran == ["Address"]

    def test_collects_again_when_files_get_their_names_in_another_way(
        self, monkeypatch
    ):
        digested = []
        monkeypatch.setattr(demo, "digest_of", digested.append)

        demo.steps("")

        assert any(
            file.name == "fingerprints.py" for files in digested for file in files
        )


class TestADemo:
    def test_never_touches_the_station_that_a_shell_is_set_up_for(
        self, tmp_path, monkeypatch
    ):
        monkeypatch.setenv("DATABASE_URL", "postgres://station@db.kdemo.example/main")
        monkeypatch.setenv("CALLSIGN_DATA", "/srv/kdemo")
        monkeypatch.setenv("CALLSIGN_ALLOWED_HOSTS", "kdemo.example")

        environment = demo.demo_environment(tmp_path, 8123)

        assert "DATABASE_URL" not in environment
        assert "CALLSIGN_ALLOWED_HOSTS" not in environment
        assert environment["CALLSIGN_DATA"] == str(tmp_path)
        assert environment["CALLSIGN_BASE_URL"] == "http://127.0.0.1:8123"

    def test_gives_air_a_port_of_its_own_and_keeps_it(self, tmp_path):
        first = demo.demo_environment(tmp_path, 8000)
        second = demo.demo_environment(tmp_path, 8000)

        assert first["CALLSIGN_AIR_LISTEN"] == second["CALLSIGN_AIR_LISTEN"]
        assert first["CALLSIGN_AIR_URL"] == f"http://{first['CALLSIGN_AIR_LISTEN']}"

    def test_gives_air_another_port_when_its_own_is_taken(self, tmp_path):
        port = demo.air_port(tmp_path)
        with socket.create_server(("127.0.0.1", port)):
            assert demo.air_port(tmp_path) != port

    def test_keeps_its_password_for_its_owner(self, tmp_path):
        password = demo.password(tmp_path / "demo")

        assert demo.password(tmp_path / "demo") == password
        mode = (tmp_path / "demo/password").stat().st_mode
        assert stat.S_IMODE(mode) == 0o600

    def test_names_who_can_sign_in_with_what_each_may_do(self):
        editor, engineer = demo.logins()

        assert editor.startswith("mina     an editor: publishes stories")
        assert engineer.startswith("omar     an engineer: services, sources")

    def test_says_how_to_ask_what_is_on_its_air(self, tmp_path):
        folder = tmp_path / "my demo"

        lines = demo.welcome("http://127.0.0.1:8000/", folder, "secret").splitlines()

        asks = next(line for line in lines if line.endswith(" status"))
        assert f"callsign air --folder '{folder}/air' status" in asks
        assert "    mina" in "\n".join(lines)

    def test_says_so_when_its_port_is_taken(self, tmp_path, monkeypatch, ran):
        def refuse(host, port):
            raise demo.CannotListen("port 8000 is taken by another program")

        monkeypatch.setattr(demo, "make_sure_nobody_listens", refuse)
        monkeypatch.setattr(sys, "argv", ["bin/demo", "--data", str(tmp_path)])

        with pytest.raises(SystemExit, match="port 8000 is taken"):
            demo.main()

        assert ran == []
