"""Grids for the tests: a station's real one in small, and any that Hypothesis thinks of."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from hypothesis import strategies as st

from callsign.engines.airtime.grid import Doing, Grid, Override, Slot
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.recurrence import read_rule

CHICAGO = ZoneInfo("America/Chicago")
WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
WEEKEND = "FREQ=WEEKLY;BYDAY=SA,SU"

# With and without daylight saving, both hemispheres, half hours, changes at midnight.
ZONES = [
    "America/Chicago",
    "America/Phoenix",
    "America/Sao_Paulo",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Dublin",
    "Pacific/Auckland",
    "Africa/Casablanca",
]


def at(text: str, zone: ZoneInfo = CHICAGO) -> datetime:
    """Return a moment that is written as local time, or in UTC with a Z."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def day_s(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 3_600 + int(minute) * 60


def slot(id: str, rule: str, start: str, end: str, **changes) -> Slot:
    changes.setdefault("layer", Layer.BASE)
    changes.setdefault("valid_from", date(2026, 1, 5))
    changes.setdefault("program", id)
    return Slot(
        id=id, rule=read_rule(rule), start_s=day_s(start), end_s=day_s(end), **changes
    )


def override(slot: str, on: str, do: Doing, **changes) -> Override:
    for key in ("start_s", "end_s"):
        if isinstance(changes.get(key), str):
            changes[key] = day_s(changes[key])
    return Override(slot=slot, date=date.fromisoformat(on), do=do, **changes)


def kdemo(*more: Slot, overrides: tuple[Override, ...] = ()) -> Grid:
    """The grid of KDEMO: the day in strips, the night over midnight."""
    slots = (
        slot("morning", WEEKDAYS, "05:00", "09:00"),
        slot("local-desk", WEEKDAYS, "09:00", "10:00"),
        slot("talk", WEEKDAYS, "10:00", "12:00"),
        slot("afternoon", WEEKDAYS, "16:00", "18:30"),
        slot("weekend", WEEKEND, "07:00", "12:00"),
        slot("night", "FREQ=DAILY", "22:00", "02:00"),
    )
    return Grid(CHICAGO, "kdemo-music", (*slots, *more), overrides)


rules = st.one_of(
    st.sampled_from(["FREQ=DAILY", WEEKDAYS, WEEKEND, "", "FREQ=DAILY;COUNT=9"]),
    st.builds(
        "FREQ=WEEKLY;INTERVAL={};BYDAY={};WKST={}".format,
        st.integers(1, 4),
        st.lists(
            st.sampled_from("MO TU WE TH FR SA SU".split()), min_size=1, unique=True
        ).map(",".join),
        st.sampled_from(["MO", "SU"]),
    ),
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 9)),
    st.builds(
        "FREQ=MONTHLY;INTERVAL={};BYDAY={}{}".format,
        st.integers(1, 5),
        st.sampled_from([1, 2, 3, -1]),
        st.sampled_from(["MO", "SU"]),
    ),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, st.sampled_from([1, 15, 31, -1])),
    st.builds(
        "FREQ=YEARLY;INTERVAL={};BYMONTH={};BYMONTHDAY=8".format,
        st.integers(1, 3),
        st.sampled_from([3, 11]),
    ),
)
# Quarter hours, and the odd minutes on which real programs start.
seconds = st.one_of(
    st.integers(0, 95).map(lambda quarter: quarter * 900),
    st.integers(0, 1_439).map(lambda minute: minute * 60),
    st.integers(0, 86_399),
)
# Around the nights on which clocks change, in both hemispheres.
days = st.one_of(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from([date(2026, 3, 7), date(2026, 3, 28), date(2026, 4, 4)]),
    st.sampled_from([date(2026, 10, 3), date(2026, 10, 24), date(2026, 10, 31)]),
)


@st.composite
def slots(draw, id: str) -> Slot:
    valid_from = draw(st.dates(date(2016, 1, 1), date(2026, 12, 1)))
    return Slot(
        id=id,
        program=f"program-{id}",
        layer=draw(st.sampled_from(Layer)),
        rule=read_rule(draw(rules)),
        start_s=draw(seconds),
        end_s=draw(seconds),
        valid_from=valid_from,
        valid_until=draw(
            st.none() | st.integers(0, 5_000).map(lambda n: valid_from + timedelta(n))
        ),
    )


@st.composite
def overrides(draw, ids: list[str], around: date) -> Override:
    do = draw(st.sampled_from(Doing))
    is_moved = do is Doing.MOVE
    return Override(
        slot=draw(st.sampled_from(ids)),
        date=around + timedelta(draw(st.integers(-1, 8))),
        do=do,
        program="election" if do is Doing.REPLACE else "",
        start_s=draw(seconds) if is_moved else None,
        end_s=draw(st.none() | seconds) if is_moved else None,
        title="Election night" if do is Doing.RETITLE else "",
    )


@st.composite
def grids(draw, *, most_slots: int = 12) -> tuple[Grid, date]:
    """Return a grid, and a day near which something happens."""
    day = draw(days)
    ids = [f"s{number}" for number in range(draw(st.integers(0, most_slots)))]
    return Grid(
        ZoneInfo(draw(st.sampled_from(ZONES))),
        "music",
        tuple(draw(slots(id)) for id in ids),
        tuple(draw(st.lists(overrides(ids, day), max_size=6))) if ids else (),
    ), day


def dates_the_long_way(rule: str, start: date, first: date, last: date) -> list[date]:
    """Return the dates of a rule by python-dateutil alone, from its beginning on."""
    found = rrulestr(rule or "FREQ=DAILY;COUNT=1", dtstart=midnight(start))
    return [one.date() for one in found.between(midnight(first), midnight(last), True)]


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def instant_the_long_way(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the first moment, to the second, at which a clock shows this or more."""
    moment = (local - timedelta(hours=26)).replace(tzinfo=UTC)
    step = timedelta(hours=1)
    while step >= timedelta(seconds=1):
        while moment.astimezone(zone).replace(tzinfo=None) < local:
            moment += step
        moment -= step
        step = {3_600: timedelta(minutes=1), 60: timedelta(seconds=1)}.get(
            int(step.total_seconds()), timedelta()
        )
    return moment + timedelta(seconds=1)
