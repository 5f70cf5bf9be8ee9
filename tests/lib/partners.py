"""Servers of partners on loopback, where one address plays the public internet."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PUBLIC, PRIVATE = "127.0.0.1", "127.0.0.2"


class Asked:
    """What a partner was asked: paths, and the headers that came with each."""

    def __init__(self) -> None:
        self.port = 0
        self.requests: list[tuple[str, dict[str, str]]] = []

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]

    def address(self, path: str = "/", host: str = PUBLIC) -> str:
        return f"http://{host}:{self.port}{path}"


Reply = tuple[int, dict[str, str], bytes]


@contextmanager
def partner(reply: Callable[[str], Reply]) -> Iterator[Asked]:
    """Answer each path as ``reply`` says, at every address of loopback."""
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked.requests.append((self.path, headers))
            status, fields, body = reply(self.path)
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("", 0), Handler) as server:
        asked.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield asked
        finally:
            server.shutdown()
            thread.join()


def pretend_public(monkeypatch) -> None:
    """Take one address of loopback for the internet, the others for our own network."""
    monkeypatch.setattr(
        "callsign.lib.public_address.is_public", lambda address: address == PUBLIC
    )


def names_lead_to(monkeypatch, *hosts: str) -> None:
    """Have every look-up of a name give the next of these, and then the last again."""
    left = list(hosts)

    def look_up(host, port, **options):
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(2, 1, 6, "", (found, port))]

    monkeypatch.setattr("callsign.lib.public_address.socket.getaddrinfo", look_up)
