"""The brand: one color that can be read by day and night."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

import callsign.design
from callsign.lib.contrast import ENOUGH, color, contrast, hexadecimal, luminance
from callsign.newsroom.station.brand import (
    NIGHT,
    PAPER,
    brand_style,
    check_brand_color,
)
from callsign.newsroom.station.models import AUBURN

TOKENS = Path(callsign.design.__file__).parent / "static/design/tokens.css"
PARTS = st.integers(0, 255)


class TestTheBrandColor:
    def test_may_be_any_that_reads_on_paper(self):
        check_brand_color("#8a2f1d")

    def test_is_refused_when_pale_and_a_darker_one_is_named(self):
        with pytest.raises(ValidationError, match=r"too pale") as refused:
            check_brand_color("#ffcc00")

        check_brand_color(re.search(r"#\w{6}\.$", refused.value.message)[0][:-1])

    @pytest.mark.parametrize("written", ["red", "#fff", "#8a2f1d;}", "#8a2f1d\n", ""])
    def test_is_written_in_one_way(self, written):
        with pytest.raises(ValidationError, match="is no color"):
            check_brand_color(written)

    @given(st.tuples(PARTS, PARTS, PARTS))
    def test_is_readable_on_every_page_in_both_schemes(self, chosen):
        style = brand_style(hexadecimal(chosen))
        brand, ink = re.findall(r"light-dark\((#\w{6}), (#\w{6})\)", style)

        for shade, ground, text in zip(brand, (PAPER, NIGHT), ink, strict=True):
            assert contrast(color(shade), ground) >= ENOUGH
            assert contrast(color(shade), color(text)) >= ENOUGH


class TestTheGroundsOfThePages:
    @pytest.mark.parametrize("ground", ["paper", "wash"])
    def test_are_no_harder_to_read_on_than_what_is_proven(self, ground):
        day, night = re.search(
            rf"--{ground}: light-dark\((#\w{{6}}), (#\w{{6}})\)", TOKENS.read_text()
        ).groups()

        assert luminance(color(day)) >= luminance(PAPER)
        assert luminance(color(night)) <= luminance(NIGHT)

    def test_have_the_default_brand(self):
        """So that a page looks the same before its brand has arrived."""
        for token in brand_style(AUBURN).splitlines()[1:-1]:
            assert token.strip() in TOKENS.read_text()


@pytest.mark.django_db
class TestTheStyleSheet:
    def test_is_the_stations(self, client, station):
        station.brand_color = "#00557f"
        station.save()

        response = client.get("/brand.css")

        assert "--brand: light-dark(#00557f, " in response.content.decode()
        assert response.headers["Content-Type"] == "text/css; charset=utf-8"
        assert response.headers["Cache-Control"] == "public, no-cache"

    def test_is_there_before_the_station_is(self, client, db):
        assert client.get("/brand.css").status_code == 200
