"""An edition as the desk draws it."""

from callsign.engines.transcript.edit_list import EditList, Kept, Other
from callsign.newsroom.transcripts.edition_drawn import drawn

PODCAST = EditList((Other(10_000, "Ad"), Kept(0, 30_000), Kept(40_000, 60_000)))


class TestADrawing:
    def test_has_a_box_for_each_stretch_of_the_master(self):
        boxes = drawn(PODCAST, 60_000).master

        assert [(one.kind, one.x, one.width) for one in boxes] == [
            ("kept", 0.0, 500.0),
            ("cut", 500.0, 166.7),
            ("kept", 666.7, 333.3),
        ]

    def test_has_a_box_for_each_part_of_the_edition(self):
        boxes = drawn(PODCAST, 60_000).edition

        assert [one.kind for one in boxes] == ["other", "kept", "kept"]

    def test_joins_what_is_in_both(self):
        bands = drawn(PODCAST, 60_000).bands

        assert bands[0] == "0.0,40 500.0,40 666.7,80 166.7,80"

    def test_is_as_wide_as_the_longer_of_the_two(self):
        edition = EditList((Kept(0, 60_000), Other(60_000)))

        assert drawn(edition, 60_000).master[0].width == 500.0


class TestTheTable:
    def test_tells_each_part_and_what_was_left_out_behind_it(self):
        rows = drawn(PODCAST, 60_000).rows

        assert [(one.what, one.in_edition, one.in_master) for one in rows] == [
            ("Ad", "0:00 to 0:10", ""),
            ("As in the master", "0:10 to 0:40", "0:00 to 0:30"),
            ("Left out", "", "0:30 to 0:40"),
            ("As in the master", "0:40 to 1:00", "0:40 to 1:00"),
        ]

    def test_says_how_much_was_left_out_and_put_in(self):
        drawing = drawn(PODCAST, 60_000)

        assert (drawing.cut, drawing.put_in) == ("0:10", "0:10")

    def test_passes_over_cuts_that_nobody_hears(self):
        rows = drawn(EditList((Kept(10, 60_000),)), 60_000).rows

        assert [one.kind for one in rows] == ["kept"]
