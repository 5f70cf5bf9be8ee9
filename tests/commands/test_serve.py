import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
from datetime import datetime

import pytest

from callsign.commands import serve


def options(*arguments):
    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    return parser.parse_args(arguments)


class TestServing:
    @pytest.fixture
    def started(self, monkeypatch):
        """The programs that would have been supervised."""
        started = []

        class Recorder:
            def __init__(self, programs, *, log):
                started.extend(programs)

            def run(self):
                pass

        monkeypatch.setattr(serve, "Supervisor", Recorder)
        monkeypatch.setattr(serve, "tell_air", lambda: True)
        monkeypatch.setattr(serve, "make_sure_nobody_listens", lambda host, port: None)
        monkeypatch.setattr(os, "environ", dict(os.environ))
        return started

    def test_runs_the_web_server_air_and_the_worker(self, started):
        assert serve.run(options()) == 0

        assert [program.name for program in started] == ["web", "air", "worker"]

    def test_runs_no_air_where_it_runs_elsewhere(self, started):
        serve.run(options("--no-air"))

        assert [program.name for program in started] == ["web", "worker"]

    def test_goes_on_when_the_newsroom_cannot_say(self, started, monkeypatch, capsys):
        monkeypatch.setattr(serve, "tell_air", lambda: False)

        assert serve.run(options()) == 0

        assert "the configuration it had" in capsys.readouterr().out
        assert len(started) == 3

    def test_runs_air_in_the_stations_folder(self, started, tmp_path):
        os.environ["CALLSIGN_DATA"] = str(tmp_path)

        serve.run(options())

        assert started[1].command[-2:] == ("--folder", str(tmp_path / "air"))

    def test_does_not_interrupt_air_for_new_code(self, started):
        serve.run(options())

        assert started[1].renewed_by is None

    def test_listens_to_this_machine_alone_unless_told(self, started):
        serve.run(options())

        web = started[0].command
        assert web[web.index("--host") + 1] == "127.0.0.1"

    def test_lets_pages_come_before_the_workers_tasks(self, started):
        serve.run(options())

        assert started[-1].command[0] == "nice"

    @pytest.mark.parametrize(
        ("flag", "name"), [("--web-only", "web"), ("--worker-only", "worker")]
    )
    def test_runs_one_of_the_two_where_they_live_apart(self, started, flag, name):
        serve.run(options(flag))

        assert [program.name for program in started] == [name]

    def test_uses_the_house_settings_unless_a_station_has_its_own(self, started):
        os.environ["DJANGO_SETTINGS_MODULE"] = "kdemo.settings"

        serve.run(options())

        assert os.environ["DJANGO_SETTINGS_MODULE"] == "kdemo.settings"


class TestAPortThatIsTaken:
    @pytest.fixture
    def port(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            yield listener.getsockname()[1]

    def test_is_refused_with_a_way_out(self, port, capsys):
        assert serve.run(options("--port", str(port))) == 1

        assert f"--port {port + 1}" in capsys.readouterr().err

    @pytest.mark.parametrize("number", ["0", "65536", "-1", "http"])
    def test_is_a_number_that_ports_have(self, number, capsys):
        with pytest.raises(SystemExit, match="2"):
            options(f"--port={number}")

        assert "they run from 1 to 65535" in capsys.readouterr().err

    def test_does_not_stop_a_worker_alone(self, port, monkeypatch):
        monkeypatch.setattr(serve.Supervisor, "run", lambda supervisor: None)
        monkeypatch.setattr(os, "environ", dict(os.environ))

        assert serve.run(options("--worker-only", "--port", str(port))) == 0


class TestAPortThatIsNotOurs:
    def test_is_not_called_taken(self, monkeypatch):
        def refuse(probe, address):
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(socket.socket, "bind", refuse)

        with pytest.raises(serve.CannotListen, match="Permission denied"):
            serve.make_sure_nobody_listens("127.0.0.1", 80)


class TestALogLine:
    def test_says_when_who_and_what(self, capsys):
        serve.log("worker", "started as process 7")

        when, who, what = capsys.readouterr().out.rstrip().split(None, 2)
        assert datetime.fromisoformat(when).tzinfo
        assert (who, what) == ("worker", "started as process 7")


class TestASignal:
    def test_ends_the_program_and_what_it_runs(self):
        """The whole way: a process, its signal handler, its child."""
        code = (
            "import sys; from callsign.commands import serve;"
            " from callsign.commands.supervised import Program;"
            " from callsign.commands.supervisor import Supervisor;"
            " sleeps = (sys.executable, '-c', 'import time; time.sleep(600)');"
            " Supervisor([Program('web', sleeps)], log=serve.log).run()"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
        )
        with process:
            child = int(process.stdout.readline().split()[-1])
            process.send_signal(signal.SIGTERM)
            lines = process.stdout.read()

        assert process.returncode == 0
        assert lines.rstrip().endswith("ended")
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)
