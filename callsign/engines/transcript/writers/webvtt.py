"""
WebVTT: captions for browsers and podcast apps, with ``<v Name>`` voices.

Source:  W3C WebVTT, section 4
"""

from callsign.engines.transcript.captions import captions
from callsign.engines.transcript.model import Transcript


def to_webvtt(transcript: Transcript, *, note: str = "") -> str:
    """
    Write a transcript as WebVTT; a ``note`` becomes a comment at its head.

    Raises:  NoTimes: no word has a time
    """
    blocks = ["WEBVTT"]
    if note:
        blocks.append(f"NOTE {_escaped(' '.join(note.split()))}")
    for cue in captions(transcript):
        text = "\n".join(map(_escaped, cue.lines))
        if cue.speaker:
            text = f"<v {_escaped(' '.join(cue.speaker.split()))}>{text}</v>"
        blocks.append(f"{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n{text}")
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    """
    Return text that neither opens a tag nor looks like an arrow.

    >>> _escaped("R&B <3 -->")
    'R&amp;B &lt;3 --&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(at_ms: int) -> str:
    """
    Return a WebVTT time.

    >>> _time(3_723_004)
    '01:02:03.004'
    """
    seconds, milliseconds = divmod(at_ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
