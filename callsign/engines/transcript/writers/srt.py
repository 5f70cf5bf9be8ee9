"""SubRip (SRT): captions for players that know nothing better; names stand in the text."""

from callsign.engines.transcript.captions import Caption, captions
from callsign.engines.transcript.model import Transcript


def to_srt(transcript: Transcript) -> str:
    """
    Write a transcript as SRT; a name stands where its turn begins.

    Raises:  NoTimes: no word has a time
    """
    cues = captions(transcript, with_names=True)
    return "\n".join(_block(number, cue) for number, cue in enumerate(cues, 1))


def _block(number: int, cue: Caption) -> str:
    return (
        f"{number}\n{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n"
        + "\n".join(cue.lines)
        + "\n"
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
