"""Cards: quotes as pictures."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import callsign
from callsign.media.card import CardShape, CardText, Passage, card, fitting, shortened
from callsign.media.lettering import SANS, SERIF, Face, files_of
from tests.cast import CALL_SIGN, GUEST, HOST

FONTS = Path(callsign.__file__).parent / "design/static/vendor/fonts"
SAID = "It crested at noon, and the old bridge held."
BRAND = "#8a2f1d"

pytestmark = pytest.mark.skipif(
    not FONTS.exists(), reason="set-up has not copied the fonts"
)


def text(*passages, source="The river crests", brand=BRAND):
    return CardText(
        passages=passages or (Passage(GUEST, SAID),),
        source=source,
        day="Nov. 20, 2026",
        mark=CALL_SIGN,
        station="KDEMO Public Radio",
        brand=brand,
    )


def drawn(content, shape=CardShape.WIDE):
    return Image.open(BytesIO(card(content, shape, fonts=FONTS))).convert("RGB")


def dark(picture, box):
    """Return how much of a part of a picture is ink."""
    return (np.asarray(picture.crop(box).convert("L")) < 128).mean()


class TestACard:
    @pytest.mark.parametrize(
        ("shape", "size"),
        [(CardShape.WIDE, (1200, 630)), (CardShape.SQUARE, (1080, 1080))],
    )
    def test_has_the_size_that_sites_ask_for(self, shape, size):
        assert drawn(text(), shape).size == size

    def test_is_in_the_colors_of_the_station(self):
        assert drawn(text(brand="#1f5f6b")).getpixel((600, 5)) == (0x1F, 0x5F, 0x6B)

    def test_is_the_same_each_time(self):
        assert card(text(), CardShape.WIDE, fonts=FONTS) == card(
            text(), CardShape.WIDE, fonts=FONTS
        )

    @pytest.mark.parametrize("shape", list(CardShape))
    @pytest.mark.parametrize("times", [1, 4, 40])
    def test_keeps_its_margins_however_long_the_quote(self, shape, times):
        picture = drawn(text(Passage(GUEST, f"{SAID} " * times)), shape)

        width, height = picture.size
        assert dark(picture, (0, 20, 40, height)) == 0
        assert dark(picture, (width - 60, 20, width, height)) == 0
        assert dark(picture, (0, height - 148, width, height - 125)) == 0
        assert dark(picture, (96, 20, width - 96, height - 150)) > 0.01

    def test_breaks_a_word_that_no_line_holds(self):
        picture = drawn(text(Passage(GUEST, "Hochwasserschutzverordnung" * 6)))

        assert dark(picture, (1140, 20, 1200, 630)) == 0

    def test_names_each_of_two_voices(self):
        one = drawn(text(Passage(HOST, "Has it crested?"), Passage(GUEST, SAID)))
        other = drawn(text(Passage(HOST, "Has it crested?"), Passage(HOST, SAID)))

        assert one.tobytes() != other.tobytes()

    def test_says_what_it_is_from_where_it_cannot_draw_the_words(self):
        picture = drawn(text(Passage("نجيب", "القاهرة في الليل")))
        same = drawn(text(Passage("", "北京欢迎你")))

        assert dark(picture, (96, 20, 1104, 480)) > 0.01
        assert picture.tobytes() == same.tobytes()


class TestLettering:
    @pytest.mark.parametrize("family", [SERIF, SANS])
    def test_has_the_alphabets_of_its_files(self, family):
        face = Face(FONTS, family, 500, 40)

        assert not face.lacks("Ada Şahin Łódź Наталія Αθήνα Nguyễn được 2026")
        assert face.lacks("Ada 北京") == {"北", "京"}

    def test_leaves_out_marks_that_are_no_letters(self):
        face = Face(FONTS, SERIF, 500, 40)

        assert not face.lacks("Rain ♪ at last 🎉")
        assert face.drawable("Rain 🎉 at last") == "Rain at last"

    def test_sets_each_letter_in_a_file_that_has_it(self):
        face = Face(FONTS, SERIF, 500, 40)

        parts = [part for _, part in face.runs("Ada Наталія")]

        assert parts == ["Ada ", "Наталія"]

    def test_keeps_lines_within_their_width_and_even(self):
        face = Face(FONTS, SERIF, 500, 40)
        lines = face.balanced(SAID, 700)

        assert " ".join(lines) == SAID
        assert all(face.width(line) <= 700 for line in lines)
        assert min(map(face.width, lines)) > 0.5 * max(map(face.width, lines))

    def test_names_a_font_that_is_missing(self, tmp_path):
        with pytest.raises(FileNotFoundError, match="set-up copies it there"):
            files_of(tmp_path, SERIF)

    def test_shortens_a_line_to_its_room(self):
        face = Face(FONTS, SERIF, 500, 40)

        assert fitting(face, SAID, 400).endswith(" …")
        assert face.width(fitting(face, "Hochwasserschutz" * 9, 400)) <= 400

    def test_shortens_a_talk_to_some_words(self):
        talk = [Passage(HOST, "Has it crested?"), Passage(GUEST, SAID)]

        assert shortened(talk, 3)[-1] == Passage(HOST, "Has it crested? …")
        assert shortened(talk, 100) == talk
