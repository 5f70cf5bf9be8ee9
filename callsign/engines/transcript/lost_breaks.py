"""
Labels inside a line: a script whose line breaks were lost on the way.

``Good morning. LUIS PRIETO: Hello.`` is two turns where Prieto is a label of the
script elsewhere, or where most labels stand inside lines; else it may be a
headline read aloud, and stays speech.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from callsign.engines.transcript.label import Label, read_label
from callsign.engines.transcript.lines import Line
from callsign.engines.transcript.model import Problem

LONGEST_INNER_LABEL = 80  # characters
# So many labels inside lines, and the line breaks were lost, not one forgotten.
FEWEST_OF_A_HABIT = 3

_COLON = re.compile(r":(?=[\s(\[\"“])")
_SENTENCE_END = re.compile(r"[.?!…)\]\"”’—-]\s+(?=\w)")
# Nothing but a label looks like this, whatever stands before it.
_MARKED = re.compile(r"(?:[A-Z][A-Z.'’-]*\s){1,3}[A-Z][A-Z'’-]+,\s(?:HOST|BYLINE)$")


class Inner(NamedTuple):
    """A label inside a line, and where it begins."""

    at: int
    label: Label


def part_at_labels(
    lines: Sequence[Line], starts: Mapping[int, tuple[Label, str]]
) -> tuple[list[Line], list[Problem]] | None:
    """
    Part lines before the labels inside them; None where there is nothing to part.

    ``starts`` holds the labels that lines begin with and the text behind them, by
    index.
    """
    if any(label.is_bold for label, _ in starts.values()):
        return None  # this script marks its labels, so the plain ones are none
    inner = {}
    for at, line in enumerate(lines):
        if ":" in (starts[at][1] if at in starts else line.text):
            speech_at = len(line.text) - len(starts[at][1]) if at in starts else 0
            inner[at] = list(_inner(line.text, max(0, speech_at)))
    accepted = _accepted(inner, lines, [label for label, _ in starts.values()])
    if not accepted:
        return None
    parted: list[Line] = []
    problems = []
    for at, line in enumerate(lines):
        if at not in accepted:
            parted.append(line)
            continue
        found = accepted[at]
        parted += _parts(line, [one.at for one in found])
        problems.append(Problem(line.number, _message(found)))
    return parted, problems


def _inner(text: str, speech_at: int) -> Iterator[Inner]:
    """Yield what may be a label inside a line, whose own label ends at ``speech_at``."""
    for colon in _COLON.finditer(text, speech_at):
        begin = max(speech_at, colon.start() - LONGEST_INNER_LABEL)
        window = text[begin : colon.start()]
        for start in _starts_of_label(window):
            label = read_label(window[start:])
            if label is not None and (label.is_sure or not label.is_short):
                yield Inner(begin + start, label)
                speech_at = colon.end()
                break


def _starts_of_label(window: str) -> Iterable[int]:
    marked = _MARKED.search(window)
    if marked is not None and marked.start():
        return (marked.start(),)
    return (end.end() for end in _SENTENCE_END.finditer(window))


def _accepted(
    inner: Mapping[int, Sequence[Inner]],
    lines: Sequence[Line],
    starts: Iterable[Label],
) -> dict[int, list[Inner]]:
    """Return the labels that the rest of the script speaks for."""
    known = [label for label in starts if label.is_sure or not label.is_short]
    printed = {label.printed for label in known}
    surnames = Counter(label.key[-1] for label in known)
    all_inner = [one for found in inner.values() for one in found]
    if len(all_inner) >= max(FEWEST_OF_A_HABIT, len(known)):
        surnames += Counter(set(_repeated(all_inner)))
    accepted = {}
    for at, found in inner.items():
        kept = [one for one in found if one.label.printed in printed]
        # Where all is in capitals, "THERE IS ONE RULE: RUN" is speech.
        if not lines[at].text.isupper():
            kept = [
                one
                for one in found
                if one.label.printed in printed
                or one.label.key[-1] in surnames
                or (one.label.is_sure and one.label.role is not None)
            ]
        if kept:
            accepted[at] = kept
    return accepted


def _repeated(inner: Iterable[Inner]) -> Iterator[str]:
    """Yield the surnames that label more than one turn."""
    counts = Counter(one.label.key[-1] for one in inner)
    return (surname for surname, count in counts.items() if count > 1)


def _parts(line: Line, starts: Sequence[int]) -> Iterator[Line]:
    edges = [0, *starts, len(line.text)]
    for nth, (start, end) in enumerate(itertools.pairwise(edges)):
        text = line.text[start:end].strip()
        if text:
            yield Line(line.number, text, after_blank=nth > 0 or line.after_blank)


def _message(found: Sequence[Inner]) -> str:
    first = f"“{found[0].label.printed}:”"
    if len(found) == 1:
        return f"{first} stands inside the line; read as the start of a turn"
    return f"{len(found)} labels stand inside the line, from {first} on; each begins a turn"
