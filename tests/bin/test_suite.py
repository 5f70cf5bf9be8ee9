import pytest

from bin.house import postgres, programs, suite

GREEN = {"passed": 12, "failed": 0, "error": 0, "skipped": 0}


class TestTheReport:
    def test_names_what_was_skipped_and_the_package_that_brings_it(self, capsys):
        suite.report({"sqlite": GREEN}, [programs.CHROMIUM], failed=False)

        said = capsys.readouterr().out
        assert "Skipped: every test in a browser, for want of Chromium" in said
        assert "apt-get install chromium" in said

    def test_closes_with_what_was_counted(self, capsys):
        suite.report({"sqlite": GREEN | {"error": 1}}, [], failed=True)

        closing = capsys.readouterr().out.splitlines()[-1]
        assert closing == "sqlite: 12 passed, 1 failed, 0 skipped"

    @pytest.mark.parametrize(
        ("ci", "lacking", "skipped", "code"),
        [
            ("", [], 0, 0),
            ("", [programs.ESPEAK], 3, 0),  # at home a missing program is no failure
            ("true", [], 0, 0),
            ("true", [programs.ESPEAK], 0, 1),
            ("true", [], 1, 1),
        ],
    )
    def test_lets_nothing_be_skipped_under_ci(
        self, monkeypatch, ci, lacking, skipped, code
    ):
        monkeypatch.setenv("CI", ci)

        counts = {"sqlite": GREEN | {"skipped": skipped}}

        assert suite.report(counts, lacking, failed=False) == code

    def test_fails_when_a_part_failed(self, monkeypatch):
        monkeypatch.delenv("CI", raising=False)

        assert suite.report({"sqlite": GREEN}, [], failed=True) == 1


class TestThePartsOfASuite:
    def test_leave_out_the_browser_where_there_is_none(self):
        with suite.settings_for("browser", [programs.CHROMIUM]) as environment:
            assert environment is None

    def test_run_on_sqlite_whatever_database_the_shell_names(self, monkeypatch):
        monkeypatch.setenv("DATABASE_URL", "postgres://station@db.kdemo.example/main")

        with suite.settings_for("sqlite", []) as environment:
            assert "DATABASE_URL" not in environment

    def test_use_the_server_that_the_shell_names(self, monkeypatch):
        url = "postgres://station@db.kdemo.example/main"
        monkeypatch.setenv("DATABASE_URL", url)

        with suite.settings_for("postgresql", []) as environment:
            assert environment["DATABASE_URL"] == url

    def test_leave_out_postgresql_where_there_is_none(self, monkeypatch):
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.setattr(postgres, "server_programs", lambda: None)

        with suite.settings_for("postgresql", []) as environment:
            assert environment is None


class TestFindingAServer:
    def test_takes_the_newest_of_several_versions(self, tmp_path, monkeypatch):
        for version in ("9.6", "15", "17"):
            folder = tmp_path / version / "bin"
            folder.mkdir(parents=True)
            (folder / "initdb").touch()
            (folder / "pg_ctl").touch()
        monkeypatch.setattr(postgres.shutil, "which", lambda name: None)
        monkeypatch.setattr(postgres, "DEBIAN_FOLDERS", f"{tmp_path}/*/bin")

        assert postgres.server_programs() == tmp_path / "17/bin"

    def test_finds_none_on_a_machine_without(self, tmp_path, monkeypatch):
        monkeypatch.setattr(postgres.shutil, "which", lambda name: None)
        monkeypatch.setattr(postgres, "DEBIAN_FOLDERS", f"{tmp_path}/*/bin")

        assert postgres.server_programs() is None
