"""An answer of an endpoint, read by the readers of Whisper's files."""

from collections.abc import Iterable

from callsign.engines.transcript.model import Tier, Transcript, Word
from callsign.engines.transcript.readers.heard import Heard
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.values import text_at
from callsign.engines.transcript.readers.whisper import is_whisper, read_whisper
from callsign.engines.transcript.readers.whisper_cpp import (
    is_whisper_cpp,
    read_whisper_cpp,
)
from callsign.engines.transcript.script import NotAScript
from callsign.media.recognizing.recognizer import NotAnAnswer

# Nobody speaks so fast: a machine that does has lost its way, and says one thing on and
# on. An auctioneer manages 250 words a minute, the fastest talkers 600.
MOST_WORDS_A_SECOND = 12
A_FEW = 20

RUBBISH = (
    "The recognizer answered with something that is no transcript. Nothing was taken"
    " over; an engineer may look at what its address leads to."
)
TOO_MUCH = (
    "The recognizer heard more words than anybody could have said in that time. Nothing"
    " was taken over; try another model."
)


def words_in(content: bytes, duration_ms: int) -> list[Heard]:
    """
    Return the words of an answer; without times where it tells none.

    Raises: NotAnAnswer

    >>> [one.text for one in words_in(b'{"text": " Good morning."}', 2_000)]
    ['Good', 'morning.']
    """
    words = _words(Source(content))
    count = sum(len(one.text.split()) for one in words)
    if count > A_FEW + MOST_WORDS_A_SECOND * duration_ms / 1_000:
        raise NotAnAnswer(TOO_MUCH)
    return words


def _words(source: Source) -> list[Heard]:
    values = source.json_object()
    is_answer = isinstance(values.get("text"), str) or _has_segments(source)
    if not is_answer or any(one.is_loss for one in source.decoding_problems):
        raise NotAnAnswer(RUBBISH)
    if "text" in values and not text_at(values, "text").strip():
        return []  # nothing was heard: music, for one
    if not _has_segments(source):
        return [Heard(text) for text in text_at(values, "text").split()]
    try:
        read = read_whisper_cpp if is_whisper_cpp(source) else read_whisper
        return list(said(read(source)))
    except NotAScript as error:
        raise NotAnAnswer(RUBBISH) from error


def _has_segments(source: Source) -> bool:
    return is_whisper_cpp(source) or is_whisper(source)


def said(transcript: Transcript) -> Iterable[Heard]:
    """
    Yield the words of a transcript as they were heard.

    Words that share out the time of a passage are that passage again.
    """
    for turn in transcript.turns:
        speaker = transcript.speaker(turn.speaker)
        label = speaker.labels[0] if speaker and speaker.labels else ""
        passage: list[Word] = []
        for word in turn.words:
            if passage and not _goes_on(passage[-1], word):
                yield _heard(passage, label)
                passage = []
            passage.append(word)
        if passage:
            yield _heard(passage, label)


def _goes_on(before: Word, word: Word) -> bool:
    is_shared = before.tier is word.tier is Tier.INTERPOLATED
    return is_shared and before.end_ms == word.start_ms


def _heard(passage: list[Word], label: str) -> Heard:
    first, last = passage[0], passage[-1]
    text = " ".join(word.text for word in passage)
    return Heard(text, first.start_ms, last.end_ms, first.score, label)
