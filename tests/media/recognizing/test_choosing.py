"""An operator turns a recognizer on by environment variables."""

from decimal import Decimal
from pathlib import Path

import pytest

from callsign.media.recognizing.choosing import (
    WrongOption,
    options_of,
    recognizer_of,
)
from callsign.media.recognizing.recognizer import Price

DATA = Path("station")
URL = "https://speech.example/v1"


def chosen(**environment):
    return options_of(
        {f"CALLSIGN_RECOGNIZER{name}": one for name, one in environment.items()},
        data=DATA,
    )


class TestChoosing:
    def test_takes_pocketsphinx_unless_told_otherwise(self):
        one = recognizer_of(chosen())

        assert one.name == "pocketsphinx"
        assert one.is_rough

    def test_takes_an_endpoint(self):
        options = chosen(
            **{"": "endpoint", "_URL": URL, "_KEY": "k", "_PRICE": "0.006 USD"}
        )
        one = recognizer_of(options, language="en")

        assert one.name == "whisper-1 at speech.example"
        assert one.price == Price(Decimal("0.006"), "USD")
        assert not one.endpoint.is_private_allowed
        assert not one.is_rough

    def test_takes_faster_whisper_from_the_station_s_folder(self):
        one = recognizer_of(chosen(**{"": "faster-whisper", "_MODEL": "base"}))

        assert one.name == "faster-whisper base"
        assert one.folder == DATA / "models"

    def test_reads_a_key_from_a_file_and_never_shows_it(self, tmp_path):
        (tmp_path / "key").write_text("sk-secret\n")
        options = chosen(_KEY_FILE=str(tmp_path / "key"))

        assert options.key == "sk-secret"
        assert "secret" not in repr(options)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"": "parrot"},
            {"": "endpoint"},
            {"": "endpoint", "_URL": "speech.example"},
            {"_PRICE": "cheap"},
            {"_PRICE": "-1 USD"},
            {"_PRIVATE": "perhaps"},
            {"_KEY_FILE": "nowhere/key"},
        ],
    )
    def test_is_loud_about_what_it_cannot_use(self, wrong):
        with pytest.raises(WrongOption, match=r"CALLSIGN_RECOGNIZER.*allowed"):
            chosen(**wrong)
