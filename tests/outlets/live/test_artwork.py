"""The picture of a service: that every place that shows one can draw it."""

import io

import pytest
from PIL import Image

from callsign.outlets.live import artwork

PICTURE = "/live/kdemo/artwork-512.png"


def picture(client, address=PICTURE):
    return Image.open(io.BytesIO(client.get(address).content))


class TestAPicture:
    @pytest.mark.parametrize("size_px", artwork.SIZES_PX)
    def test_is_a_square_png(self, client, kdemo, size_px):
        answer = client.get(f"/live/kdemo/artwork-{size_px}.png")

        assert answer["Content-Type"] == "image/png"
        assert Image.open(io.BytesIO(answer.content)).size == (size_px, size_px)

    def test_is_in_the_stations_color_with_its_words_on_it(self, client, kdemo):
        colors = picture(client).getcolors(maxcolors=2**18)

        most, ground = max(colors)
        assert ground == (0x8A, 0x2F, 0x1D)
        assert 0.5 * 512**2 < most < 0.95 * 512**2

    def test_of_another_service_is_another(self, client, kdemo, jazz):
        assert (
            client.get(PICTURE).content
            != client.get(PICTURE.replace("kdemo", "jazz")).content
        )

    def test_keeps_long_names_inside(self, client, kdemo):
        kdemo.dial = "89.7 FM, 101.3 in Kessler Valley, online"
        kdemo.save()
        drawn = picture(client).load()

        edge = {drawn[x, y] for x in (0, 511) for y in range(512)}
        assert edge == {(0x8A, 0x2F, 0x1D)}

    def test_is_drawn_before_the_fonts_are_there(self, client, kdemo, monkeypatch):
        artwork.drawn.cache_clear()
        monkeypatch.setattr(artwork, "FACE", "vendor/fonts/none.woff2")

        assert picture(client).size == (512, 512)
        artwork.drawn.cache_clear()

    @pytest.mark.parametrize("name", ["kdemo/artwork-513.png", "none/artwork-96.png"])
    def test_that_nobody_asks_for_is_not_there(self, client, kdemo, name):
        assert client.get(f"/live/{name}").status_code == 404
