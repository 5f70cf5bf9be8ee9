"""SubRip (SRT): captions for players that know nothing better; names stand in the text."""

import textwrap

from callsign.engines.transcript.captions import Caption, captions
from callsign.engines.transcript.model import Transcript

LINE_LENGTH, LINE_COUNT = 32, 2  # what Podcasting 2.0 recommends for SRT


def to_srt(transcript: Transcript) -> str:
    """
    Write a transcript as SRT; a name stands where its turn begins.

    Raises:  NoTimes: no word has a time
    """
    cues = captions(transcript, line_length=LINE_LENGTH, line_count=LINE_COUNT)
    return "\n".join(_block(number, cue) for number, cue in enumerate(cues, 1))


def _block(number: int, cue: Caption) -> str:
    return (
        f"{number}\n{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n"
        + "\n".join(_lines(cue))
        + "\n"
    )


def _lines(cue: Caption) -> list[str]:
    text = " ".join(cue.lines)
    if cue.opens_turn and cue.speaker:
        text = f"{' '.join(cue.speaker.split())}: {text}"
    return textwrap.wrap(
        text, LINE_LENGTH, break_long_words=False, break_on_hyphens=False
    )


def _time(at_ms: int) -> str:
    """
    Return an SRT time.

    >>> _time(3_723_004)
    '01:02:03,004'
    """
    seconds, milliseconds = divmod(at_ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{milliseconds:03}"
