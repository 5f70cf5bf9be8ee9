"""
WebVTT: captions for browsers and podcast apps, with ``<v Name>`` voices.

Source:  W3C WebVTT, section 4; podcastindex.org namespace, ``transcripts/transcripts.md``
"""

from collections.abc import Iterator

from callsign.engines.transcript.captions import Caption, Unit, captions
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.writers.facts import NO_FACTS, Facts, day
from callsign.engines.transcript.writers.remarks import remarks


def write_webvtt(transcript: Transcript, facts: Facts) -> bytes:
    """Write captions as WebVTT. Raises: NoTimes"""
    return to_webvtt(transcript, facts=facts).encode("utf-8", "replace")


def write_webvtt_with_words(transcript: Transcript, facts: Facts) -> bytes:
    """Write captions in which each word has its time. Raises: NoTimes"""
    return to_webvtt(transcript, facts=facts, with_words=True).encode(
        "utf-8", "replace"
    )


def to_webvtt(
    transcript: Transcript,
    *,
    note: str = "",
    facts: Facts = NO_FACTS,
    with_words: bool = False,
) -> str:
    """
    Write a transcript as WebVTT; a ``note`` becomes a comment at its head.

    Raises:  NoTimes: no word has a time
    """
    blocks = [_signature(facts)]
    about = [*_told(facts), " ".join(note.split())]
    blocks += [f"NOTE {_in_a_comment(one)}" for one in about if one]
    said = remarks(transcript)
    for cue in captions(transcript):
        while said and said[0].at_ms < cue.start_ms:
            blocks.append(f"NOTE {_in_a_comment(str(said.pop(0)))}")
        blocks.append(_block(cue, with_words=with_words))
    blocks += [f"NOTE {_in_a_comment(str(one))}" for one in said]
    return "\n\n".join(blocks) + "\n"


def _signature(facts: Facts) -> str:
    """Return the first line; what stands behind the word WEBVTT is for people."""
    if not facts.language:
        return "WEBVTT"
    return f"WEBVTT Kind: captions; Language: {_in_a_comment(facts.language)}"


def _told(facts: Facts) -> Iterator[str]:
    """Yield the title, whose it is, what may be done with it, and who made it."""
    yield facts.title or ""
    published = day(facts.published_on) if facts.published_on else None
    yield ", ".join(filter(None, (facts.station, published, facts.address)))
    yield facts.rights or ""
    yield facts.caution or ""


def _block(cue: Caption, *, with_words: bool) -> str:
    text = "\n".join(_line(cue, row, with_words=with_words) for row in cue.rows)
    if cue.speaker:
        text = f"<v {_escaped(' '.join(cue.speaker.split()))}>{text}</v>"
    return f"{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n{text}"


def _line(cue: Caption, row: tuple[Unit, ...], *, with_words: bool) -> str:
    if not with_words:
        return _escaped(" ".join(unit.text for unit in row))
    latest_ms = cue.start_ms
    if row is not cue.rows[0]:
        latest_ms = max(unit.start_ms for unit in cue.rows[0])
    words = []
    for unit in row:
        is_inside = latest_ms < unit.start_ms < cue.end_ms
        stamp = f"<{_time(unit.start_ms)}>" if is_inside else ""
        words.append(f"{stamp}{_escaped(unit.text)}")
        latest_ms = max(latest_ms, unit.start_ms)
    return " ".join(words)


def _in_a_comment(text: str) -> str:
    """
    Return text on one line, without an arrow: a comment cannot hold one.

    >>> _in_a_comment("Boise --> Salem")
    'Boise → Salem'
    """
    return " ".join(text.split()).replace("-->", "→")


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
