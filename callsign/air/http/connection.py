"""A connection as it begins: requests, one after the other."""

import asyncio
import logging
from functools import partial
from typing import cast

from callsign.air.http.listening import Listening
from callsign.air.http.reception import Reception, Tuned
from callsign.air.http.refusals import Refused, Why
from callsign.air.http.requests import END_OF_HEAD, LARGEST_HEAD, Request, read_head
from callsign.air.http.responses import Response, response
from callsign.air.http.sending import Sending
from callsign.air.http.watched import Watched

logger = logging.getLogger(__name__)

HEAD_S = 10.0
IDLE_S = 30.0
GUESSING_S = 2.0
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

# To encoders that do not ask to continue, as Icecast answers them.
LET_IN = b"HTTP/1.0 200 OK\r\n\r\n"


class Connection(Watched):
    """Reads requests and answers them in their order, a slow reader's no faster than it reads."""

    def __init__(self, reception: Reception) -> None:
        super().__init__(reception.open_connections)
        self.reception = reception
        self.peer = ""
        self.waiting = b""
        self.looked_at = 0
        self.is_answering = False
        self.is_full = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.begin(cast(asyncio.Transport, transport))
        # None when it has gone before it was greeted.
        peername = transport.get_extra_info("peername")
        self.peer = peername[0] if peername else ""
        self.allow(HEAD_S)
        if len(self.open_connections) > self.reception.most_connections:
            self.reception.tally.add(Why.FULL)
            self.transport.abort()

    def data_received(self, data: bytes) -> None:
        if not self.waiting:
            self.allow(HEAD_S)
        self.waiting += data
        if len(self.waiting) > 2 * LARGEST_HEAD:
            self.transport.pause_reading()
        self.go_on()

    def pause_writing(self) -> None:
        self.is_full = True

    def resume_writing(self) -> None:
        self.is_full = False
        self.go_on()

    def go_on(self) -> None:
        """Answer the requests that are whole, as far as answers can be taken."""
        while not (self.is_answering or self.is_full or self.transport.is_closing()):
            end = END_OF_HEAD.search(self.waiting, max(0, self.looked_at - 3))
            self.looked_at = len(self.waiting)
            if (end.start() if end else self.looked_at) > LARGEST_HEAD:
                self.refuse(Refused(431, Why.TOO_LARGE, "at most 16 KB of headers"))
            if end is None or end.start() > LARGEST_HEAD:
                return
            head, self.waiting = self.waiting[: end.start()], self.waiting[end.end() :]
            self.looked_at = 0
            self.take(head)
            if self.transport.get_protocol() is not self:
                return
            self.transport.resume_reading()

    def take(self, head: bytes) -> None:
        self.reception.requests += 1
        try:
            request = read_head(head)
        except Refused as refused:
            self.refuse(refused)
            return
        try:
            if request.method in ("PUT", "SOURCE"):
                self.let_in(request)
            else:
                self.answer(request)
        except Refused as refused:
            self.refuse(refused, request)

    def answer(self, request: Request) -> None:
        """Answer a question. Raises: Refused"""
        headers = request.headers
        if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
            raise Refused(
                400, Why.UNEXPECTED_BODY, f"{request.method} has no body here"
            )
        answer = self.reception.answer(request, self.peer)
        if isinstance(answer, Response):
            self.send(request, answer)
        elif isinstance(answer, Tuned):
            self.tune(answer)
        else:
            self.is_answering = True
            answer.add_done_callback(partial(self.finish, request))

    def finish(self, request: Request, reading: asyncio.Task[Response]) -> None:
        """Send what had to be read first."""
        self.is_answering = False
        if reading.cancelled():
            return
        error = reading.exception()
        if self.transport.is_closing():
            return
        if error is None:
            self.send(request, reading.result())
        elif isinstance(error, Refused):
            self.refuse(error, request)
        else:
            logger.error("%s cannot be read", request.path, exc_info=error)
            words = "this cannot be read at the moment"
            self.refuse(Refused(503, Why.UNREADABLE, words), request)
        if self.transport.get_protocol() is self:
            self.go_on()

    def send(self, request: Request, answer: Response) -> None:
        self.transport.write(
            self.reception.wire.drawn(
                answer,
                is_kept_alive=request.is_kept_alive,
                is_head=request.method == "HEAD",
                is_old=request.version != "HTTP/1.1",
            )
        )
        self.allow(IDLE_S)
        if not request.is_kept_alive:
            self.transport.close()

    def tune(self, tuned: Tuned) -> None:
        drawn = self.reception.wire.drawn(tuned.head, is_kept_alive=False)
        self.transport.write(drawn)
        listening = Listening(self.open_connections, tuned)
        self.hand_over(listening)
        listening.start()

    def let_in(self, request: Request) -> None:
        """Let an encoder go on as one. Raises: Refused"""
        intake = self.reception.intake
        wants_word = request.version == "HTTP/1.1" and (
            request.headers.get("expect", "").lower() == "100-continue"
        )
        sending: Sending | None = None

        def leave() -> None:
            if sending is not None:
                sending.transport.abort()

        encoder = intake.admit(request, leave, self.peer)
        self.transport.write(CONTINUE if wants_word else LET_IN)
        sending = Sending(
            self.open_connections, intake, encoder, is_answered=not wants_word
        )
        self.hand_over(sending)
        if self.waiting:
            sending.data_received(self.waiting)

    def refuse(self, refused: Refused, request: Request | None = None) -> None:
        """Say no, and why; who guesses passwords is told so late."""
        self.reception.tally.add(refused.why)
        if refused.why is Why.GUESSING:
            self.is_answering = True
            loop = asyncio.get_running_loop()
            loop.call_later(GUESSING_S, self.say_no, refused, request)
        else:
            self.say_no(refused, request)

    def say_no(self, refused: Refused, request: Request | None) -> None:
        """Answer; go on only where what follows can be trusted to be a request."""
        if self.transport.is_closing():
            return
        self.is_answering = False
        drawn = response(
            refused.status, f"{refused.words}\n".encode(), headers=refused.headers
        )
        is_trusted = (
            request is not None
            and request.method in ("GET", "HEAD", "OPTIONS")
            and refused.why is not Why.UNEXPECTED_BODY
        )
        if request is not None and is_trusted:
            self.send(request, drawn)
            return
        wire = self.reception.wire
        self.leave_after(wire.drawn(drawn, is_kept_alive=False))

    def expire(self) -> None:
        if self.waiting and not self.is_answering:
            words = f"a request has to be sent within {HEAD_S:.0f} s"
            self.refuse(Refused(408, Why.TOO_SLOW, words))
        else:
            self.transport.abort()
