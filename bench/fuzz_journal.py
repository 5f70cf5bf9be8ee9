"""
Whether any bytes break the readers of air's files: the journal, the configuration, names.

A journal is read by the newsroom while air writes it, after air was killed and from disks
that fail: whole lines, torn ones, and lines damaged in places. Each case must end in
entries and problems, one for every line, and in bytes that are left only behind the last
line. Whatever is read as an entry comes back as it is written again.

    bin/bench fuzz_journal [--cases 20000]
"""

import argparse
import json
import time
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bench.measuring import heading, write_result
from callsign.engines.stream.configuration import Misconfigured, read_configuration
from callsign.engines.stream.journal import line_of, read
from callsign.engines.stream.segments import NotASegment, segment_named
from tests.engines.stream.test_configuration import ANYTHING, configured
from tests.engines.stream.test_journal import ENTRIES
from tests.engines.stream.test_segments import SEGMENTS

ROUND = 1_000
WRITTEN = st.lists(ENTRIES.map(line_of), max_size=6).map("".join).map(str.encode)
DAMAGE = st.lists(
    st.tuples(st.integers(0, 2_000), st.integers(0, 40), st.binary(max_size=12)),
    max_size=5,
)
JOURNALS = st.binary(max_size=400) | st.builds(
    lambda journal, damages: damaged(journal, damages), WRITTEN, DAMAGE
)
CONFIGURATIONS = ANYTHING.map(json.dumps).map(str.encode) | st.builds(
    lambda damages: damaged(configured().encode(), damages), DAMAGE
)
NAMES = st.text(max_size=60) | st.builds(
    lambda segment, damages: damaged(segment.file_name.encode(), damages).decode(
        errors="replace"
    ),
    SEGMENTS,
    DAMAGE,
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench fuzz_journal")
    parser.add_argument("--cases", type=int, default=20_000)
    cases = parser.parse_args().cases
    head = heading("Fuzzing the readers of air's files")
    findings = [
        fuzz("journals", JOURNALS, check_journal, cases),
        fuzz("configurations", CONFIGURATIONS, check_configuration, cases),
        fuzz("names of files", NAMES, check_name, cases),
    ]
    write_result("fuzz-journal", head + "\n" + "\n".join(findings) + "\n")


def fuzz(
    what: str,
    inputs: st.SearchStrategy[Any],
    check: Callable[[Any], bool],
    cases: int,
) -> str:
    """Check so many inputs; a failure rises with its smallest case."""
    started, seen, taken = time.monotonic(), 0, 0

    def every_input(one: Any) -> None:
        nonlocal seen, taken
        seen += 1
        taken += check(one)

    # In rounds: Hypothesis remembers all it has tried, a gigabyte of 20,000 journals.
    for number in range(-(-cases // ROUND)):
        tried = settings(
            max_examples=min(ROUND, cases - number * ROUND),
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        seed(number)(tried(given(inputs)(every_input)))()
    passed_s = time.monotonic() - started
    return (
        f"- {seen:,} {what} in {passed_s:.0f} s, none broke the reader;"
        f" {taken:,} held something to read"
    )


def check_journal(journal: bytes) -> bool:
    reading = read(journal)
    lines = len(reading.entries) + len(reading.problems)
    if lines != journal.count(b"\n") or b"\n" in journal[reading.taken :]:
        raise AssertionError(f"a line is lost or doubled: {journal!r}")
    for entry in reading.entries:
        # As text: a NaN that was damaged into a line equals nothing, not even itself.
        [again] = read(line_of(entry).encode()).entries
        if line_of(again) != line_of(entry):
            raise AssertionError(f"changed by writing: {entry!r}")
    return bool(reading.entries)


def check_configuration(text: bytes) -> bool:
    try:
        read_configuration(text)
    except Misconfigured:
        return False
    return True


def check_name(name: str) -> bool:
    try:
        segment = segment_named(name)
    except NotASegment:
        return False
    if segment_named(segment.file_name) != segment:
        raise AssertionError(f"changed by writing: {name!r}")
    return True


def damaged(content: bytes, damages: list[tuple[int, int, bytes]]) -> bytes:
    """Return bytes of which pieces are lost and others have come in their places."""
    for place, lost, come in damages:
        start = place % (len(content) + 1)
        content = content[:start] + come + content[start + lost :]
    return content


if __name__ == "__main__":
    main()
