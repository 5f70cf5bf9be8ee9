import os
import signal
import socket
import subprocess
import sys
import threading

import pytest

from bin.house import serving

SERVER = """
import http.server, socketserver, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass
socketserver.TCPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def server(port):
    with subprocess.Popen([sys.executable, "-c", SERVER, str(port)]) as process:
        yield process
        process.kill()


@pytest.fixture(autouse=True)
def signal_handlers():
    handlers = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


class TestServingUntilTold:
    def test_welcomes_when_the_server_answers_and_ends_when_told(
        self, server, port, tmp_path, capsys
    ):
        """The order to end is given by whoever reads the welcome."""
        address = f"http://127.0.0.1:{port}/"
        said = threading.Event()

        class Welcome(str):
            def __str__(self):
                said.set()
                return "KDEMO is on"

        def tell():
            said.wait(30)
            os.kill(os.getpid(), signal.SIGINT)

        threading.Thread(target=tell).start()
        log = tmp_path / "serve.log"
        code = serving.serve_until_told(server, address, log, welcome=Welcome())

        assert code == 0
        assert "KDEMO is on" in capsys.readouterr().out
        assert server.returncode == -signal.SIGTERM

    def test_shows_the_log_of_a_server_that_died(self, port, tmp_path, capsys):
        log = tmp_path / "serve.log"
        log.write_text("web      the disk is full\n")
        address = f"http://127.0.0.1:{port}/"

        with subprocess.Popen([sys.executable, "-c", "raise SystemExit(7)"]) as process:
            code = serving.serve_until_told(
                process, address, log, welcome="KDEMO is on"
            )

        said = capsys.readouterr()
        assert code == 7
        assert "KDEMO is on" not in said.out
        assert "the disk is full" in said.err
