"""Realigning: the words somebody touched get their times from the seconds around them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from callsign.engines.alignment.around import Around, align_around
from callsign.engines.alignment.passages import Passage, find_passages
from callsign.engines.alignment.timing import UNTIMED, Timing
from callsign.engines.alignment.timing import Tier as Heard
from callsign.engines.transcript.model import Tier, Transcript, Word
from callsign.engines.transcript.retiming import retimed
from callsign.media.aligning import (
    Cancelled,
    TellProgress,
    WantsToStop,
    followed,
    ignore,
    never,
)
from callsign.media.excerpts import EndsBefore, decode_excerpts
from callsign.media.hearing import SphinxHearer
from callsign.media.sound import Stopped

# What alignment calls times that came by other ways: typed by somebody who listened, or
# taken in with the text. Times that nobody knows the way of stand, and are no help.
AS_HEARD = {
    Tier.TYPED: Heard.HEARD,
    Tier.IMPORTED: Heard.ALIGNED,
    Tier.NONE: Heard.INTERPOLATED,
}


class HearAllOfIt(Exception):
    """The times that stand are no help; only the whole recording is."""


@dataclass(frozen=True, slots=True)
class Realigned:
    """A transcript of which only untimed and touched words have other times."""

    transcript: Transcript
    heard_ms: int


def realign_recording(
    audio: Path,
    transcript: Transcript,
    touched: Collection[str],
    *,
    duration_ms: int,
    on_progress: TellProgress | None = None,
    cancelled: WantsToStop | None = None,
) -> Realigned:
    """
    Return a transcript in which the touched words, known by their ids, have times.

    No time of another word changes; one typed by hand never does.

    Cost:   a second or two, and about what a whole alignment takes of the seconds heard
    Raises: HearAllOfIt: hardly a time stands, the recording is shorter than the times,
            or another one; NotAudio and its kinds (``callsign.media.opening``);
            Cancelled when ``cancelled()`` turns true
    """
    words = transcript.words
    timings = [timing_of(word) for word in words]
    numbers = frozenset(
        number
        for number, word in enumerate(words)
        if word.id in touched and word.tier is not Tier.TYPED
    )
    passages = find_passages(timings, numbers, duration_ms)
    if passages is None:
        raise HearAllOfIt("there are hardly any times to begin from")
    if not passages:
        return Realigned(transcript, 0)
    around = heard_around(
        audio,
        words,
        timings,
        numbers,
        passages,
        on_progress or ignore,
        cancelled or never,
    )
    if around.is_other_recording:
        raise HearAllOfIt("the words around are not where they were")
    changed = {
        number: timing
        for number, timing in enumerate(around.timings)
        if timing != timings[number]
    }
    heard_ms = sum(one.length_ms for one in passages)
    return Realigned(retimed(transcript, changed), heard_ms)


def heard_around(
    audio: Path,
    words: Sequence[Word],
    timings: Sequence[Timing],
    touched: frozenset[int],
    passages: Sequence[Passage],
    tell: TellProgress,
    wants_to_stop: WantsToStop,
) -> Around:
    """Hear passages of a recording."""
    spans = [(one.start_ms, one.end_ms) for one in passages]
    try:
        speech = decode_excerpts(audio, spans, cancelled=wants_to_stop)
    except Stopped as stopped:
        raise Cancelled(str(stopped)) from stopped
    except EndsBefore as error:
        raise HearAllOfIt(str(error)) from error
    with speech:
        texts = [word.text for word in words]
        steps = align_around(texts, timings, touched, passages, SphinxHearer(speech))
        return followed(steps, tell, wants_to_stop)


def timing_of(word: Word) -> Timing:
    """Return when a word is said, as alignment has it."""
    if word.start_ms is None or word.end_ms is None:
        return UNTIMED
    tier = AS_HEARD.get(word.tier) or Heard(word.tier.value)
    return Timing(word.start_ms, word.end_ms, tier)
