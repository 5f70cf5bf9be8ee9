"""
iCalendar: what recurs becomes a slot; what is left out or moved on a date, an exception.

An event that recurs by another clock than the station's, or has dates besides its rule,
is no slot: its airings of the next eight weeks are taken one by one.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.importing.event_slots import (
    check_rule,
    names_in,
    slot_of,
)
from callsign.newsroom.schedule.importing.events import (
    MOST_EVENTS,
    Damaged,
    ReadEvent,
    blocks,
    event_of,
    is_same_clock,
    know_zones,
    read_event,
)
from callsign.newsroom.schedule.importing.events import Block as Component
from callsign.newsroom.schedule.importing.keys import key_of
from callsign.newsroom.schedule.importing.programs import Programs, unknown
from callsign.newsroom.schedule.importing.wanted import (
    Unreadable,
    Wanted,
    WantedOverride,
    WantedSlot,
)

AHEAD = timedelta(weeks=8)
MOST_SLOTS = 2_000


def read_calendar(
    text: str, programs: Programs, zone: ZoneInfo, *, at: datetime
) -> Wanted:
    """
    Read a calendar; each event that is left out is told of by line and UID.

    Cost: some 0.2 ms an event.

    Raises: Unreadable, when there is no event
    """
    try:
        know_zones(text)
    except ValueError as error:
        raise Unreadable(f"its time zones cannot be read: {error}") from error
    reading = Reading(programs, zone, at.astimezone(zone).replace(tzinfo=None))
    number = 0
    for number, block in enumerate(blocks(text), 1):
        if number > MOST_EVENTS:
            reading.leave_out(f"line {block.line}", f"beyond {MOST_EVENTS:,} events")
            break
        try:
            reading.take(read_event(block, zone))
        except Damaged as error:
            reading.leave_out(f"line {block.line}", str(error))
    if number == 0:
        raise Unreadable("there is no event in it")
    return reading.finish()


@dataclass
class Reading:
    """One reading of a calendar; ``now`` is naive, by the station's clock."""

    programs: Programs
    zone: ZoneInfo
    now: datetime
    wanted: Wanted = field(default_factory=Wanted)
    masters: dict[str, ReadEvent] = field(default_factory=dict)
    changed: defaultdict[str, list[ReadEvent]] = field(
        default_factory=lambda: defaultdict(list)
    )
    past: int = 0

    def leave_out(self, place: str, reason: str) -> None:
        self.wanted.left_out.add(place, reason)

    def take(self, event: ReadEvent) -> None:
        """Keep an event that may matter still."""
        if event.instead_of is not None:
            if max(event.instead_of, event.ends) > self.now:
                self.changed[event.uid].append(event)
            else:
                self.past += 1
        elif not event.rule and not event.has_more_dates and event.ends <= self.now:
            self.past += 1
        elif event.is_cancelled:
            self.leave_out(event.place, "it is cancelled")
        else:
            if event.uid in self.masters:
                self.leave_out(event.place, "an event of this UID came before it")
            self.masters.setdefault(event.uid, event)

    def finish(self) -> Wanted:
        """Make slots of what was kept."""
        for event in self.masters.values():
            if len(self.wanted.slots) >= MOST_SLOTS:
                self.leave_out(event.place, f"beyond {MOST_SLOTS:,} slots")
                continue
            try:
                self.add(event)
            except Damaged as error:
                self.leave_out(event.place, str(error))
        for uid in self.changed.keys() - self.masters.keys():
            for event in self.changed[uid]:
                self.add_alone(event)
        if self.past:
            verb = "is" if self.past == 1 else "are"
            self.leave_out("the past", f"{self.past:,} that {verb} over")
        return self.wanted

    def add(self, event: ReadEvent) -> None:
        program, title = self.program_of(event.summary)
        if event.has_more_dates or not is_same_clock(
            event.tz if event.rule else None, self.zone, year=self.now.year
        ):
            self.add_one_by_one(event)
            return
        if event.rule:
            check_rule(event.rule)
        slot = slot_of(event, program, title, key_of(event.uid, stem=program.slug[:40]))
        self.wanted.slots.append(slot)
        if event.rule:
            self.add_exceptions(event, slot)

    def add_alone(self, event: ReadEvent) -> None:
        """Add a changed airing of something that the file does not tell of."""
        try:
            program, title = self.program_of(event.summary)
        except Damaged as error:
            self.leave_out(event.place, str(error))
            return
        if not event.is_cancelled:
            self.add_once(event, program, title)

    def add_once(self, event: ReadEvent, program: Program, title: str) -> None:
        name = f"{event.uid} {event.starts}"
        slot = slot_of(event, program, title, key_of(name, stem=program.slug[:40]))
        self.wanted.slots.append(slot)

    def add_one_by_one(self, event: ReadEvent) -> None:
        """Add the airings of the next weeks as the library expands them."""
        if event.rule:
            check_rule(event.rule)
        calendar = Calendar()
        for one in (event, *self.changed[event.uid]):
            calendar.add_component(Calendar.from_ical(one.text))
        begin = self.now.replace(tzinfo=self.zone)
        airings = recurring_ical_events.of(calendar).between(begin, begin + AHEAD)
        for airing in islice(airings, MOST_SLOTS):
            one = event_of(airing, Component(event.line, "VEVENT", ""), self.zone)
            if not one.is_cancelled:
                self.add_once(one, *self.program_of(one.summary))
        self.leave_out(
            event.place, "it has no rule by the station’s clock: taken one by one"
        )

    def add_exceptions(self, event: ReadEvent, slot: WantedSlot) -> None:
        for moment in event.dropped:
            if moment.date() >= self.now.date():
                self.override(slot, moment.date(), "cancel")
        for change in self.changed[event.uid]:
            if change.is_range:
                self.leave_out(
                    change.place, "it changes all that follow; split the event"
                )
                continue
            try:
                self.add_exception(event, change, slot)
            except Damaged as error:
                self.leave_out(change.place, str(error))

    def add_exception(
        self, event: ReadEvent, change: ReadEvent, slot: WantedSlot
    ) -> None:
        assert change.instead_of is not None  # noqa: S101  # else it is no exception
        day = change.instead_of.date()
        if change.is_cancelled:
            self.override(slot, day, "cancel")
            return
        program, title = self.program_of(change.summary)
        if change.starts.date() != day:
            self.override(slot, day, "cancel", reason="moved to another date")
            self.add_once(change, program, title)
            return
        if (change.starts.time(), change.ends.time()) != (
            event.starts.time(),
            event.ends.time(),
        ):
            self.override(
                slot,
                day,
                "move",
                local_start=change.starts.time().isoformat(),
                local_end=change.ends.time().isoformat(),
            )
        if program != slot.program:
            self.override(slot, day, "replace", program=program)
        if title and title != slot.title:
            self.override(slot, day, "retitle", title=title)

    def override(self, slot: WantedSlot, day: date, do: str, **fields: object) -> None:
        self.wanted.overrides.append(
            WantedOverride(slot.key, day.isoformat(), do, **fields)  # type: ignore[arg-type]
        )

    def program_of(self, summary: str) -> tuple[Program, str]:
        """
        Return the program that a summary names, and the title it gives the airing.

        Raises: Damaged
        """
        for name in names_in(summary):
            program = self.programs.named(name)
            if program is not None:
                return program, "" if name == summary else summary[:160]
        *_, shortest = names_in(summary)
        made = self.programs.named_or_made(shortest)
        if made is None:
            raise Damaged(unknown(summary))
        return made, "" if shortest == summary else summary[:160]
