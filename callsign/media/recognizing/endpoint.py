"""
An endpoint as a recognizer: a service, or a server of one's own, asked over HTTP.

Source:  platform.openai.com, "Create transcription" (file, model, response_format,
         timestamp_granularities), which faster-whisper-server, LocalAI, vLLM and others
         follow; ggml-org/whisper.cpp, ``examples/server`` (/inference)
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from callsign.engines.transcript.readers.heard import Heard
from callsign.lib.outgoing import NotFetched
from callsign.lib.posting import Posted, Posting, TooMuch, TooSlow
from callsign.lib.public_address import NotPublic
from callsign.media.decoding import RATE_HZ, Samples
from callsign.media.recognizing.answer import RUBBISH, words_in
from callsign.media.recognizing.attended import attended
from callsign.media.recognizing.form import form, wav
from callsign.media.recognizing.recognizer import (
    Misdirected,
    NotAnAnswer,
    NotRecognized,
    Price,
    Stalled,
    TryLater,
    WhileWaiting,
)

LARGEST_ANSWER = 20_000_000
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})

REFUSALS = {
    401: "The recognizer does not accept the key. An engineer has to set it anew.",
    402: "The recognizer asks for payment first: its account has no credit left.",
    403: "The recognizer does not let us in. An engineer has to look at key and account.",
    404: "Nothing that hears is at the recognizer’s address. An engineer has to mend it.",
    413: "The recognizer takes no pieces of this size. An engineer has to look at it.",
}
REFUSED = "The recognizer refused what it was asked ({status}). An engineer has to look at its model and address."
NOT_PUBLIC = (
    "The recognizer’s address is inside our own network, which the settings do not"
    " allow. An engineer can: CALLSIGN_RECOGNIZER_PRIVATE in docs/reference/settings.md."
)
STALLED = (
    "The recognizer took the sound and never answered. It was not asked again, as it may"
    " charge for it; what was heard before is kept."
)
NO_ANSWER = "The recognizer cannot be reached. What was heard so far is kept."
BUSY_SAID = (
    "The recognizer is busy or out of order ({status}{until}). What was heard so far is"
    " kept."
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where an endpoint is and what it is asked for; its key is never shown."""

    url: str
    key: str = field(default="", repr=False)
    model: str = "whisper-1"
    language: str = ""
    price: Price | None = None
    is_private_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Patience:
    """How long an answer may take, and how long a busy endpoint is waited for."""

    answer_within_s: float = 600.0
    tries: int = 6
    first_wait_s: float = 2.0
    waits_at_most_s: float = 300.0


