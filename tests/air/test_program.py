"""The program: services come, go and stay as the newsroom writes."""

import json

import pytest

from callsign.air.program import Program, ServiceDied
from callsign.air.service import Service
from callsign.engines.stream.journal import Kind
from tests.air.running import free_port
from tests.air.studio import entries_in, tape_folder


def service(slug: str, path, **changes: object) -> dict[str, object]:
    sources = [{"name": "programs", "kind": "files", "path": str(path), "silence_s": 0}]
    return {"slug": slug, "title": slug.upper(), "sources": sources} | changes


def configure(folder, *services: dict[str, object]) -> None:
    text = json.dumps({"version": 1, "services": services})
    (folder / "air.json").write_text(text)


@pytest.fixture
def program(tmp_path):
    one = Program(tmp_path)
    yield one
    one.stop()


def told(program: Program, kind: Kind) -> list[dict[str, object]]:
    program.journal.sync()
    entries = entries_in(program.folder / "journal")
    return [dict(one.details) for one in entries if one.kind is kind]


class TestAConfiguration:
    def test_leaves_a_service_alone_that_is_as_before(self, program, tmp_path):
        tape = tape_folder(tmp_path / "tape")
        configure(tmp_path, service("kdemo", tape))
        program.reload()
        before = program.services["kdemo"]

        configure(tmp_path, service("kdemo", tape), service("kdemo-two", tape))
        program.reload()

        assert program.services["kdemo"] is before
        assert list(program.services) == ["kdemo", "kdemo-two"]
        assert told(program, Kind.CONFIGURED)[-1]["services"] == ["kdemo", "kdemo-two"]

    def test_changes_a_title_in_mid_air(self, program, tmp_path):
        tape = tape_folder(tmp_path / "tape")
        configure(tmp_path, service("kdemo", tape))
        program.reload()
        before = program.services["kdemo"]

        configure(tmp_path, service("kdemo", tape, title="KDEMO 89.7"))
        program.reload()

        assert program.services["kdemo"] is before
        assert before.config.title == "KDEMO 89.7"

    def test_makes_a_service_anew_for_other_bit_rates(self, program, tmp_path):
        tape = tape_folder(tmp_path / "tape")
        configure(tmp_path, service("kdemo", tape))
        program.reload()
        before = program.services["kdemo"]

        configure(tmp_path, service("kdemo", tape, renditions_kbps=[96]))
        program.reload()

        assert program.services["kdemo"] is not before
        assert list(program.services["kdemo"].init_segments) == ["aac96"]

    def test_ends_a_service_that_is_gone(self, program, tmp_path):
        tape = tape_folder(tmp_path / "tape")
        configure(tmp_path, service("kdemo", tape))
        program.reload()

        configure(tmp_path)
        program.reload()

        assert program.services == {}

    def test_is_tried_again_when_the_disk_refused_a_service(
        self, program, tmp_path, monkeypatch
    ):
        configure(tmp_path, service("kdemo", tape_folder(tmp_path / "tape")))
        taken_up = Program._taken_up

        def refuse(*_):
            raise OSError("no space is left")

        monkeypatch.setattr(Program, "_taken_up", refuse)
        program.reload()
        program._try_again()
        assert program.services == {}

        monkeypatch.setattr(Program, "_taken_up", taken_up)
        program._try_again()

        assert list(program.services) == ["kdemo"]
        assert len(told(program, Kind.MISCONFIGURED)) == 1

    def test_that_is_bad_changes_nothing_and_is_told(self, program, tmp_path):
        configure(tmp_path, service("kdemo", tape_folder(tmp_path / "tape")))
        program.reload()
        before = program.services["kdemo"]

        (tmp_path / "air.json").write_text('{"version": 1, "services": [{}]}')
        program.reload()

        assert program.services["kdemo"] is before
        assert "slug must be a text" in told(program, Kind.MISCONFIGURED)[0]["reason"]
        assert "slug must be a text" in program.problem

    @pytest.mark.parametrize(("mode", "times"), [(0o644, 1), (0o640, 1), (0o600, 0)])
    def test_whose_passwords_others_may_read_is_told_once(
        self, program, tmp_path, mode, times
    ):
        studio = {"name": "studio", "kind": "push", "password": "morning"}
        configure(tmp_path, service("kdemo", tmp_path, sources=[studio]))
        (tmp_path / "air.json").chmod(mode)
        program.reload()
        program.reload()

        reasons = [str(one["reason"]) for one in told(program, Kind.MISCONFIGURED)]
        assert ["chmod 600" in one for one in reasons] == [True] * times
        assert list(program.services) == ["kdemo"]

    def test_that_is_good_again_is_no_problem(self, program, tmp_path):
        (tmp_path / "air.json").write_text("{")
        program.reload()
        assert program.problem.startswith("air.json was refused: it is not JSON")

        configure(tmp_path, service("kdemo", tape_folder(tmp_path / "tape")))
        program.reload()

        assert program.problem == ""

    def test_without_a_service_says_so(self, program, tmp_path):
        assert program.problem == f"there is no air.json in {tmp_path} yet"

        configure(tmp_path)
        program.reload()

        assert program.problem == "air.json names no service"


class TestAServiceThatDies:
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
    def test_ends_air_so_that_it_is_started_anew(self, program, tmp_path, monkeypatch):
        def fail(service: Service) -> float:
            raise ZeroDivisionError

        monkeypatch.setattr(Service, "work", fail)
        configure(tmp_path, service("kdemo", tape_folder(tmp_path / "tape")))
        port = {"version": 1, "port": free_port()}
        text = json.loads((tmp_path / "air.json").read_text()) | port
        (tmp_path / "air.json").write_text(json.dumps(text))

        with pytest.raises(ServiceDied):
            program.run()
