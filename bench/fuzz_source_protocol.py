"""
Whether anything that is sent breaks air's server: Hypothesis plays encoders and strangers.

Every conversation must end in an answer, an encoder that was let in with its password,
or a wait that is ended; nothing may raise, and nothing may be left open.

    bin/bench fuzz_source_protocol [--cases 20000]
"""

import argparse
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings

from bench.measuring import heading, write_result
from tests.air.http.conversations import check, conversations


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    options = parser.parse_args()
    # Before the run: the tree may move on meanwhile, what was loaded does not.
    head = heading("Fuzzing the source protocol")
    write_result("fuzz-source-protocol", f"{head}\n{by_hypothesis(options.cases)}\n")


def by_hypothesis(cases: int) -> str:
    """Hold so many conversations; a failure rises with its smallest case."""
    started = time.monotonic()
    outcomes: Counter[str] = Counter()

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(conversations())
    def every_conversation(pieces: list[bytes]) -> None:
        outcomes[check(pieces)] += 1

    every_conversation()
    seconds = time.monotonic() - started
    came = ", ".join(f"{count:,} {what}" for what, count in outcomes.most_common())
    return (
        f"- Hypothesis: {outcomes.total():,} conversations in {seconds:.0f} s,"
        f" none broke the server ({came})"
    )


if __name__ == "__main__":
    main()
