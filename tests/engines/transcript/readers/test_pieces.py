from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.readers.pieces import said_together

TOKENS = st.lists(st.text("abc.", min_size=1, max_size=5), min_size=1, max_size=8)


class TestWhatIsSaidTogether:
    @given(TOKENS, st.lists(st.integers(1, 6)))
    def test_is_the_whole_text_and_every_piece_once(self, tokens, lengths):
        text = " ".join(tokens)
        rest, pieces = text, []
        for length in lengths:
            pieces.append(rest[:length])
            rest = rest[length:]
        pieces.append(rest)

        groups = list(said_together(text, pieces, str))

        assert " ".join(said for said, _ in groups) == text
        used = [piece for _, many in groups for piece in many]
        assert used == pieces[: len(used)]
        assert not "".join(pieces[len(used) :]).strip()
