"""
Other feeds: which edition of a recording may have what the recording itself has not.

A script is of the last feed. What it has and the tape has not may be where an edition has
something else of the right length; what only the tape has may be what an edition left out.
"""

from callsign.engines.transcript.comparison import Passage
from callsign.engines.transcript.edit_list import EditList, Kept
from callsign.engines.transcript.model import Transcript

# Speech on the air, hurried and slow, in milliseconds for a word.
FASTEST_MS, SLOWEST_MS = 220, 900
# Between the words around a passage and the cut there may be a breath or a jingle.
BREATH_MS = 3_000
# A passage is left out if nearly all of it is.
LEFT_OUT_SHARE = 0.8


def may_have(edits: EditList, script: Transcript, passage: Passage) -> int | None:
    """
    Return the moment of the edition at which a passage of the script may be heard.

    None where the edition has nothing else there, or not enough for so many words.
    """
    around = _around(script, passage)
    if around is None:
        return None
    before_ms, after_ms = around
    least, most = passage.word_count * FASTEST_MS, passage.word_count * SLOWEST_MS
    cut_ms = 0
    for at_ms, part in edits.placed:
        if isinstance(part, Kept):
            cut_ms = part.end_ms
        elif before_ms - BREATH_MS <= cut_ms <= after_ms + BREATH_MS and (
            least <= part.duration_ms <= most
        ):
            return at_ms
    return None


def leaves_out(edits: EditList, passage: Passage) -> bool:
    """
    Return whether the edition has next to nothing of a passage of the tape.

    >>> ad = Passage("w9", 30, "…", 10_000, 20_000)
    >>> leaves_out(EditList((Kept(0, 10_000), Kept(20_500, 60_000))), ad)
    True
    """
    if passage.start_ms is None or passage.end_ms is None:
        return False
    heard_ms = sum(
        max(0, min(part.end_ms, passage.end_ms) - max(part.start_ms, passage.start_ms))
        for part in edits.kept
    )
    length_ms = passage.end_ms - passage.start_ms
    return length_ms > 0 and heard_ms <= (1 - LEFT_OUT_SHARE) * length_ms


def _around(script: Transcript, passage: Passage) -> tuple[int, int] | None:
    """Return when the word before a passage ends, and when the one behind it begins."""
    words = script.words
    first = next(
        (at for at, word in enumerate(words) if word.id == passage.first_word), None
    )
    if first is None:
        return None
    before = (one.end_ms for one in reversed(words[:first]) if one.end_ms is not None)
    behind = words[first + passage.word_count :]
    after = (one.start_ms for one in behind if one.start_ms is not None)
    before_ms = next(before, 0)
    return before_ms, next(after, before_ms)
