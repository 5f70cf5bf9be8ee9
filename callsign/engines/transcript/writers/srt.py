"""
SubRip (SRT): captions for players that know nothing better; names stand in the text.

A file of captions has no place for remarks: a correction is shown behind the last words. A
retraction is shown where its words were heard, as far as there is time to read it.
That no editor has checked it is shown before the first ones, where nobody speaks for so
long; a caption on the words themselves would take their place. Else it is shown at the end.

Source:  podcastindex.org namespace, ``transcripts/transcripts.md`` (32 characters, 2 lines)
"""

import re
from collections import Counter
from collections.abc import Iterator
from textwrap import wrap

from callsign.engines.transcript.caption_cutting import COMFORT_CPS, SHORTEST_MS
from callsign.engines.transcript.captions import LINE_COUNT, captions, spoken_name
from callsign.engines.transcript.corrections import RETRACTION
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.writers.facts import NO_FACTS, Facts
from callsign.engines.transcript.writers.remarks import (
    UNREAD_BRIEFLY,
    Remark,
    remarks,
)

LINE_LENGTH = 32
# What stands in place of retracted words where there is no time to read why.
BRIEFLY, GAP = "[Retracted; see the end.]", "[…]"
# What players take for an entity, for a tag, for an order of theirs.
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_MARKUP = re.compile(r"<(?=[A-Za-z/!]|\d[\d:.,]{3})|\{(?=[\\/ibu])|\\(?=[Nn])")
_IN_TEXT = {"<": "&lt;", "{": "&#123;", "\\": "&#92;"}
# Fewer names, or each of them once, may be a list.
FEWEST_OF_A_HABIT = 3

Cue = tuple[int, int, tuple[str, ...]]


def write_srt(transcript: Transcript, facts: Facts) -> bytes:
    """Write captions as SRT. Raises: NoTimes"""
    return to_srt(transcript, facts=facts).encode("utf-8", "replace")


def to_srt(
    transcript: Transcript,
    *,
    facts: Facts = NO_FACTS,
    line_length: int = LINE_LENGTH,
) -> str:
    """
    Write a transcript as SRT; a name stands where its turn begins.

    Where nobody speaks twice, marks of captioners before the names tell them from text
    that has a colon in it.

    Raises:  NoTimes: no word has a time
    """
    mark = "" if _has_habit(transcript) else ">> "
    shown_at = captions(transcript, line_length=line_length, with_names=True, mark=mark)
    cues = [(cue.start_ms, cue.end_ms, cue.lines) for cue in shown_at]
    at_ms = cues[-1][1]
    told = remarks(transcript)
    in_place = {
        at for at, one in enumerate(told) if _put_in_place(cues, one, line_length)
    }
    shown = [
        one
        for at, each in enumerate(told)
        if at not in in_place
        for one in _parts(each, line_length)
    ]
    if facts.is_unread:
        caution = tuple(wrap(f"[Editor's note: {UNREAD_BRIEFLY}]", line_length))
        if cues[0][0] >= _reading_ms(caution):
            cues.insert(0, (0, _reading_ms(caution), caution))
        else:
            shown.insert(0, caution)
    for lines in shown:
        cues.append((at_ms, at_ms + _reading_ms(lines), lines))
        at_ms = cues[-1][1]
    return "\n".join(_block(number, *cue) for number, cue in enumerate(cues, 1))


def _put_in_place(cues: list[Cue], remark: Remark, line_length: int) -> bool:
    """
    Put a retraction where its words stood; return whether all of it had room there.

    Where only a little has, that says so; where nothing has, three dots do.
    """
    if remark.kind != RETRACTION:
        return False
    at = sum(start_ms <= remark.at_ms for start_ms, _, _ in cues)
    if remark.after_word is None:
        at = 0
    from_ms = cues[at - 1][1] if at else 0
    until_ms = cues[at][0] if at < len(cues) else from_ms
    parts = list(_parts(remark, line_length))
    if sum(map(_reading_ms, parts)) <= until_ms - from_ms:
        for place, part in enumerate(parts, at):
            cues.insert(place, (from_ms, from_ms + _reading_ms(part), part))
            from_ms += _reading_ms(part)
        return True
    if until_ms - from_ms >= SHORTEST_MS:
        cues.insert(at, (from_ms, until_ms, tuple(wrap(BRIEFLY, line_length))))
    elif at and len(cues[at - 1][2][-1]) + len(GAP) < line_length:
        start_ms, end_ms, lines = cues[at - 1]
        cues[at - 1] = (start_ms, end_ms, (*lines[:-1], f"{lines[-1]} {GAP}"))
    return False


def _has_habit(transcript: Transcript) -> bool:
    """Return whether names come back as often as readers of captions want it."""
    named = {one.id for one in transcript.speakers if spoken_name(one)}
    turns = Counter(one.speaker for one in transcript.turns if one.speaker in named)
    return turns.total() >= FEWEST_OF_A_HABIT and max(turns.values()) > 1


def _reading_ms(lines: tuple[str, ...]) -> int:
    return max(sum(map(len, lines)) * 1_000 // COMFORT_CPS, SHORTEST_MS)


def _parts(remark: Remark, line_length: int) -> Iterator[tuple[str, ...]]:
    """Yield a remark as captions; each is in brackets, so that none is taken for speech."""
    opening = f"[{remark.heading}: "
    rest = ": ".join(filter(None, (remark.when, remark.said)))
    rest = rest.replace("[", "(").replace("]", ")")
    while rest:
        lines = wrap(rest, line_length - 1, initial_indent=opening)
        shown, lines = lines[:LINE_COUNT], lines[LINE_COUNT:]
        yield (*shown[:-1], f"{shown[-1]}]")
        rest = " ".join(lines)


def _block(number: int, start_ms: int, end_ms: int, lines: tuple[str, ...]) -> str:
    text = "\n".join(map(_escaped, lines))
    return f"{number}\n{_time(start_ms)} --> {_time(end_ms)}\n{text}\n"


def _escaped(line: str) -> str:
    """
    Return a line without arrows and markup; what else players show as it is stays so.

    >>> _escaped("R&B <3 <b> --> {i} &lt;")
    'R&B <3 &lt;b> --&gt; &#123;i} &amp;lt;'
    """
    line = _ENTITY.sub("&amp;", line).replace("-->", "--&gt;")
    return _MARKUP.sub(lambda found: _IN_TEXT[found[0]], line)


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
