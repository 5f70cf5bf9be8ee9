"""Recognizing a recording: heard piece by piece, kept, and joined into a transcript."""

import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np

from callsign.engines.alignment.progress import Progress, Stage
from callsign.engines.alignment.stretches import Stretch
from callsign.engines.transcript.model import Tier, Transcript
from callsign.engines.transcript.naming import Known, named
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.heard import Heard
from callsign.media.aligning import Cancelled, decoded, ignore, never
from callsign.media.decoding import Samples, Speech, decode_speech
from callsign.media.recognizing.pieces import pieces
from callsign.media.recognizing.recognizer import (
    NotAnAnswer,
    NotRecognized,
    Price,
    Recognizer,
    Stalled,
)
from callsign.media.recognizing.shelf import Shelf
from callsign.media.sound import Problem, Stopped
from callsign.media.voice_prints import Print, matched, print_of, spans_of
from callsign.media.voices import Passage, passages

# So long a silence is heard as the end of what somebody says.
TURN_PAUSE_MS = 2_000
# Machines place a last word behind the end of what they were given, by a little.
SLACK_MS = 1_000

NO_PRINTS: Mapping[str, Print] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a recognizer will take for a recording; None where nobody can tell."""

    duration_ms: int
    cost: Price | None
    work_s: float | None


@dataclass(frozen=True, slots=True)
class Recognition:
    """
    A first draft, and what it took.

    ``heard_ms`` was handed to the recognizer now, and is what may cost; ``kept_ms`` was
    known from before, the rest was silence.
    """

    transcript: Transcript
    duration_ms: int
    heard_ms: int
    kept_ms: int
    work_s: float
    cost: Price | None
    recording_problems: tuple[Problem, ...] = ()


def estimated(recognizer: Recognizer, duration_ms: int) -> Estimate:
    """Say before what a draft will take: at most this, as silence costs nothing."""
    price, pace = recognizer.price, recognizer.pace
    return Estimate(
        duration_ms,
        price.of(duration_ms) if price else None,
        pace * duration_ms / 1_000 if pace else None,
    )


def recognize(
    audio: Path,
    recognizer: Recognizer,
    *,
    hosts: Sequence[str] = (),
    prints: Mapping[str, Print] = NO_PRINTS,
    shelf: Shelf | None = None,
    on_progress: Callable[[Progress], None] = ignore,
    cancelled: Callable[[], bool] = never,
    clock: Callable[[], float] = time.monotonic,
) -> Recognition:
    """
    Return what a machine hears in a recording, as a transcript.

    Who speaks is told by the voices; their names, by what they say, by ``hosts``, and by
    ``prints`` of hosts who agreed to that, under their names.

    With a ``shelf``, each piece is kept as soon as it is heard: whoever asks again goes
    on where the work stopped, and pays for nothing twice.

    Raises: NotAudio and its kinds (``callsign.media.opening``); Cancelled;
            NotRecognized and its family
    """
    began_s = clock()
    try:
        speech = decode_speech(
            audio, on_progress=decoded(on_progress), cancelled=cancelled
        )
    except Stopped as stopped:
        raise Cancelled(str(stopped)) from stopped
    with speech:
        work = _Work(speech, recognizer, shelf, on_progress, cancelled)
        try:
            words = work.heard()
        except NotRecognized as error:
            error.sent_ms = work.sent_ms
            raise
        if not any(one.speaker for one in words):
            on_progress(Progress(0, 1, Stage.FITTING))
            words = voiced(words, passages(speech))
        draft = joined(words)
        known = sounding_like(prints, draft, speech) if prints else {}
    return Recognition(
        transcript=named(draft, hosts=hosts, known=known),
        duration_ms=speech.duration_ms,
        heard_ms=work.heard_ms,
        kept_ms=work.kept_ms,
        work_s=clock() - began_s,
        cost=recognizer.price.of(work.heard_ms) if recognizer.price else None,
        recording_problems=speech.problems,
    )


@dataclass(slots=True)
class _Work:
    """One recording while it is heard."""

    speech: Speech
    recognizer: Recognizer
    shelf: Shelf | None
    on_progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    done_ms: int = 0
    heard_ms: int = 0
    kept_ms: int = 0
    sent_ms: int = 0

    def heard(self) -> list[Heard]:
        """Return the words of all pieces, on the recording's clock."""
        words: list[Heard] = []
        longest_ms = self.recognizer.longest_ms
        for piece in pieces(
            self.speech.levels, self.speech.duration_ms, longest_ms=longest_ms
        ):
            self.breathe()
            if not piece.is_silent:
                words += placed(self._words_of(piece), piece)
            self.done_ms = piece.end_ms
        self.breathe()
        return words

    def breathe(self) -> None:
        """Say how far the work is, and stop if somebody wants to."""
        duration_ms = self.speech.duration_ms
        self.on_progress(Progress(self.done_ms, duration_ms, Stage.LISTENING))
        if self.cancelled():
            raise Cancelled("stopped while listening")

    def _words_of(self, piece: Stretch) -> Sequence[Heard]:
        samples: Samples = np.frombuffer(
            self.speech.between(piece.start_ms, piece.end_ms), dtype=np.int16
        )
        identity = self.recognizer.identity
        kept = self.shelf.kept(samples, identity) if self.shelf else None
        if kept is not None:
            self.kept_ms += piece.length_ms
            return kept
        try:
            words = self.recognizer.hear(samples, while_waiting=self.breathe)
        except (NotAnAnswer, Stalled):
            self.sent_ms += piece.length_ms  # it has the sound, and may charge for it
            raise
        self.heard_ms += piece.length_ms
        self.sent_ms += piece.length_ms
        if self.shelf:
            self.shelf.keep(samples, identity, words)
        return words


