"""Only the seconds around touched words are heard, and all of it when that is no help."""

from callsign.engines.alignment.passages import LONGEST_MS, find_passages
from callsign.engines.alignment.timing import UNTIMED, Tier, Timing

HOUR_MS = 3_600_000


def hour(tier=Tier.HEARD):
    """An hour's interview: ten thousand words, each with its time."""
    return [Timing(at, at + 300, tier) for at in range(0, HOUR_MS, 360)]


class TestWhatIsHeard:
    def test_is_some_seconds_around_one_word(self):
        [passage] = find_passages(hour(), {5_000}, HOUR_MS)

        assert passage.first < 5_000 < passage.stop
        assert passage.start_ms < 5_000 * 360 < passage.end_ms
        assert passage.length_ms < 12_000

    def test_does_not_reach_into_the_words_beside_it(self):
        [passage] = find_passages(hour(), {5_000}, HOUR_MS)

        assert passage.start_ms == (passage.first - 1) * 360 + 300
        assert passage.end_ms == passage.stop * 360

    def test_begins_and_ends_with_the_recording(self):
        first, last = find_passages(hour(), {0, 9_999}, HOUR_MS)

        assert (first.first, first.start_ms) == (0, 0)
        assert (last.stop, last.end_ms) == (10_000, HOUR_MS)

    def test_is_one_stretch_where_touched_words_are_near(self):
        assert len(find_passages(hour(), {5_000, 5_010}, HOUR_MS)) == 1
        assert len(find_passages(hour(), {5_000, 5_100}, HOUR_MS)) == 2

    def test_passes_by_what_nobody_heard(self):
        timings = hour()
        timings[4_990:5_000] = [UNTIMED] * 10

        [passage] = find_passages(timings, {5_000}, HOUR_MS)

        assert passage.first < 4_990

    def test_is_no_endless_search(self):
        timings = hour()
        timings[1_000:5_000] = [UNTIMED] * 4_000

        [passage] = find_passages(timings, {1_003}, HOUR_MS)

        assert passage.length_ms < LONGEST_MS + 10_000

    def test_is_nothing_when_nothing_was_touched(self):
        assert find_passages(hour(), set(), HOUR_MS) == []


class TestAllOfIt:
    def test_is_heard_when_no_time_stands(self):
        assert find_passages([UNTIMED] * 9, {3}, HOUR_MS) is None

    def test_is_heard_when_most_of_it_was_touched(self):
        assert find_passages(hour(), set(range(100, 6_000)), HOUR_MS) is None

    def test_is_heard_when_times_lie_beyond_its_end(self):
        assert find_passages(hour(), {50}, HOUR_MS - 60_000) is None

    def test_is_not_heard_for_a_rounded_length(self):
        assert find_passages(hour(), {50}, HOUR_MS - 500) is not None

    def test_is_heard_when_times_are_guesses(self):
        """Words of a caption share its time: nothing to find others by."""
        assert find_passages(hour(Tier.INTERPOLATED), {50}, HOUR_MS) is None


class TestTimesThatGoBack:
    def test_lead_nobody_astray(self):
        timings = hour()
        timings[4_995] = Timing(9_000, 9_100, Tier.ALIGNED)
        timings[5_004] = Timing(0, 100, Tier.ALIGNED)

        [passage] = find_passages(timings, {5_000}, HOUR_MS)

        assert passage.start_ms > 4_900 * 360
        assert passage.end_ms < 5_100 * 360
