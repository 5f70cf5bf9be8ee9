"""
A week of an encoder whose clock is not ours, through the real buffer and its resampler.

    bin/bench drift_week [--days 7]
"""

import argparse
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

from bench.measuring import Bars, heading, write_result
from tests.air.drifting import drifted

BAR_MS = 50
DRIFTS_PPM = (200, -200)
DAY_S = 86_400

LEGEND = [
    f"Bar: dates within {BAR_MS} ms, never dry, nothing lost, nothing twice. Pieces of"
    " half a second come up to 40 ms late, one in ten minutes is held up for a second.",
    "",
    "| clock of the encoder | simulated | worst date | buffer | dry | lost or twice |",
    "|---:|---:|---:|---:|---:|---:|",
]


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=float, default=7.0)
    days = parser.parse_args().days
    lines = [heading("Drift of an encoder's clock"), *LEGEND]
    started_s = time.monotonic()
    with ProcessPoolExecutor() as pool:
        outcomes = pool.map(drifted, DRIFTS_PPM, repeat(days * DAY_S))
    for ppm, seen in zip(DRIFTS_PPM, outcomes, strict=True):
        bars.most(f"{ppm:+d} ppm: the worst date, ms", seen.worst_ms, BAR_MS)
        bars.most(f"{ppm:+d} ppm: dry", seen.dry, 0)
        bars.most(f"{ppm:+d} ppm: lost or twice", seen.breaks, 0)
        lines.append(
            f"| {ppm:+d} ppm | {days:g} days | **{seen.worst_ms:.1f} ms** |"
            f" {seen.least_ms} to {seen.most_ms} ms | {seen.dry} | {seen.breaks} |"
        )
    lines += ["", f"It took {time.monotonic() - started_s:.0f} s."]
    write_result("drift-week", "\n".join(lines) + "\n")
    bars.end()


if __name__ == "__main__":
    main()
