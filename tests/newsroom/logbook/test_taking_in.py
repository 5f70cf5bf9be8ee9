"""Taking in the journal: what it becomes, and that nothing comes in twice or not at all."""

import json
import logging
from datetime import UTC, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callsign.newsroom.logbook.models import (
    Aired,
    AsRun,
    Intake,
    Mark,
    Notice,
    Outage,
    Said,
    Switch,
)
from callsign.newsroom.logbook.taking_in import Taken, take_in
from tests.newsroom.logbook.conftest import NOON_MS, Paper

pytestmark = pytest.mark.django_db

TABLES = (Aired, AsRun, Notice, Outage, Said, Switch)


def told(*models):
    """Return what the tables say, without the keys that a database draws."""
    rows = []
    for model in models or TABLES:
        fields = [one.attname for one in model._meta.fields if one.name != "id"]
        rows += [(model.__name__, *row) for row in model.objects.values_list(*fields)]
    return sorted(rows, key=repr)


def moment(at_ms):
    return datetime.fromtimestamp(at_ms / 1_000, UTC)


class TestSegments:
    def test_without_a_break_are_one_row(self, paper):
        for sequence in range(100):
            paper.segment(sequence)

        take_in(paper.folder)

        (stretch,) = Aired.objects.all()
        assert (stretch.first_sequence, stretch.last_sequence) == (0, 99)
        assert (stretch.start_ms, stretch.end_ms) == (NOON_MS, NOON_MS + 100 * 1_984)

    def test_go_on_where_the_last_intake_ended(self, paper):
        paper.segment(0)
        take_in(paper.folder)
        paper.segment(1)
        take_in(paper.folder)

        assert Aired.objects.get().last_sequence == 1

    @pytest.mark.parametrize(
        "after",
        [
            {"sequence": 2},  # one is lost
            {"sequence": 1, "is_discontinuity": True},
            {"sequence": 1, "start_ms": NOON_MS + 9_000},  # the clock was set
        ],
    )
    def test_with_a_break_are_two(self, paper, after):
        paper.segment(0)
        paper.segment(**after)

        take_in(paper.folder)

        assert Aired.objects.count() == 2

    def test_are_found_by_when_they_were_aired(self, paper):
        paper.segment(0)
        paper.segment(5)
        take_in(paper.folder)

        found = Aired.objects.covering(NOON_MS + 1_984, NOON_MS + 5 * 1_984 + 1)

        assert [one.first_sequence for one in found] == [5]


class TestASwitch:
    def test_keeps_its_gap(self, paper):
        paper.write(
            "switched", source="programs", before="studio", reason="lost", gap_ms=12.5
        )

        take_in(paper.folder)

        switch = Switch.objects.get()
        assert (switch.source, switch.before, switch.gap_ms) == (
            "programs",
            "studio",
            12.5,
        )
        assert switch.at == moment(NOON_MS)

    def test_to_nothing_has_no_source(self, paper):
        paper.write(
            "switched", source=None, before="studio", reason="lost", gap_ms=None
        )

        take_in(paper.folder)

        assert Switch.objects.get().source == ""


class TestWhatWasPlayed:
    def test_of_a_plan_is_kept_with_its_times(self, paper):
        paper.write(
            "as_run",
            source="schedule",
            item="broadcast-7",
            title="Local Desk",
            start_ms=NOON_MS,
            end_ms=NOON_MS + 3_600_000,
            is_cut=True,
        )

        take_in(paper.folder)

        [run] = AsRun.objects.covering(NOON_MS, NOON_MS + 1)
        assert (run.item, run.title, run.is_cut) == ("broadcast-7", "Local Desk", True)
        assert run.end_ms - run.start_ms == 3_600_000

    def test_for_no_time_is_left_out(self, paper):
        paper.write("as_run", source="s", item="a", start_ms=NOON_MS, end_ms=NOON_MS)

        assert take_in(paper.folder).problems == 0
        assert not AsRun.objects.exists()


