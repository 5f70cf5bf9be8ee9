"""A connection on which an encoder sends its sound."""

from callsign.air.http.intake import Encoder, Intake
from callsign.air.http.refusals import Refused, Why
from callsign.air.http.watched import Watched
from callsign.air.push import CLOSED, FeedClosed

SILENT_S = 30.0
FINISHED = "the encoder said that it was finished"
TAKEN = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Sending(Watched):
    """Unwraps what comes and feeds it on; nothing here ever waits."""

    def __init__(
        self,
        open_connections: set[Watched],
        intake: Intake,
        encoder: Encoder,
        *,
        is_answered: bool,
    ) -> None:
        super().__init__(open_connections)
        self.intake = intake
        self.encoder = encoder
        self.is_answered = is_answered
        self.allow(SILENT_S)

    def data_received(self, data: bytes) -> None:
        self.allow(SILENT_S)
        body = self.encoder.body
        try:
            sound = body.take(data)
            if sound:
                self.encoder.feed.feed(sound)
        except FeedClosed:  # the feed has told the journal why
            self.transport.close()
            return
        except Refused as refused:
            self.intake.tally.add(refused.why)
            self.transport.close()
            return
        if body.is_finished:
            self.leave()

    def leave(self) -> None:
        """End as the encoder expects it: its request has been taken to its end."""
        self.intake.dismiss(self.encoder, FINISHED)
        self.leave_after(b"" if self.is_answered else TAKEN)

    def expire(self) -> None:
        self.intake.tally.add(Why.TOO_SLOW)
        self.intake.dismiss(self.encoder, f"it sent nothing for {SILENT_S:.0f} s")
        super().expire()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        # A killed encoder's system closes as politely as one that was stopped.
        broke = f"the connection broke off: {exc}" if exc else CLOSED
        self.intake.dismiss(self.encoder, broke)
