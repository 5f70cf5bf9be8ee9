"""What a host says for what a script writes."""

import pytest

from callsign.media.spelling_out import spoken_forms


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Boise,", "boise"),
        ("“Levee”", "levee"),  # curly quotes are not letters
        (
            "don\N{RIGHT SINGLE QUOTATION MARK}t",
            "don't",
        ),  # nor is this apostrophe a quote
        ("well-water", "well water"),
        ("1984", "nineteen eighty four"),
        ("1905", "nineteen oh five"),
        ("1980s", "nineteen eighties"),
        ("26.1", "twenty six point one"),
        ("$41", "forty one dollars"),
        ("40%", "forty percent"),
        ("9:30", "nine thirty"),
        ("3rd", "third"),
        ("1,250", "one thousand two hundred and fifty"),
        ("N.P.R.", "n p r"),
        ("Mr.", "mister"),
        ("R&B", "r and b"),
    ],
)
def test_says_a_word_as_a_host_would(written, said):
    assert " ".join(spoken_forms(written)[0]) == said


@pytest.mark.parametrize("written", ["--", "...", "–", "(", "♪", ""])
def test_has_nothing_to_say_for_punctuation(written):
    assert spoken_forms(written) == ()


@pytest.mark.parametrize(
    "written", ["9" * 400, "1:99", "²³", "$", "٣٤", "1" * 12 + "kg"]
)
def test_survives_whatever_is_typed(written):
    assert all(part for form in spoken_forms(written) for part in form)
