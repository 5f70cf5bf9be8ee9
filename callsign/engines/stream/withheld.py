"""Withheld: spans of time whose sound may be heard live, and not again."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from callsign.engines.stream.segments import MediaSegment


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From ``start_ms`` up to ``end_ms`` and not with it, in milliseconds of UTC since 1970."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """
    The spans of a service that rights keep from being rewound.

    Spans that meet or overlap are one. A media segment is withheld when any of its
    sound is: what is kept back is up to two seconds more at either end, never less.

    >>> football = Withheld.of([Span(5_000, 9_000), Span(1_000, 5_000)])
    >>> football.spans
    (Span(start_ms=1000, end_ms=9000),)
    >>> football.holds(MediaSegment(1, 8_999)), football.holds(MediaSegment(2, 9_000))
    (True, False)
    """

    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "Withheld":
        joined: list[Span] = []
        for span in sorted(spans):
            if joined and span.start_ms <= joined[-1].end_ms:
                end_ms = max(joined[-1].end_ms, span.end_ms)
                joined[-1] = Span(joined[-1].start_ms, end_ms)
            else:
                joined.append(span)
        return cls(tuple(joined))

    def __bool__(self) -> bool:
        return bool(self.spans)

    def holds(self, segment: MediaSegment) -> bool:
        """Return whether any sound of a segment is withheld."""
        return self.meets(segment.start_ms, segment.end_ms)

    def meets(self, start_ms: int, end_ms: int) -> bool:
        """Return whether any of the time from ``start_ms`` up to ``end_ms`` is withheld."""
        # The last span that begins before the end: those before it end before it begins.
        place = bisect_left(self.spans, end_ms, key=lambda span: span.start_ms)
        return place > 0 and self.spans[place - 1].end_ms > start_ms


NOTHING_WITHHELD = Withheld()
