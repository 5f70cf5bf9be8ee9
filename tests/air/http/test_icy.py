from hypothesis import example, given
from hypothesis import strategies as st

from callsign.air.http.icy import Weaver


def unwoven(stream: bytes, interval: int) -> tuple[bytes, list[str]]:
    """Take a stream apart as a radio does."""
    sound, titles, place = b"", [], 0
    while place < len(stream):
        sound += stream[place : place + interval]
        place += interval
        if place < len(stream):
            length = stream[place] * 16
            text = stream[place + 1 : place + 1 + length].rstrip(b"\0").decode()
            titles += [text] if text else []
            place += 1 + length
    return sound, titles


class TestWeavingTitlesIn:
    @given(st.text(max_size=700))
    @example(";")
    @example("It's; here'")
    def test_ends_each_title_once(self, title):
        """Whatever it holds: line ends, quotes, halves of pairs."""
        [block] = unwoven(Weaver(1).woven(b"s", title) + b"s", 1)[1]

        assert block.startswith("StreamTitle='")
        assert block.index("';") == len(block) - 2
        assert block.isprintable()

    @given(st.lists(st.binary(max_size=50), max_size=12), st.integers(1, 40))
    def test_leaves_the_sound_as_it_was(self, pieces, interval):
        weaver = Weaver(interval)

        stream = b"".join(weaver.woven(piece, "Local Desk") for piece in pieces)

        assert unwoven(stream, interval)[0] == b"".join(pieces)

    def test_says_a_title_once(self):
        weaver = Weaver(4)

        stream = b"".join(
            weaver.woven(b"sounds", title)
            for title in ["Local Desk"] * 3 + ["Jazz"] * 3
        )

        assert unwoven(stream, 4)[1] == [
            "StreamTitle='Local Desk';",
            "StreamTitle='Jazz';",
        ]

    @given(st.text(max_size=2_000))
    def test_takes_any_title(self, title):
        block = Weaver().block(title)

        assert len(block) == 1 + block[0] * 16
