"""What air wrote is read as it was written, and damage costs only its own line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.journal import (
    MOMENTS_MS,
    NUMBERS,
    Entry,
    Kind,
    line_of,
    read,
)

NOON_MS = 1_795_435_200_000
HEAD = {"run", "number", "at_ms", "kind", "service"}
# json reads what it wrote for these; texts may hold anything but lone surrogates.
TEXTS = st.text(st.characters(codec="utf-8"))
SINGLE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS
VALUES = st.recursive(
    SINGLE,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=8,
)
ENTRIES = st.builds(
    Entry,
    run=TEXTS,
    number=st.integers(0, NUMBERS.stop - 1),
    at_ms=st.integers(0, MOMENTS_MS.stop - 1),
    kind=st.sampled_from(Kind),
    service=TEXTS,
    details=st.dictionaries(TEXTS.filter(lambda key: key not in HEAD), VALUES),
)


def lost(number=1, **details):
    return Entry("a1", number, NOON_MS, Kind.LOST, "kdemo", details)


class TestWritingALine:
    @given(ENTRIES)
    def test_comes_back_as_the_same_entry(self, entry):
        reading = read(line_of(entry).encode())

        assert (reading.entries, reading.problems) == ([entry], [])

    @given(ENTRIES)
    def test_is_one_line_whatever_the_details_are(self, entry):
        assert line_of(entry).splitlines(keepends=True) == [line_of(entry)]


class TestReadingAJournal:
    def test_leaves_a_torn_tail_for_the_next_time(self):
        whole = line_of(lost()).encode()

        reading = read(whole + whole[:20])

        assert (len(reading.entries), reading.taken) == (1, len(whole))

    def test_reports_a_damaged_line_and_reads_the_others(self):
        lines = [line_of(lost(1)), '{"run":"a1","numb\n', line_of(lost(2))]

        reading = read("".join(lines).encode())

        assert [entry.number for entry in reading.entries] == [1, 2]
        assert [problem.line for problem in reading.problems] == [2]

    def test_says_what_is_wrong_with_a_line(self):
        [torn, listed, short] = read(b'{"run\n[]\n{"run":"a1"}\n').problems

        assert torn.message == "not JSON; the line was torn or damaged"
        assert listed.message == "not an object"
        assert short.message == "a key is missing, or has a value it cannot have"

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("number", True),  # which is a whole number to Python
            ("number", "1"),
            ("number", -1),
            ("number", NUMBERS.stop),  # no database takes it
            ("at_ms", 1.5),
            ("at_ms", -1),
            ("at_ms", MOMENTS_MS.stop),  # nor is there such a year
            ("at_ms", False),
            ("kind", "exploded"),
            ("kind", None),
            ("service", None),
            ("run", 7),
        ],
    )
    def test_takes_no_value_that_a_key_cannot_have(self, key, value):
        line = json.dumps(json.loads(line_of(lost())) | {key: value})

        reading = read(line.encode() + b"\n")

        assert (len(reading.entries), len(reading.problems)) == (0, 1)

    def test_survives_nesting_without_end(self):
        reading = read(b"[" * 200_000 + b"\n")

        assert len(reading.problems) == 1

    def test_survives_a_number_without_end(self):
        reading = read(b'{"run":"a1","number":' + b"9" * 5_000 + b"}\n")

        assert len(reading.problems) == 1

    @given(st.binary() | st.lists(ENTRIES.map(line_of)).map("".join).map(str.encode))
    def test_never_fails_and_accounts_for_each_line(self, journal):
        reading = read(journal)

        assert len(reading.entries) + len(reading.problems) == journal.count(b"\n")
        assert b"\n" not in journal[reading.taken :]

    @given(st.lists(ENTRIES, max_size=5), st.data())
    def test_gives_each_entry_once_however_the_file_grew(self, entries, data):
        """The reader goes on after what it took; the writer stops anywhere."""
        journal = "".join(map(line_of, entries)).encode()
        sizes = data.draw(st.lists(st.integers(0, len(journal))))
        found, taken = [], 0

        for size in [*sorted(sizes), len(journal)]:
            reading = read(journal[taken:size])
            found += reading.entries
            taken += reading.taken

        assert (found, taken) == (entries, len(journal))

    @given(st.lists(ENTRIES, min_size=1, max_size=4), st.data())
    def test_loses_no_neighbor_of_a_damaged_line(self, entries, data):
        lines = [line_of(entry).encode() for entry in entries]
        torn = data.draw(st.integers(0, len(lines) - 1))
        lines[torn] = lines[torn][: data.draw(st.integers(0, len(lines[torn]) - 2))]
        expected = entries[:torn] + entries[torn + 1 :]

        reading = read(b"\n".join(line.rstrip(b"\n") for line in lines) + b"\n")

        assert (reading.entries, len(reading.problems)) == (expected, 1)
