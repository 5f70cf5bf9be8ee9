from hypothesis import given
from hypothesis import strategies as st

from callsign.lib.batch.naming import BLOCK_BYTES, digest_of, name_of

texts = st.text(max_size=8)
values = st.dictionaries(
    texts, st.none() | st.integers() | texts | st.lists(texts), max_size=4
)
digests = st.lists(st.text("0123456789abcdef", min_size=1, max_size=8), max_size=3)
options = st.tuples(values, digests)


class TestNamingAResult:
    @given(options, options)
    def test_gives_one_name_to_the_same_and_two_to_anything_else(self, one, other):
        assert (name_of(*one) == name_of(*other)) == (one == other)

    @given(values, digests)
    def test_does_not_mind_the_order_of_options(self, made, files):
        turned = dict(reversed(made.items()))

        assert name_of(turned, files) == name_of(made, files)


class TestHashingAFile:
    @given(st.binary(min_size=1, max_size=64), st.data())
    def test_sees_every_bit(self, tmp_path_factory, content, data):
        at = data.draw(st.integers(0, len(content) * 8 - 1))
        other = bytearray(content)
        other[at // 8] ^= 1 << at % 8
        file = tmp_path_factory.mktemp("files") / "tape.mp3"

        file.write_bytes(content)
        before = digest_of(file)
        file.write_bytes(other)

        assert digest_of(file) != before

    def test_reads_on_behind_the_first_block(self, tmp_path):
        file = tmp_path / "tape.wav"
        file.write_bytes(bytes(BLOCK_BYTES) + b"a")
        before = digest_of(file)

        file.write_bytes(bytes(BLOCK_BYTES) + b"b")

        assert digest_of(file) != before
