"""A plan is read whole, or refused with the place that is wrong; it has one answer at any moment."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.plan import (
    Item,
    ItemKind,
    NotAPlan,
    Plan,
    Title,
    at,
    boundaries,
    differs_from,
    read_plan,
    sound_of,
    title_at,
    titles_between,
    write_plan,
)

NOON_MS = 1_795_435_200_000
HOUR_MS = 3_600_000
HEAD = {
    "version": 1,
    "service": "kdemo",
    "made_at": "2026-11-23T12:00:00Z",
    "until": "2026-11-25T12:00:00Z",
}
DESK = {
    "id": "broadcast-7",
    "kind": "episode",
    "title": "Local Desk",
    "starts_at": "2026-11-23T15:00:00Z",
    "ends_at": "2026-11-23T16:00:00Z",
    "path": "/srv/sound/desk.mp3",
    "skip_ms": 0,
    "broadcast": 7,
}
TEXT = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=20
).filter(str.isprintable)


@st.composite
def spans(draw):
    """Stretches of time that do not overlap, some with gaps between them."""
    start_ms, found = NOON_MS, []
    for gap_ms, length_ms in draw(
        st.lists(
            st.tuples(
                st.just(0) | st.integers(0, HOUR_MS),
                st.integers(1, 50) | st.integers(1, HOUR_MS),
            ),
            max_size=12,
        )
    ):
        start_ms += gap_ms
        found.append((start_ms, start_ms + length_ms))
        start_ms += length_ms
    return found


@st.composite
def plans(draw):
    items = tuple(
        Item(
            f"item-{start_ms}",
            start_ms,
            end_ms,
            path=draw(TEXT.map(lambda text: f"/{text}")),
            title=draw(st.just("") | TEXT),
            kind=draw(st.sampled_from(ItemKind)),
            skip_ms=draw(st.just(0) | st.integers(0, HOUR_MS)),
            broadcast=draw(st.none() | st.integers(1, 10**9)),
        )
        for start_ms, end_ms in draw(spans())
    )
    titles = tuple(
        Title(f"title-{start_ms}", start_ms, end_ms, draw(TEXT))
        for start_ms, end_ms in draw(spans())
    )
    return Plan("kdemo", NOON_MS, NOON_MS + 48 * HOUR_MS, items, titles)


MOMENTS = st.integers(NOON_MS - 1_000, NOON_MS + 13 * HOUR_MS)


class TestAPlan:
    @given(plans())
    def test_reads_as_it_was_written(self, plan):
        assert read_plan(write_plan(plan)) == plan

    @given(plans(), st.randoms())
    def test_may_name_its_items_in_any_order(self, plan, chance):
        values = json.loads(write_plan(plan))
        chance.shuffle(values["items"])

        assert read_plan(json.dumps(values)) == plan

    @given(plans(), MOMENTS)
    def test_has_exactly_one_answer_at_any_moment(self, plan, moment_ms):
        having = [one for one in plan.items if one.start_ms <= moment_ms < one.end_ms]
        playing = at(plan, moment_ms)

        assert len(having) <= 1
        assert playing.item == (having[0] if having else None)

    @given(plans(), MOMENTS)
    def test_changes_its_answer_at_boundaries_alone(self, plan, moment_ms):
        playing = at(plan, moment_ms)
        following = [one for one in boundaries(plan) if one > moment_ms]

        assert playing.until_ms == (following[0] if following else None)
        if playing.until_ms is not None:
            last = at(plan, playing.until_ms - 1)
            assert last.item == playing.item

    @given(plans(), MOMENTS)
    def test_goes_through_a_file_by_the_clock(self, plan, moment_ms):
        now, then = at(plan, moment_ms), at(plan, moment_ms + 1)

        if now.item is not None and then.item is now.item:
            assert then.offset_ms == now.offset_ms + 1

    @given(plans(), MOMENTS)
    def test_is_called_something_by_at_most_one_title(self, plan, moment_ms):
        having = [one for one in plan.titles if one.start_ms <= moment_ms < one.end_ms]

        assert list(titles_between(plan, moment_ms, moment_ms + 1)) == having
        assert title_at(plan, moment_ms) == (having[0].title if having else "")


class TestTwoPlans:
    @given(plans(), plans(), MOMENTS, st.integers(1, HOUR_MS))
    def test_differ_first_where_another_sound_is_heard(
        self, before, after, start_ms, length_ms
    ):
        end_ms = start_ms + length_ms
        first_ms = differs_from(before, after, start_ms, end_ms)
        checked = {start_ms, end_ms - 1, *boundaries(before), *boundaries(after)}

        for moment_ms in (one for one in checked if start_ms <= one < end_ms):
            if first_ms is None or moment_ms < first_ms:
                assert sound_of(at(before, moment_ms)) == sound_of(at(after, moment_ms))
        if first_ms is not None:
            assert sound_of(at(before, first_ms)) != sound_of(at(after, first_ms))

    @given(plans(), MOMENTS)
    def test_that_are_the_same_do_not_differ(self, plan, start_ms):
        assert differs_from(plan, plan, start_ms, start_ms + HOUR_MS) is None


class TestAPlanThatIsNone:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("{", "it is not JSON"),
            ("[" * 100_000, "it is not JSON"),
            ("[]", "the plan must be an object"),
            (json.dumps(HEAD | {"version": 2}), "version must be 1"),
            (json.dumps(HEAD | {"until": "tonight"}), "until: 'tonight' is no moment"),
            (json.dumps(HEAD | {"items": [1]}), "item 1 must be an object"),
            (json.dumps(HEAD | {"items": {}}), "items must be a list"),
            (json.dumps(HEAD | {"items": [DESK | {"id": 7}]}), "item 1: id must be"),
            (json.dumps(HEAD | {"items": [DESK | {"path": "a\nb"}]}), "item 1: path"),
            (json.dumps(HEAD | {"items": [DESK | {"kind": "song"}]}), "item 1: kind"),
            (json.dumps(HEAD | {"items": [DESK | {"skip_ms": -1}]}), "item 1: skip_ms"),
            (
                json.dumps(HEAD | {"items": [DESK | {"broadcast": True}]}),
                "item 1: broadcast",
            ),
            (
                json.dumps(HEAD | {"items": [DESK | {"ends_at": DESK["starts_at"]}]}),
                "item 1 must end after it starts",
            ),
            (
                json.dumps(
                    HEAD
                    | {
                        "items": [
                            DESK,
                            DESK | {"id": "x", "starts_at": "2026-11-23T15:59:59.999Z"},
                        ]
                    }
                ),
                "x begins before broadcast-7 ends",
            ),
        ],
    )
    def test_is_refused_with_the_place(self, text, words):
        with pytest.raises(NotAPlan, match=words):
            read_plan(text)

    def test_is_refused_when_it_is_too_long(self):
        with pytest.raises(NotAPlan, match="at most 10000"):
            read_plan(json.dumps(HEAD | {"items": [DESK] * 10_001}))
