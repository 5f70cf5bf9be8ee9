"""
How true the dates of media segments are, through a simulated week of bad clocks.

The timeline lives through slewing as timekeepers do it, stalls of the mixer and clocks
that are set. The error of a segment is its date less what the clock said when its first
sample was made. Beside it: dates as FFmpeg's muxer makes them, the first by the clock and
every other by adding durations.

    bin/bench clock_dates [--days 7]
"""

import argparse
from dataclasses import dataclass
from math import sin

from bench.measuring import Bars, heading, write_result
from callsign.engines.stream.segments import SEGMENT_MS
from tests.engines.stream.clocks import NOTICED_S, Dated, Machine, worst_ms

BAR_MS = 50
DAY_S = 86_400.0


@dataclass(frozen=True)
class Week:
    """A machine, and when its timeline is broken, in seconds."""

    name: str
    machine: Machine
    breaks: frozenset[float] = frozenset()


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench clock_dates")
    parser.add_argument("--days", type=float, default=7.0)
    seconds = parser.parse_args().days * DAY_S
    lines = [heading("The dates of media segments"), *LEGEND]
    for week in weeks(seconds):
        lines.append(row(week, week.machine.run(seconds)))
    write_result("clock-dates", "\n".join(lines) + "\n")
    bars.end()


LEGEND = [
    f"A simulated week; bar: {BAR_MS} ms, but for segments in which a break falls",
    f"or is noticed (within {NOTICED_S * 1_000:.0f} ms here, 171 ms by air's own waking).",
    f"Dates step by exactly {SEGMENT_MS} ms between discontinuities.",
    "",
    "| what happens | segments | discontinuities | worst error | with those | dates by adding 1,984 ms |",
    "|---|---:|---:|---:|---:|---:|",
]


def weeks(seconds: float) -> list[Week]:
    """Return the weeks, from a good one to one in which everything happens."""
    stalls = {seconds * share: 5.0 for share in (0.2, 0.5, 0.8)}
    is_set_s = frozenset({seconds * 0.3, seconds * 0.6})

    def set_twice_ms(now_s: float) -> float:
        return 10_000.0 if seconds * 0.3 < now_s <= seconds * 0.6 else 0.0

    def slewed_ms(now_s: float) -> float:
        # 400 ms to and fro over some six hours: 111 parts in a million at most.
        return 400 * sin(now_s / 3_600)

    def all_ms(now_s: float) -> float:
        return set_twice_ms(now_s) + slewed_ms(now_s)

    return [
        Week("nothing", Machine()),
        Week("the clock is slewed by 400 ppm", Machine(lambda now_s: 0.4 * now_s)),
        Week("the clock is slewed to and fro", Machine(slewed_ms)),
        Week("three stalls of 5 s", Machine(stalls=stalls), frozenset(stalls)),
        Week("the clock is set +10 s, then -10 s", Machine(set_twice_ms), is_set_s),
        Week(
            "all of these; the other clock 40 ppm fast",
            Machine(all_ms, lambda now_s: 40e-6 * now_s, stalls),
            is_set_s | frozenset(stalls),
        ),
    ]


def row(week: Week, segments: list[Dated]) -> str:
    breaks = sum(one.is_discontinuity for one in segments) - 1
    worst = worst_ms(segments, week.breaks)
    added = max(
        abs(segments[0].date_ms + number * SEGMENT_MS - one.clock_ms)
        for number, one in enumerate(segments)
    )
    bars.most(f"{week.name}: the worst date, ms", worst, BAR_MS)
    with_breaks = worst_ms(segments)
    return (
        f"| {week.name} | {len(segments):,} | {breaks} | **{worst:.1f} ms**"
        f" | {with_breaks:,.0f} ms | {added:,.0f} ms |"
    )


if __name__ == "__main__":
    main()
