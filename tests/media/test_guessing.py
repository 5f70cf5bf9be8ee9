"""How an unknown name may sound."""

import pytest

from callsign.media.guessing import guess

PHONES = frozenset(
    "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH"
    " UH UW V W Y Z ZH".split()
)


@pytest.mark.parametrize(
    "name",
    [
        "okafor",
        "prieto",
        "zelenskyy",
        "nguyen",
        "gruyère",  # marks fall away
        "xhosa",
        "123",  # a word nobody here can spell still takes time
        "'",
    ],
)
def test_gives_phones_the_model_knows(name):
    phones = guess(name).split()

    assert phones
    assert PHONES.issuperset(phones)
