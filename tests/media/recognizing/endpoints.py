"""Endpoints on loopback that behave, and misbehave, as services do."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Served:
    """What an endpoint was asked, and where it is."""

    def __init__(self):
        self.port = 0
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.forms: list[bytes] = []

    def address(self, path="/v1"):
        return f"http://127.0.0.1:{self.port}{path}"


def verbose(*words):
    """Return Whisper's JSON for words, each a second long, as a service answers."""
    text = " ".join(words)
    timed = [
        {"word": word, "start": at + 0.1, "end": at + 0.9}
        for at, word in enumerate(words)
    ]
    segment = {"id": 0, "start": 0.1, "end": len(words), "text": f" {text}"}
    body = {"task": "transcribe", "language": "english", "duration": len(words)}
    return json.dumps(body | {"text": text, "segments": [segment], "words": timed})


@contextmanager
def endpoint(*replies, stalls: threading.Event | None = None) -> Iterator[Served]:
    """Give one reply after the other, (status, headers, body), and the last one on and on."""
    served = Served()
    left = list(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            served.paths.append(self.path)
            served.headers.append(dict(self.headers.items()))
            served.forms.append(self.rfile.read(int(self.headers["Content-Length"])))
            if stalls is not None:
                stalls.wait(10)
                return
            status, fields, body = left.pop(0) if len(left) > 1 else left[0]
            self.send_response(status)
            for name, value in fields.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode() if isinstance(body, str) else body)

        def log_message(self, *arguments):
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield served
        finally:
            if stalls is not None:
                stalls.set()
            server.shutdown()
            thread.join()