class TestAnOutage:
    def test_of_a_silent_source_ends_when_it_sounds(self, paper):
        paper.write("silence_began", source="studio", silent_ms=20_000)
        take_in(paper.folder)
        assert Outage.objects.open().get().kind == "silence"

        paper.write(
            "silence_ended", at_ms=NOON_MS + 9_000, source="studio", silent_ms=1
        )
        take_in(paper.folder)

        assert Outage.objects.get().ended_at == moment(NOON_MS + 9_000)

    def test_of_a_lost_source_ends_when_it_comes_back(self, paper):
        paper.write("silence_began", source="studio", silent_ms=20_000)
        paper.write("lost", source="studio", reason="the connection was reset")
        paper.write("lost", source="studio", reason="again")
        paper.write("connected", at_ms=NOON_MS + 5, source="studio", codec="mp3")

        take_in(paper.folder)

        assert not Outage.objects.open().exists()
        assert Outage.objects.get(kind="lost").reason == "the connection was reset"

    def test_of_silence_ends_when_air_starts_again(self, paper):
        paper.write("silence_began", source="studio", silent_ms=20_000)
        Paper(paper.folder, run="b2").write("started", "", version="1")

        take_in(paper.folder)

        assert not Outage.objects.open().exists()


class TestANotice:
    def test_counts_an_encoder_that_tries_every_second(self, paper):
        for second in range(4_000):
            paper.write(
                "refused", at_ms=NOON_MS + second * 1_000, source="", reason="password"
            )

        take_in(paper.folder)

        assert Notice.objects.count() == 1
        assert Notice.objects.get().times == 4_000


class TestADamagedJournal:
    def test_gives_all_its_other_lines(self, paper, caplog):
        paper.segment(0)
        with (paper.folder / "2026-11-20.jsonl").open("a") as file:
            file.write('{"run":"a1","num\n')
            file.write(
                '{"run":"a1","number":2,"at_ms":5,"kind":"solstice","service":""}\n'
            )
            file.write(
                '{"run":"a1","number":3,"at_ms":5,"kind":"switched","service":"","source":7}\n'
            )
            file.write(
                '{"run":"a1","number":4,"at_ms":5,"kind":"segment","service":"kdemo"}\n'
            )
            file.write(
                '{"run":"a\\u0000","number":5,"at_ms":5,"kind":"stopped","service":""}\n'
            )
            file.write(
                '{"run":"a1","number":6,"at_ms":1e99,"kind":"stopped","service":""}\n'
            )
        paper.number = 10
        paper.segment(1)

        with caplog.at_level(logging.WARNING):
            taken = take_in(paper.folder)

        assert Aired.objects.get().last_sequence == 1
        assert taken.problems == Intake.objects.get().problem_count == 6
        assert "2026-11-20.jsonl" in caplog.text

    def test_stores_what_an_encoder_should_not_have_sent(self, paper):
        paper.write(
            "metadata", source="studio", text="Jazz\x00 at\ud800 nine" + "!" * 900
        )

        take_in(paper.folder)

        assert Said.objects.get().text.startswith("Jazz at? nine!")

    def test_waits_for_the_end_of_a_line(self, paper):
        line = paper.line("stopped")
        file = paper.folder / "2026-11-20.jsonl"
        file.write_text(line[:-10])
        assert take_in(paper.folder) == Taken()

        file.write_text(line)

        assert take_in(paper.folder).entries == 1

    def test_passes_over_a_line_without_end(self, paper):
        (paper.folder / "2026-11-20.jsonl").write_text("x" * 2_500 + "\n")
        paper.segment(0)

        take_in(paper.folder, piece_bytes=1_000)

        assert Aired.objects.count() == 1
        assert Intake.objects.get().problem_count

    def test_that_is_shorter_than_it_was_is_read_again_and_counts_once(self, paper):
        paper.segment(0)
        paper.write("stopped")
        take_in(paper.folder)
        before = told()
        file = paper.folder / "2026-11-20.jsonl"
        file.write_text(file.read_text().splitlines(keepends=True)[0])

        take_in(paper.folder)

        assert told() == before

    def test_is_only_what_is_named_for_a_day(self, paper):
        (paper.folder / "copy of 2026-11-20.jsonl").write_text(paper.line("stopped"))

        assert take_in(paper.folder) == Taken()

    def test_may_not_be_there_yet(self, tmp_path):
        assert take_in(tmp_path / "journal") == Taken()


