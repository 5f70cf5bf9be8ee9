"""
Edit lists as text: a line for each part of an edition, in the order they are heard.

::

    # The podcast of November 20: the promo is out, an advertisement in.
    keep  00:00:00.000  00:12:31.200
    other 00:00:30.000  Advertisement
    keep  00:13:01.200  00:58:30.000

``keep`` says from when to when the master is heard, ``other`` how long something else
is. Times are hours, minutes and seconds; hours and fractions may be left out. Commas,
semicolons and tabs part the fields as spaces do, so a spreadsheet's CSV is read too.
What follows ``#`` on a line of its own is a remark.
"""

import re
from collections.abc import Iterator

from callsign.engines.transcript.edit_list import (
    EditList,
    ImpossibleEdits,
    Kept,
    Other,
    Part,
)
from callsign.engines.transcript.model import Problem
from callsign.engines.transcript.readers.times import clock

# An hour with a cut every two seconds; what is longer is no edit list.
MOST_PARTS = 2_000
LONGEST_LABEL = 120  # characters
# More than this of what is wrong tells nobody more.
MOST_PROBLEMS = 20

FIELDS = re.compile(r"[\s,;]+")
SHOWN = 40  # characters


class UnreadableEdits(ValueError):
    """
    A text is no edit list; ``problems`` say why, line by line.

    A line left out would move every part behind it, so nothing of it is used.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0].message)
        self.problems = problems

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is wrong, each with its line."""
        return tuple(
            one.message if one.line is None else f"line {one.line}: {one.message}"
            for one in self.problems
        )


def read_edit_list(text: str, *, master_ms: int | None = None) -> EditList:
    """
    Return the edit list that a text writes; ``master_ms`` is how long the master is.

    Raises:  UnreadableEdits

    >>> read_edit_list("keep 0:00 1:00\\nother,0:30,Ad").parts
    (Kept(start_ms=0, end_ms=60000), Other(duration_ms=30000, label='Ad'))
    """
    parts: list[tuple[int, Part]] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip().strip("\ufeff")
        if not said or said.startswith("#"):
            continue
        try:
            parts.append((number, _part(said, master_ms)))
        except ImpossibleEdits as error:
            problems.append(Problem(number, str(error), is_loss=True))
        if len(parts) > MOST_PARTS or len(problems) >= MOST_PROBLEMS:
            problems.append(Problem(number, "this is no edit list; reading stopped"))
            break
    problems.extend(_heard_twice(parts))
    if not parts and not problems:
        problems.append(Problem(None, "there is no part in it"))
    if problems:
        raise UnreadableEdits(tuple(problems))
    return EditList(tuple(part for _, part in parts))


def write_edit_list(edits: EditList) -> str:
    """
    Return an edit list as the text that ``read_edit_list`` reads.

    >>> print(write_edit_list(EditList((Kept(0, 60_000), Other(30_000, "Ad")))), end="")
    keep  00:00:00.000  00:01:00.000
    other 00:00:30.000  Ad
    """
    return "".join(f"{_line(part)}\n" for part in edits.parts)


def written_ms(ms: int) -> str:
    """
    Return a moment as an edit list writes it.

    >>> written_ms(3_723_004)
    '01:02:03.004'
    """
    seconds, ms = divmod(ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{ms:03}"


def _part(said: str, master_ms: int | None) -> Part:
    """Read a line. Raises: ImpossibleEdits, with a sentence about it"""
    verb, *fields = FIELDS.split(said, maxsplit=2)
    if verb.lower() == "keep" and len(fields) == 2:
        return _kept(*fields, master_ms=master_ms)
    if verb.lower() == "other" and fields:
        label = " ".join("".join(fields[1:]).split()).strip(",; ")
        return Other(_time(fields[0]), label[:LONGEST_LABEL])
    raise ImpossibleEdits(
        f"“{said[:SHOWN]}” is neither “keep FROM TO” nor “other DURATION WHAT”"
    )


def _kept(first: str, last: str, *, master_ms: int | None) -> Kept:
    start_ms, end_ms = _time(first), _time(last.strip(",; "))
    if start_ms >= end_ms:
        raise ImpossibleEdits(f"{first} is not before {last}")
    if master_ms is not None and end_ms > master_ms:
        raise ImpossibleEdits(
            f"the recording ends at {written_ms(master_ms)}, before {last}"
        )
    return Kept(start_ms, end_ms)


def _time(said: str) -> int:
    ms = clock(said)
    if ms is None:
        raise ImpossibleEdits(f"“{said[:SHOWN]}” is no time; write it as 00:12:31.200")
    return ms


def _heard_twice(parts: list[tuple[int, Part]]) -> Iterator[Problem]:
    """Yield a problem for each line that takes what another line has taken."""
    kept = sorted(
        ((number, part) for number, part in parts if isinstance(part, Kept)),
        key=lambda one: one[1].start_ms,
    )
    taken_to_ms, taken_by = 0, 0
    for number, part in kept:
        if part.start_ms < taken_to_ms:
            later, earlier = max(number, taken_by), min(number, taken_by)
            yield Problem(later, f"line {earlier} has some of this already")
        if part.end_ms > taken_to_ms:
            taken_to_ms, taken_by = part.end_ms, number


def _line(part: Part) -> str:
    if isinstance(part, Kept):
        return f"keep  {written_ms(part.start_ms)}  {written_ms(part.end_ms)}"
    return f"other {written_ms(part.duration_ms)}  {part.label}".rstrip()
