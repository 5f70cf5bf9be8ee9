"""What was heard of a plan: told to the journal when it ends, and to listeners when it begins."""

from collections.abc import Iterable
from typing import Protocol

from callsign.air.fill import KEY as FILL
from callsign.air.source import Say
from callsign.air.strip import Part
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.plan import Plan, title_at
from callsign.engines.stream.segments import RATE_HZ

SAMPLES_PER_MS = RATE_HZ // 1_000


class Player(Protocol):
    """The source that plays."""

    @property
    def name(self) -> str: ...
    def tell_metadata(self, text: str) -> None: ...


class Heard:
    """
    The stretch that is heard now, of one item or one recording of the fill.

    It ends where another begins, and where listeners hear another source.
    """

    def __init__(self, source: Player, say: Say) -> None:
        self._source = source
        self._say = say
        self._stretch: Part | None = None

    def note(self, parts: Iterable[Part], plan: Plan) -> None:
        """Take note of what is heard now."""
        for part in parts:
            if part.label is None:
                self.leave()
                continue
            if not self._goes_on(part):
                self._end()
                self._stretch = part
            elif self._stretch is not None:
                self._stretch.end, self._stretch.label = part.end, part.label
            planned = title_at(plan, part.start // SAMPLES_PER_MS)
            title = part.label.title
            self._source.tell_metadata((planned or title) if is_fill(part) else title)

    def leave(self) -> None:
        """Something else is heard, or nothing: what was heard is cut off."""
        if self._stretch is not None and self._stretch.label is not None:
            self._stretch.label.is_cut = True
        self._end()

    def _goes_on(self, part: Part) -> bool:
        before = self._stretch
        if before is None or before.label is None or part.label is None:
            return False
        is_same = part.label is before.label or (
            part.label.key == before.label.key and not is_fill(part)
        )
        return is_same and part.start == before.end

    def _end(self) -> None:
        stretch, self._stretch = self._stretch, None
        if stretch is None or stretch.label is None:
            return
        self._say(
            Kind.AS_RUN,
            source=self._source.name,
            item=stretch.label.key,
            title=stretch.label.title,
            start_ms=stretch.start // SAMPLES_PER_MS,
            end_ms=stretch.end // SAMPLES_PER_MS,
            is_cut=stretch.label.is_cut,
        )


def is_fill(part: Part) -> bool:
    return part.label is not None and part.label.key == FILL
