"""
Labels found on a page: the sure ones, and those the rest of the script speaks for.

``Tony:`` at the start of a line may be a caller or the word before a list. It is
a label where it comes back, where Tony is known or spoken of, or where the whole
script writes its names like that.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from callsign.engines.transcript.label import (
    LONGEST_LABEL,
    Label,
    LabelKind,
    read_label,
)
from callsign.engines.transcript.lines import Line
from callsign.engines.transcript.lone_labels import time_before, with_lone_labels
from callsign.engines.transcript.lost_breaks import part_at_labels
from callsign.engines.transcript.model import Problem
from callsign.engines.transcript.names import folded, key_of
from callsign.engines.transcript.page_words import CAST_LIST

# A caller is spoken of shortly before she speaks.
REACH_OF_A_MENTION = 600

# After a colon that may as well stand in a word, speech begins with one of these.
_OPENS_SPEECH = (*' \t\u00a0\u200b*_(["“', "")
# Left by an editor between a label and its text; they would make a word.
_NO_WIDTH = "\u200b\u2060\ufeff"
_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
# All of them at once: what is left must not begin with another.
_TIME_BEFORE = re.compile(rf"(?:(?:\(|\\?\[){_TIME}(?:\)|\\?\])\s*)+")
_TIME_BEHIND = re.compile(rf"\s((?:\(|\\?\[){_TIME}(?:\)|\\?\]))$")
_CREDITED = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){0,2} [A-Z][\w'’-]+")
_BOLD_ALONE = re.compile(r"(?:\*\*|__)([^*_:]{1,80}):?(?:\*\*|__)$")


class Found(NamedTuple):
    """
    Labels by the index of their line, with the text behind them; and the doubts.

    ``lines`` are those of the page, parted where a label stood inside one. ``alone``
    holds what is a problem if its line, by number, is read as speech.
    """

    lines: Sequence[Line]
    labels: dict[int, tuple[Label, str]]
    problems: list[Problem]
    alone: dict[int, Problem]


def find_labels(lines: Sequence[Line], *, hosts: Sequence[str] = ()) -> Found:
    """Find the labels of a page; what only looks like one is a problem."""
    problems: list[Problem] = []
    lines = _parted_at_times(lines)
    found = _labelled(lines)
    parted = part_at_labels(lines, found)
    if parted is not None:
        lines, problems = parted
        found = _labelled(lines)
    labels = _accepted(found, lines, hosts)
    labels |= _in_another_case(labels, lines)
    problems += [
        Problem(lines[at].number, f"“{label.printed}:” was read as speech, not a label")
        for at, (label, _) in found.items()
        if at not in labels
    ]
    lines, labels, doubts = with_lone_labels(lines, labels)
    alone = {doubt.line: doubt for doubt in doubts.values() if doubt.line}
    return Found(lines, labels, problems, alone)


def _parted_at_times(lines: Sequence[Line]) -> Sequence[Line]:
    """Part bare times from the labels behind them: 00:12 ADA OKAFOR: Good morning."""
    starts = {
        at: start
        for at, line in enumerate(lines)
        if line.text[0] in "0123456789" and (start := time_before(line.text))
        if label_of(line.text[start:]) is not None
    }
    if not starts:
        return lines
    parted = []
    for at, line in enumerate(lines):
        start = starts.get(at, 0)
        if start:
            time = line.text[:start].rstrip()
            parted.append(Line(line.number, time, line.after_blank))
            line = Line(line.number, line.text[start:], after_blank=False)
        parted.append(line)
    return parted


def _labelled(lines: Sequence[Line]) -> dict[int, tuple[Label, str]]:
    """Return the lines that begin with what may be a label, by index."""
    found: dict[int, tuple[Label, str]] = {}
    for at, line in enumerate(lines):
        label = label_of(line.text)
        # A list of who is on stands above the script, never in it.
        if label is not None and (found or not _is_credit(line.text, *label)):
            found[at] = label
    return found


def _is_credit(text: str, label: Label, rest: str) -> bool:
    """Return whether a line only tells who is on: HOST: Ada Okafor."""
    return (
        label.kind is LabelKind.NAMELESS
        and CAST_LIST.match(text) is not None
        and _CREDITED.fullmatch(rest) is not None
    )


def _in_another_case(
    labels: Mapping[int, tuple[Label, str]], lines: Sequence[Line]
) -> dict[int, tuple[Label, str]]:
    """Return the lines that begin with a known full name in small letters: ada Okafor."""
    known = {
        label.printed.casefold(): label
        for label, _ in labels.values()
        if not (label.is_short or label.is_bold)
    }
    found = {}
    for at, line in enumerate(lines):
        colon = line.text.find(":", 0, LONGEST_LABEL) if known else -1
        if colon < 1 or at in labels:
            continue
        printed = line.text[:colon]
        label = known.get(printed.casefold())
        if label is not None and printed != label.printed:
            found[at] = replace(label, printed=printed), line.text[colon + 1 :].strip()
    return found


def label_of(text: str) -> tuple[Label, str] | None:
    """
    Part a line into its label and what follows, if it begins with one.

    >>> label, text = label_of("**Ada Okafor:** Good morning.")
    >>> label.printed, text
    ('Ada Okafor', 'Good morning.')
    >>> label_of("It was 10:30 when the river rose.")
    """
    time = _TIME_BEFORE.match(text) if text[0] in "[(\\" else None
    if time is not None and time.end() < len(text):
        behind = label_of(text[time.end() :])
        return behind and (behind[0], f"{time[0].strip()} {behind[1]}".strip())
    colon = text.find(":", 0, LONGEST_LABEL)
    if colon < 1 or text[0].islower():
        return _bold_alone(text)
    if text.find("(", 0, colon) >= 0 and text.find(")", 0, colon) < 0:
        # the colon stands inside a description: (Author, "Water: A History")
        colon = text.find("):", colon, LONGEST_LABEL) + 1
        if not colon:
            return None
    rest = text[colon + 1 :]
    is_bold = text.startswith(("**", "__"))
    if rest.startswith("/") or (rest[:1].isdigit() and not is_bold):
        return None  # an address or a time
    printed, time_behind = _part_time(text[:colon])
    label = read_label(printed)
    if label is None or not (label.is_sure or rest[:1] in _OPENS_SPEECH):
        return None
    if text[0] in "*_":
        rest = rest.lstrip("*_")
    if rest[:1] in _NO_WIDTH:
        rest = rest.lstrip(_NO_WIDTH)
    return label, f"{time_behind} {rest}".strip()


def _part_time(printed: str) -> tuple[str, str]:
    """Part a label from the time some transcribers put behind it: Ada (00:12)."""
    found = _TIME_BEHIND.search(printed) if printed[-1] in ")]" else None
    return (printed[: found.start()], found[1]) if found else (printed, "")


def _bold_alone(text: str) -> tuple[Label, str] | None:
    found = _BOLD_ALONE.match(text) if text[0] in "*_" else None
    label = read_label(f"**{found[1]}") if found else None
    return (label, "") if label is not None else None


def _accepted(
    found: dict[int, tuple[Label, str]], lines: Sequence[Line], hosts: Sequence[str]
) -> dict[int, tuple[Label, str]]:
    doubtful = Counter(label.key for label, _ in found.values() if not label.is_sure)
    if not doubtful:
        return found
    trust = _Trust(found, doubtful, hosts)
    return {
        at: (label, rest)
        for at, (label, rest) in found.items()
        if label.is_sure
        or trust.accepts(label)
        or (label.is_short and _is_spoken_of(label, at, lines) and trust.is_mixed)
    }


class _Trust:
    """What the sure and the repeated labels of a script say about the others."""

    def __init__(
        self,
        found: dict[int, tuple[Label, str]],
        doubtful: Counter[tuple[str, ...]],
        hosts: Sequence[str],
    ) -> None:
        sure = [label for label, _ in found.values() if label.is_sure]
        capital = sum(
            label.is_capital and bool(label.tokens) and not label.may_be_initials
            for label in sure
        )
        full = sum(count for key, count in doubtful.items() if len(key) > 1)
        self.counts = doubtful
        has_bold = any(label.is_bold for label in sure if label.tokens)
        self.is_mixed = not has_bold and (not capital or full > capital)
        self.names: set[tuple[str, ...]] = set()
        for key in {label.key for label in sure}:
            self._trust_name(key)
        for host in hosts:
            self._trust_name(key_of(host.split()))
        for key, count in doubtful.items():
            if len(key) > 1 and (count > 1 or self.is_mixed):
                self._trust_name(key)

    def accepts(self, label: Label) -> bool:
        if label.key in self.names:
            return True
        if label.kind is not LabelKind.PERSON or label.is_short:
            return self.counts[label.key] > 1 and self.is_mixed
        return self.counts[label.key] > 1 or self.is_mixed

    def _trust_name(self, key: tuple[str, ...]) -> None:
        self.names.update(key[at:] for at in range(len(key)))
        self.names.add(key[:1])


def _is_spoken_of(label: Label, at: int, lines: Sequence[Line]) -> bool:
    """Return whether a lone first name was mentioned right before."""
    reach, before = 0, at - 1
    while before >= 0 and reach < REACH_OF_A_MENTION:
        text = lines[before].text[-REACH_OF_A_MENTION:]
        reach += len(text)
        if any(folded(word).strip("?!:'-") == label.key[0] for word in text.split()):
            return True
        before -= 1
    return False
