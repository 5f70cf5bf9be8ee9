"""Conversations with air's server: what encoders and strangers may say, and what has to come of it."""

import asyncio
import re
from pathlib import Path

from hypothesis import strategies as st

from callsign.air.http.connection import Connection
from callsign.air.http.reception import Reception
from callsign.air.http.sending import Sending
from tests.air.http.house import Program, basic, kdemo

ANSWERED = re.compile(rb"(HTTP/1\.[01] [1-5]\d\d [A-Z])")
FOLDER = Path("/nowhere")

methods = st.sampled_from(["PUT", "SOURCE", "GET", "POST", "put", "", "OPTIONS"])
mounts = st.sampled_from(
    "/kdemo /kdemo /kexmp / //kdemo /kdemo/ /../kdemo /%6bdemo kdemo * /kdemo?x /k\xe4"
    " /admin/metadata?mount=/kdemo&mode=updinfo&song=%FF%00x".split()
)
versions = st.sampled_from(["HTTP/1.1", "HTTP/1.0", "ICE/1.0", "HTTP/9.9", "ICY", ""])
logins = st.sampled_from(
    [
        basic("morning"),
        basic("morning"),
        basic("evening"),
        "Basic",
        "Basic =",
        "Bearer x",
    ]
)
headers = st.one_of(
    st.tuples(st.just("Authorization"), logins),
    st.tuples(
        st.just("Content-Type"),
        st.sampled_from(["audio/mpeg", "text/html", "", "audio/ogg; codecs=opus"]),
    ),
    st.tuples(
        st.just("Content-Length"),
        st.sampled_from(["0", "5", "5000000000", "-1", "9" * 40, "0x10", "5, 5"]),
    ),
    st.tuples(
        st.just("Transfer-Encoding"),
        st.sampled_from(["chunked", "Chunked", "identity", "gzip, chunked"]),
    ),
    st.tuples(st.just("Expect"), st.sampled_from(["100-continue", "200-ok"])),
    st.tuples(
        st.text(st.characters(max_codepoint=255), max_size=12),
        st.text(st.characters(max_codepoint=255), max_size=40),
    ),
)
plausible = st.sampled_from(
    [
        ("Host", "air"),
        ("User-Agent", "butt 0.1.34"),
        ("ice-name", "KDEMO\xa0\xdf"),
        ("ice-public", "0"),
        ("Expect", "100-continue"),
        ("Transfer-Encoding", "chunked"),
        ("Content-Type", "audio/mpeg"),
    ]
)
# Most are well meant, or nothing would come past the first check.
starts = st.one_of(
    st.sampled_from(["PUT /kdemo HTTP/1.1", "SOURCE /kdemo ICE/1.0"]),
    st.sampled_from(["PUT /kdemo HTTP/1.1", "SOURCE /kdemo HTTP/1.0"]),
    st.tuples(methods, mounts, versions).map(" ".join),
)
line_ends = st.sampled_from(["\r\n"] * 6 + ["\n"] * 3 + ["\r"])
bodies = st.lists(
    st.one_of(
        st.binary(max_size=60),
        st.just(b"garbage"),
        st.just(b"5\r\nsound\r\n"),
        st.just(b"0\r\n\r\n"),
        st.just(b"ffffffff\r\n"),
        st.just(b"a" * 20_000),
    ),
    max_size=6,
)


@st.composite
def conversations(draw: st.DrawFn) -> list[bytes]:
    """What somebody sends, cut where the network cuts it."""
    end = draw(line_ends)
    start = draw(starts)
    fields = draw(st.lists(plausible, max_size=4, unique=True))
    fields += draw(st.lists(headers, max_size=draw(st.sampled_from([0, 0, 1, 6]))))
    if draw(st.booleans()):
        fields.insert(0, ("Authorization", basic("morning")))
    lines = [start, *(f"{name}: {value}" for name, value in fields)]
    head = (end.join(lines) + draw(st.sampled_from([end * 2] * 6 + [end, ""]))).encode(
        "latin-1"
    )
    wire = head + b"".join(draw(bodies))
    cuts = sorted(draw(st.lists(st.integers(0, len(wire)), max_size=6)))
    ends = zip([0, *cuts], [*cuts, len(wire)], strict=True)
    return [wire[first:last] for first, last in ends if last > first]


class Line(asyncio.Transport):
    """A connection without a network."""

    def __init__(self) -> None:
        super().__init__({"peername": ("203.0.113.9", 50_000)})
        self.protocol: asyncio.Protocol | None = None
        self.written = b""
        self.is_over = False
        self.is_half_closed = False

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        assert isinstance(protocol, asyncio.Protocol)
        self.protocol = protocol

    def get_protocol(self) -> asyncio.BaseProtocol:
        assert self.protocol is not None
        return self.protocol

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self.is_half_closed
        self.written += data

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.is_half_closed = True

    def is_closing(self) -> bool:
        return self.is_over

    def close(self) -> None:
        self.is_over = True

    abort = close

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass

    def get_write_buffer_size(self) -> int:
        return 0


def check(pieces: list[bytes]) -> str:
    """
    Hold a conversation; nothing raises, everything ends. Return what came of it.

    Raises: AssertionError
    """
    program = kdemo(FOLDER)
    reception = Reception(program, most_connections=10)
    line, connection = Line(), Connection(reception)
    line.protocol = connection
    connection.connection_made(line)
    for piece in pieces:
        if not line.is_over and line.protocol is not None:
            line.protocol.data_received(piece)
    outcome = outcome_of(line, program)
    for watched in list(reception.open_connections):
        watched.expire()
    for watched in list(reception.open_connections):
        watched.expire()
    assert line.is_over
    line.get_protocol().connection_lost(None)
    assert not reception.open_connections
    assert not reception.intake.encoders
    assert all(feed.is_closed for feed in program.services["kdemo"].feeds.values())
    return outcome


def outcome_of(line: Line, program: Program) -> str:
    feeds = program.services["kdemo"].feeds
    if feeds:
        assert list(feeds) == ["studio"]
        assert b" 100 Continue" in line.written or b" 200 OK" in line.written
        return "let in"
    assert not isinstance(line.protocol, Sending)
    if line.written:
        assert ANSWERED.match(line.written)
        return "answered"
    assert not line.is_over
    return "waited for"
