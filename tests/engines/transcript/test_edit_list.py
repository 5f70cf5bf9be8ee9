"""What an edition is made of, and its clock beside the master's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.edit_list import (
    EditList,
    ImpossibleEdits,
    Kept,
    Other,
    composed,
    joined,
)
from callsign.engines.transcript.edit_list_text import (
    UnreadableEdits,
    read_edit_list,
    write_edit_list,
)
from tests.engines.transcript.edit_lists import edit_lists

MOMENTS = st.integers(0, 40_000)
PODCAST = EditList(
    (Kept(0, 10_000), Other(3_000, "Advertisement"), Kept(15_000, 20_000))
)


class TestTheTwoClocks:
    def test_moves_what_stands_behind_a_cut(self):
        assert PODCAST.to_edition_ms(16_000) == 14_000

    def test_knows_nothing_of_what_was_cut(self):
        assert PODCAST.to_edition_ms(12_000) is None

    def test_knows_nothing_of_what_was_put_in(self):
        assert PODCAST.to_master_ms(11_000) is None

    def test_gives_an_edge_to_what_begins_there(self):
        assert PODCAST.to_edition_ms(10_000) is None
        assert PODCAST.to_edition_ms(15_000) == 13_000
        assert PODCAST.to_master_ms(13_000) == 15_000

    @given(edit_lists(), MOMENTS)
    def test_there_and_back_is_the_same_moment(self, edits, moment):
        there = edits.to_edition_ms(moment)
        back = edits.to_master_ms(moment)

        assert there is None or edits.to_master_ms(there) == moment
        assert back is None or edits.to_edition_ms(back) == moment

    @given(edit_lists())
    def test_what_is_kept_and_what_is_cut_make_the_master(self, edits):
        cut_ms = sum(one.duration_ms for one in edits.cuts(20_000))

        assert cut_ms + edits.kept_ms == 20_000

    @given(edit_lists())
    def test_is_as_long_as_its_parts(self, edits):
        others = sum(one.duration_ms for one in edits.parts if isinstance(one, Other))

        assert edits.duration_ms == edits.kept_ms + others


class TestAnEditionOfAnEdition:
    @given(edit_lists(), edit_lists(30_000), MOMENTS)
    def test_is_as_far_from_the_master_as_both_ways_together(
        self, first, second, moment
    ):
        both = composed(first, second)
        between = second.to_master_ms(moment)

        assert both.duration_ms == second.duration_ms
        assert both.to_master_ms(moment) == (
            None if between is None else first.to_master_ms(between)
        )

    @given(edit_lists(), edit_lists(30_000), edit_lists(30_000))
    def test_of_an_edition_needs_no_order(self, first, second, third):
        left = composed(composed(first, second), third)
        right = composed(first, composed(second, third))

        assert left.kept == right.kept
        assert left.duration_ms == right.duration_ms

    @given(edit_lists())
    def test_that_changes_nothing_is_the_edition(self, edits):
        whole = EditList((Kept(0, edits.duration_ms),))

        assert composed(edits, whole).parts == tuple(joined(edits.parts))


class TestWhatNoEditionIsMadeOf:
    def test_a_stretch_of_the_master_heard_twice(self):
        with pytest.raises(ImpossibleEdits, match="5000 to 6000 ms"):
            EditList((Kept(5_000, 9_000), Kept(0, 6_000)))

    @pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 5)])
    def test_a_stretch_that_ends_before_it_begins(self, start, end):
        with pytest.raises(ImpossibleEdits):
            Kept(start, end)

    def test_something_that_takes_no_time(self):
        with pytest.raises(ImpossibleEdits):
            Other(0)


class TestReadingAnEditList:
    @given(edit_lists())
    def test_reads_what_was_written(self, edits):
        assert read_edit_list(write_edit_list(edits)) == edits

    def test_reads_what_a_spreadsheet_saves(self):
        text = "\ufeffkeep,0:00,0:10,\r\nother;3.0;Advertisement;\r\nKEEP\t15\t20.0\r\n"

        assert read_edit_list(text) == PODCAST

    def test_passes_over_remarks_and_blank_lines(self):
        text = "# The podcast\n\nkeep 0:00 0:10\n"

        assert read_edit_list(text).parts == (Kept(0, 10_000),)

    @pytest.mark.parametrize(
        ("text", "sentences"),
        [
            ("", ("there is no part in it",)),
            (
                "keep 0:00 0:10\nkeep noon 0:20\n",
                ("line 2: “noon” is no time; write it as 00:12:31.200",),
            ),
            ("\nkeep 0:20 0:10\n", ("line 2: 0:20 is not before 0:10",)),
            (
                "cut 0:20 0:30\n",
                (
                    "line 1: “cut 0:20 0:30” is neither “keep FROM TO” nor"
                    " “other DURATION WHAT”",
                ),
            ),
            (
                "keep 0:00 0:10\nother 0:03 Ad\nkeep 0:09 0:20\n",
                ("line 3: line 1 has some of this already",),
            ),
            (
                "keep 0:00 1:00\n",
                ("line 1: the recording ends at 00:00:30.000, before 1:00",),
            ),
        ],
    )
    def test_says_what_is_wrong_and_where(self, text, sentences):
        with pytest.raises(UnreadableEdits) as refused:
            read_edit_list(text, master_ms=30_000)

        assert refused.value.sentences == sentences

    def test_tells_of_every_line(self):
        with pytest.raises(UnreadableEdits) as refused:
            read_edit_list("keep 0:00\nother\nkeep 0:00 0:10\n")

        assert [one.line for one in refused.value.problems] == [1, 2]

    def test_gives_up_on_what_is_no_edit_list(self):
        with pytest.raises(UnreadableEdits) as refused:
            read_edit_list("ADA OKAFOR: Good morning.\n" * 100_000)

        assert len(refused.value.problems) < 30

    @given(st.text(max_size=200))
    def test_raises_nothing_else_whatever_it_is_given(self, text):
        try:
            edits = read_edit_list(text)
        except UnreadableEdits as refused:
            assert refused.problems
        else:
            assert edits.parts