class TestAWeek:
    def test_comes_in_with_few_questions(self, paper, django_assert_max_num_queries):
        """A piece costs some queries, its segments none."""
        for sequence in range(3_000):
            paper.segment(sequence)
        size_bytes = (paper.folder / "2026-11-20.jsonl").stat().st_size
        pieces = size_bytes // 100_000 + 2

        with django_assert_max_num_queries(pieces * 12):
            take_in(paper.folder, piece_bytes=100_000)

        assert Aired.objects.get().last_sequence == 2_999


class Killed(BaseException):
    """The worker is gone, in the middle of whatever it did."""


def killing_at(nth):
    count = 0

    def kill(execute, sql, params, many, context):
        nonlocal count
        count += 1
        if count == nth:
            raise Killed
        return execute(sql, params, many, context)

    return kill


MINUTE_MS = 60_000
SOURCES = st.sampled_from(["studio", "programs"])
HAPPENINGS = st.one_of(
    st.tuples(st.just("segment"), st.integers(1, 2), st.booleans()),
    st.tuples(
        st.sampled_from(
            ["connected", "lost", "silence_began", "silence_ended", "switched"]
        ),
        SOURCES,
    ),
    st.tuples(st.just("metadata"), SOURCES),
    st.tuples(st.just("refused"), SOURCES),
    st.tuples(st.just("restart")),
    st.tuples(st.just("midnight")),
    st.tuples(st.just("damage")),
)
INTAKES = st.tuples(st.floats(0, 1), st.integers(1, 25) | st.none())


def journal_of(happenings):
    """Return the journal of some happenings: (day, line) in their order."""
    paper, day, at_ms, sequence, lines, run = Paper(None), 20, NOON_MS, 0, [], 0
    for what, *how in happenings:
        at_ms += MINUTE_MS
        if what == "restart":
            run += 1
            paper = Paper(None, run=f"r{run}")
            what, service, details = "started", "", {"version": "1"}
        elif what == "midnight":
            day += 1
            continue
        elif what == "damage":
            lines.append((day, '{"run":"a1","torn\n'))
            continue
        elif what == "segment":
            step, is_broken = how
            sequence += step
            service = "kdemo"
            details = {
                "sequence": sequence,
                "start_ms": NOON_MS + sequence * 1_984,
                "duration_ms": 1_984,
                "is_discontinuity": is_broken,
            }
        else:
            service, details = (
                "kdemo",
                {"source": how[0], "text": "Jazz", "reason": "r"},
            )
        lines.append((day, paper.line(what, service, at_ms=at_ms, **details)))
    return [(f"2026-11-{day:02}.jsonl", line.encode()) for day, line in lines]


def write_until(folder, lines, until_bytes):
    """Let a folder hold the first bytes of a journal."""
    files = {}
    for name, line in lines:
        piece = line[: max(0, until_bytes)]
        until_bytes -= len(line)
        if piece:
            files[name] = files.get(name, b"") + piece
    for name, text in files.items():
        (folder / name).write_bytes(text)


def forget():
    for model in (*TABLES, Mark, Intake):
        model.objects.all().delete()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    happenings=st.lists(HAPPENINGS, max_size=40),
    intakes=st.lists(INTAKES, max_size=8),
    piece_bytes=st.integers(400, 3_000),
)
def test_any_interleaving_gives_what_one_clean_intake_gives(
    tmp_path_factory, happenings, intakes, piece_bytes
):
    """Whenever it is read, however often, and wherever it is killed."""
    lines = journal_of(happenings)
    size_bytes = sum(len(line) for _, line in lines)
    clean, torn = tmp_path_factory.mktemp("clean"), tmp_path_factory.mktemp("torn")
    write_until(clean, lines, size_bytes)
    forget()
    take_in(clean)
    wanted = told()
    forget()

    for share, killed_at in sorted(intakes, key=lambda one: one[0]):
        write_until(torn, lines, int(share * size_bytes))
        with connection.execute_wrapper(killing_at(killed_at)):
            try:
                take_in(torn, piece_bytes=piece_bytes)
            except Killed:
                continue
    write_until(torn, lines, size_bytes)
    take_in(torn, piece_bytes=piece_bytes)
    take_in(torn)

    assert told() == wanted


def test_a_journal_line_is_json_of_one_line(paper):
    """What the tests write is what air writes."""
    line = paper.line("metadata", source="studio", text="a\nb")

    assert line.count("\n") == 1
    assert json.loads(line)["text"] == "a\nb"
