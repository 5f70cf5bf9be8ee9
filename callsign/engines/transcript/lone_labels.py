"""
Labels without a colon: a name alone on its line, with a time beside it or without.

``ADA OKAFOR`` above a paragraph may say who speaks it, or head it, or sign it. It is
a label where the script has that label elsewhere, where names alone come back as the
habit of the script, or where times stand beside them; else it stays speech, and is
told.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from callsign.engines.transcript.label import Label, LabelKind, read_label
from callsign.engines.transcript.lines import Line
from callsign.engines.transcript.model import Problem
from callsign.engines.transcript.names import folded

LONGEST_LONE_LABEL = 60  # characters, times included
LONGEST_TIME = 20  # characters, with brackets and a dash
# Names alone on their lines are a habit when so many stand there, one of them twice.
FEWEST_OF_A_HABIT = 3
# A line this long is a sentence, even where its width was cut before the full stop.
SHORTEST_OPEN_SENTENCE = 40

_BARE_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIME = rf"(?:{_BARE_TIME}|\({_BARE_TIME}\)|\\?\[{_BARE_TIME}\\?\])"
_ALONE = re.compile(
    rf"(?:(?P<before>{_TIME})[\s–—-]+)?(?P<name>[^\W\d_][^:\[\]()]*?)"
    rf"(?:[\s–—-]+(?P<behind>{_TIME}))?$"
)
_ONLY_TIME = re.compile(rf"[–—-]?\s*{_TIME}\s*[–—-]?$")
_TIME_AND_MORE = re.compile(rf"({_BARE_TIME})[\s–—-]+(?=\D)")
_ENDS_SPEECH = '.?!…"”’)]—-:;,*'


class Alone(NamedTuple):
    """What may be a label without a colon, in the middle of its line."""

    at: int
    label: Label
    start: int
    end: int
    has_time: bool
    heads_speech: bool = True


class LoneLabels(NamedTuple):
    """
    Lines and labels with those that stand alone; and what stays speech.

    ``doubts`` are problems by the index of their line: none where the line turns out
    to be of the page.
    """

    lines: Sequence[Line]
    labels: dict[int, tuple[Label, str]]
    doubts: dict[int, Problem]


def with_lone_labels(
    lines: Sequence[Line], labels: dict[int, tuple[Label, str]]
) -> LoneLabels:
    """Add the labels that stand alone to those with a colon."""
    found = list(_alone(lines, labels))
    if not found:
        return LoneLabels(lines, labels, {})
    known = _Known(labels)
    accepted = _accepted(found, labels, known)
    if accepted:
        lines, labels, moved = _parted(lines, labels, accepted)
    else:
        moved = list(range(len(lines)))
    doubts = {
        moved[one.at]: Problem(lines[moved[one.at]].number, _doubt(one.label))
        for one in found
        if one.at not in accepted and one.label.kind is LabelKind.PERSON
        if (one.heads_speech and not one.label.is_short) or known.has(one.label)
    }
    return LoneLabels(lines, labels, doubts)


def is_only_time(text: str) -> bool:
    """
    Return whether nothing but a time stands on a line.

    >>> is_only_time("00:01:12"), is_only_time("At 10:30")
    (True, False)
    """
    is_brief = 4 <= len(text) <= LONGEST_TIME
    return is_brief and _ONLY_TIME.match(text) is not None


def time_before(text: str) -> int:
    """
    Return where a line goes on behind a bare time, 0 where none stands there.

    >>> time_before("00:12 ADA OKAFOR: Good morning.")
    6
    """
    found = _TIME_AND_MORE.match(text)
    return found.end() if found else 0


def _alone(
    lines: Sequence[Line], labels: Mapping[int, tuple[Label, str]]
) -> Iterator[Alone]:
    """Yield what has the form of a name alone."""
    for at, line in enumerate(lines):
        text = line.text
        if len(text) > LONGEST_LONE_LABEL or at in labels:
            continue
        if not (text[-1].isalnum() or text[-1] in ")]") or text[0].islower():
            continue
        one = _read(at, text)
        if one is not None and _stands_apart(at, lines):
            yield one._replace(heads_speech=_heads_speech(one, lines))


def _read(at: int, text: str) -> Alone | None:
    if text.count(" ") > 6:
        return None
    found = _ALONE.match(text)
    label = read_label(found["name"]) if found else None
    if found is None or label is None or label.kind is LabelKind.BREAK:
        return None
    has_time = bool(found["before"] or found["behind"])
    return Alone(at, label, found.start("name"), found.end("name"), has_time)


def _stands_apart(at: int, lines: Sequence[Line]) -> bool:
    """Return whether no sentence runs on from the line above into this one."""
    if not at or lines[at].after_blank:
        return True
    above = lines[at - 1].text
    return above[-1] in _ENDS_SPEECH or is_only_time(above)


def _heads_speech(one: Alone, lines: Sequence[Line]) -> bool:
    """Return whether the line below is said by somebody, and not about this name."""
    below = one.at + 1
    if below < len(lines) and is_only_time(lines[below].text):
        below += 1
    if below >= len(lines):
        return False
    text = lines[below].text
    if text[0].islower() or text[0] in "/|":
        return False
    first = folded(text.split(None, 1)[0])
    if one.label.key and first == one.label.key[0]:
        return False
    return text[-1] in _ENDS_SPEECH or len(text) >= SHORTEST_OPEN_SENTENCE


class _Known:
    """The labels with a colon, as a name alone may repeat them."""

    def __init__(self, labels: Mapping[int, tuple[Label, str]]) -> None:
        distinct = {label.printed: label for label, _ in labels.values()}
        self.printed = distinct.keys()
        self.ends = {
            (label.kind, label.is_capital, label.key[at:])
            for label in distinct.values()
            for at in range(len(label.key))
        }

    def has(self, label: Label) -> bool:
        """Return whether the script has this label with a colon, in this style."""
        if label.printed in self.printed:
            return True
        is_distinct = label.is_capital or not label.is_short
        return is_distinct and (label.kind, label.is_capital, label.key) in self.ends


def _accepted(
    found: Sequence[Alone], labels: Mapping[int, tuple[Label, str]], known: _Known
) -> dict[int, Alone]:
    """Return those that the rest of the script speaks for, by the index of their line."""
    voices = [one for one, _ in labels.values() if one.kind is not LabelKind.BREAK]
    if any(label.is_bold for label in voices):
        return {}  # this script marks its labels, so the plain ones are none
    first = min(labels, default=0)
    heads = [one for one in found if one.heads_speech]
    counts = Counter(one.label.key for one in heads)
    timed = [one for one in heads if one.has_time]
    is_habit = (
        len(heads) >= max(FEWEST_OF_A_HABIT, len(voices))
        and len(counts) > 1
        and max(counts.values()) > 1
    )
    ends = {one.label.key[-1:] for one in heads if not one.label.is_short}
    return {
        one.at: one
        for one in heads
        if (one.at > first and known.has(one.label))
        or (one.has_time and len(timed) > 1)
        or (is_habit and _fits_habit(one.label, counts, ends))
    }


def _fits_habit(
    label: Label, counts: Counter[tuple[str, ...]], ends: set[tuple[str, ...]]
) -> bool:
    return counts[label.key] > 1 or not label.is_short or label.key in ends


def _parted(
    lines: Sequence[Line],
    labels: Mapping[int, tuple[Label, str]],
    accepted: Mapping[int, Alone],
) -> tuple[list[Line], dict[int, tuple[Label, str]], list[int]]:
    """Give each lone label a line without the times beside it; return where lines went."""
    parted: list[Line] = []
    kept: dict[int, tuple[Label, str]] = {}
    moved = []
    for at, line in enumerate(lines):
        one = accepted.get(at)
        if one is None:
            if at in labels:
                kept[len(parted)] = labels[at]
            moved.append(len(parted))
            parted.append(line)
            continue
        before = line.text[: one.start].rstrip()
        behind = line.text[one.end :].lstrip()
        if before:
            parted.append(Line(line.number, before, line.after_blank))
        moved.append(len(parted))
        kept[len(parted)] = one.label, ""
        parted.append(Line(line.number, line.text[one.start : one.end], not before))
        if behind:
            parted.append(Line(line.number, behind, after_blank=False))
    return parted, kept, moved


def _doubt(label: Label) -> str:
    return (
        f"“{label.printed}” stands alone on its line and was read as speech; if that is"
        " who speaks, put a colon behind it"
    )
