"""What an event of a calendar is as a slot: its rule, its program's name, its times."""

from collections.abc import Iterator

from callsign.engines.airtime.recurrence import NotARule, read_rule
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.importing.events import Damaged, ReadEvent
from callsign.newsroom.schedule.importing.wanted import WantedSlot

LONGEST_RULE = 200
SEPARATORS = (": ", " – ", " — ", " - ")


def names_in(summary: str) -> Iterator[str]:
    """
    Yield what may be the program's name: all of it, or what stands before a title.

    >>> list(names_in("Local Desk: The levee"))
    ['Local Desk: The levee', 'Local Desk']
    """
    yield summary
    for separator in SEPARATORS:
        name, found, _ = summary.partition(separator)
        if found:
            yield name


def check_rule(rule: str) -> None:
    """
    Raises: Damaged
    """
    try:
        read_rule(rule)
    except NotARule as error:
        raise Damaged(str(error)) from error
    if len(rule) > LONGEST_RULE:
        raise Damaged(f"its rule is longer than {LONGEST_RULE} characters")


def slot_of(event: ReadEvent, program: Program, title: str, key: str) -> WantedSlot:
    return WantedSlot(
        key=key,
        program=program,
        rule=event.rule,
        local_start=event.starts.time().replace(microsecond=0).isoformat(),
        local_end=event.ends.time().replace(microsecond=0).isoformat(),
        valid_from=event.starts.date().isoformat(),
        title=title,
    )