class EndpointRecognizer:
    """An endpoint that takes a recording as a form, and answers in Whisper's JSON."""

    is_rough = False
    pace: float | None = None
    # 10 MB as WAV; the largest that services take is 25.
    longest_ms = 300_000

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        patience: Patience | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.endpoint = endpoint
        self.patience = patience or Patience()
        self.sleep = sleep
        parts = urlsplit(endpoint.url)
        self.name = f"{endpoint.model} at {parts.hostname or 'nowhere'}"
        where = f"{parts.hostname}:{parts.port}{parts.path}"
        self.identity = f"endpoint {where} {endpoint.model} {endpoint.language}"
        self.price = endpoint.price

    def hear(self, samples: Samples, *, while_waiting: WhileWaiting) -> Sequence[Heard]:
        """Return what the endpoint hears; a busy one is asked again, within bounds."""
        answer = self._answered(wav(samples), while_waiting)
        return words_in(answer.content, len(samples) * 1000 // RATE_HZ)

    def _answered(self, sound: bytes, while_waiting: WhileWaiting) -> Posted:
        """Ask until an answer comes. Raises: NotRecognized and its family"""
        waited_s, wait_s = 0.0, self.patience.first_wait_s
        for tries_left in range(self.patience.tries - 1, -1, -1):
            answer, trouble = self._asked(sound, while_waiting)
            if answer is not None and answer.status not in BUSY:
                return accepted(answer)
            wished_s = retry_after_s(answer, at=datetime.now(UTC)) if answer else None
            pause_s = wait_s if wished_s is None else wished_s
            if not tries_left or waited_s + pause_s > self.patience.waits_at_most_s:
                raise trouble or busy(answer, wished_s)
            self._wait(pause_s, while_waiting)
            waited_s, wait_s = waited_s + pause_s, wait_s * 2
        raise TryLater(NO_ANSWER)

    def _asked(
        self, sound: bytes, while_waiting: WhileWaiting
    ) -> tuple[Posted | None, NotRecognized | None]:
        """Ask once; return the answer, or why asking again may help."""
        kind, content = form(self._fields(), sound)
        key = self.endpoint.key
        posting = Posting(
            address(self.endpoint.url),
            content,
            headers={"Content-Type": kind, "Accept": "application/json"}
            | ({"Authorization": f"Bearer {key}"} if key else {}),
            answer_within_s=self.patience.answer_within_s,
            most_bytes=LARGEST_ANSWER,
            is_private_allowed=self.endpoint.is_private_allowed,
        )
        try:
            answer = attended(
                posting.exchanged,
                while_waiting=while_waiting,
                break_off=posting.break_off,
            )
        except TooSlow as error:
            raise Stalled(STALLED) from error
        except (TooMuch, NotFetched) as error:
            raise NotAnAnswer(RUBBISH) from error
        except NotPublic as error:
            raise Misdirected(NOT_PUBLIC) from error
        except OSError:
            return None, TryLater(NO_ANSWER)
        return answer, None

    def _fields(self) -> list[tuple[str, str]]:
        endpoint = self.endpoint
        language = [("language", endpoint.language)] if endpoint.language else []
        if is_whisper_cpp_server(endpoint.url):
            return [
                ("response_format", "verbose_json"),
                ("temperature", "0.0"),
                *language,
            ]
        if endpoint.model.startswith("gpt-"):
            # These tell no times; the words are found in the recording afterwards.
            return [("model", endpoint.model), ("response_format", "json"), *language]
        return [
            ("model", endpoint.model),
            ("response_format", "verbose_json"),
            ("timestamp_granularities[]", "word"),
            ("timestamp_granularities[]", "segment"),
            *language,
        ]

    def _wait(self, seconds: float, while_waiting: WhileWaiting) -> None:
        while seconds > 0:
            self.sleep(min(1.0, seconds))
            seconds -= 1.0
            while_waiting()


def accepted(answer: Posted) -> Posted:
    """Return an answer that has words in it. Raises: Misdirected"""
    if answer.status == 200:
        return answer
    said = REFUSALS.get(answer.status, REFUSED.format(status=answer.status))
    raise Misdirected(said)


def busy(answer: Posted | None, wished_s: float | None) -> TryLater:
    """Return what is told of a busy endpoint, and when it wants to be asked again."""
    status = answer.status if answer else 0
    minutes = round((wished_s or 0) / 60)
    until = f", for {minutes} minutes" if minutes > 1 else ""
    return TryLater(BUSY_SAID.format(status=status, until=until), after_s=wished_s)


def retry_after_s(answer: Posted, *, at: datetime) -> float | None:
    """Return how long an endpoint asks to be left alone: seconds, or until a date."""
    wish = answer.headers.get("Retry-After", "").strip()
    if wish.isdecimal() and len(wish) < 10:
        return float(wish)
    try:
        until = parsedate_to_datetime(wish)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - at).total_seconds())


def address(url: str) -> str:
    """
    Return where recordings are sent; services often name the folder above it.

    >>> address("https://speech.example/v1/")
    'https://speech.example/v1/audio/transcriptions'
    >>> address("http://127.0.0.1:8080/inference")
    'http://127.0.0.1:8080/inference'
    """
    is_folder = urlsplit(url).path.rstrip("/").endswith("/v1")
    return f"{url.rstrip('/')}/audio/transcriptions" if is_folder else url


def is_whisper_cpp_server(url: str) -> bool:
    """
    Return whether an address is that of whisper.cpp's own server.

    >>> is_whisper_cpp_server("http://127.0.0.1:8080/inference")
    True
    """
    return urlsplit(url).path.rstrip("/").endswith("/inference")
