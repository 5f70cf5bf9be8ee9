"""The station's identification in a play plan: on the hour, where no episode is heard."""

from collections.abc import Iterator, Sequence

from callsign.engines.stream.legible import one_line
from callsign.engines.stream.plan import Item, ItemKind
from callsign.newsroom.schedule.models import Identification
from callsign.newsroom.schedule.play_items import LONGEST_TITLE, paths_of
from callsign.newsroom.station.models import Service

HOUR_MS = 3_600_000
# How late the station may still name itself: at the next break, if that is near.
LATEST_ID_MS = 15 * 60_000


def identifications(
    service: Service, items: Sequence[Item], *, since_ms: int, until_ms: int
) -> Iterator[Item]:
    """Yield the station's identification for each hour, where there is room for it."""
    known = Identification.objects.filter(service=service).select_related("audio")
    identification = known.first()
    paths = paths_of([identification.audio] if identification else [])
    if identification is None or not paths:
        return
    length_ms = identification.audio.duration_ms
    first_hour_ms = -(-since_ms // HOUR_MS) * HOUR_MS
    for hour_ms in range(first_hour_ms, until_ms, HOUR_MS):
        start_ms = place_of(hour_ms, length_ms, items)
        if start_ms is not None and start_ms >= since_ms:
            yield Item(
                f"id-{hour_ms // 1_000}",
                start_ms,
                start_ms + length_ms,
                path=paths[identification.audio_id],
                title=one_line(identification.audio.title)[:LONGEST_TITLE],
                kind=ItemKind.ID,
            )


def place_of(hour_ms: int, length_ms: int, items: Sequence[Item]) -> int | None:
    """
    Return where the station may name itself: up to the hour, else at the next break.

    >>> desk = Item("a", 0, 3_000, "/desk.mp3", "Local Desk")
    >>> place_of(5_000, 500, [desk]), place_of(2_000, 500, [desk])
    (4500, 3000)
    """
    breaks = sorted(one.end_ms for one in items)
    later = [one for one in breaks if hour_ms < one <= hour_ms + LATEST_ID_MS]
    for start_ms in (hour_ms - length_ms, hour_ms, *later):
        end_ms = start_ms + length_ms
        if all(one.end_ms <= start_ms or end_ms <= one.start_ms for one in items):
            return start_ms
    return None