def sounding_like(
    prints: Mapping[str, Print], draft: Transcript, speech: Speech
) -> dict[str, Known]:
    """Return the voices of a draft that are clearly those of prints, by their ids."""
    heard = {
        voice: made
        for voice, spans in spans_of(draft).items()
        if (made := print_of(speech, spans)) is not None
    }
    return {
        voice: (match.name, f"voice-print, score {match.score:.2f}")
        for voice, match in matched(heard, prints).items()
        if match is not None
    }


def placed(words: Iterable[Heard], piece: Stretch) -> list[Heard]:
    """
    Return the words of a piece on the recording's clock.

    Times behind the end of the piece are dropped, never the word.

    >>> words = [Heard("Good", 0, 500), Heard("day.", 900, 1_200), Heard("Thanks", 9_000, 9_100)]
    >>> [one[:3] for one in placed(words, Stretch(10_000, 11_000))]
    [('Good', 10000, 10500), ('day.', 10900, 11000), ('Thanks', None, None)]
    """
    return [_placed(one, piece) for one in words]


def _placed(one: Heard, piece: Stretch) -> Heard:
    start_ms, end_ms, most_ms = one.start_ms, one.end_ms, piece.length_ms
    if (
        start_ms is None
        or end_ms is None
        or not 0 <= start_ms <= end_ms
        or start_ms > most_ms
        or end_ms > most_ms + SLACK_MS
    ):
        return replace_times(one, None, None)
    end_ms = min(end_ms, most_ms)
    return replace_times(one, piece.start_ms + start_ms, piece.start_ms + end_ms)


def replace_times(one: Heard, start_ms: int | None, end_ms: int | None) -> Heard:
    return one._replace(start_ms=start_ms, end_ms=end_ms)


def voiced(words: Iterable[Heard], spoken: Sequence[Passage]) -> list[Heard]:
    """
    Return words with the voice that speaks at each; without times, the one before.

    >>> spoken = [Passage(0, 1_000, 0), Passage(1_000, 2_000, 1)]
    >>> words = [Heard("Hi.", 100, 900), Heard("Hello.", 1_000, 1_900), Heard("Ada.")]
    >>> [one.speaker for one in voiced(words, spoken)]
    ['Speaker 1', 'Speaker 2', 'Speaker 2']
    """
    starts = [one.start_ms for one in spoken]
    found: list[Heard] = []
    voice = 0
    for one in words:
        if one.start_ms is not None and one.end_ms is not None:
            middle_ms = (one.start_ms + one.end_ms) // 2
            voice = spoken[max(0, bisect_right(starts, middle_ms) - 1)].voice
        found.append(one._replace(speaker=f"Speaker {voice + 1}"))
    return found


def joined(words: Iterable[Heard]) -> Transcript:
    """
    Return a transcript of what was heard; a long silence begins a new turn.

    >>> words = [Heard("Good", 0, 500), Heard("day.", 500, 900), Heard("Yes.", 4_000, 4_300)]
    >>> [turn.text for turn in joined(words).turns]
    ['Good day.', 'Yes.']
    """
    building = Building()
    latest_ms: int | None = None
    for one in words:
        if (
            latest_ms is not None
            and one.start_ms is not None
            and one.start_ms - latest_ms >= TURN_PAUSE_MS
        ):
            building.new_turn()
        building.say(
            one.text,
            speaker=building.speaker(one.speaker),
            start_ms=one.start_ms,
            end_ms=one.end_ms,
            score=one.score,
            tier=Tier.HEARD,
        )
        latest_ms = one.end_ms if one.end_ms is not None else latest_ms
    return building.transcript()
