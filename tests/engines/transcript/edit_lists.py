"""Edit lists, drawn at random."""

from hypothesis import strategies as st

from callsign.engines.transcript.edit_list import EditList, Kept, Other, Part

LABELS = st.sampled_from(["", "Advertisement", "News at ten"])


@st.composite
def edit_lists(draw: st.DrawFn, longest_ms: int = 20_000) -> EditList:
    """Draw what an edition takes of a master, in any order, and what it puts in."""
    edges = draw(
        st.lists(st.integers(0, longest_ms), min_size=2, max_size=8, unique=True)
    )
    edges.sort()
    kept: list[Part] = [
        Kept(*pair) for pair in zip(edges[::2], edges[1::2], strict=False)
    ]
    others = draw(st.lists(st.builds(Other, st.integers(1, 9_000), LABELS), max_size=4))
    return EditList(tuple(draw(st.permutations([*kept, *others]))))
