"""Telling air where to listen: only when it does not know."""

import json

import pytest

from callsign.commands import telling_air


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """What the newsroom was asked to do."""
    asked = []
    monkeypatch.setattr(telling_air, "manage", lambda *words: asked.append(words) or 0)
    monkeypatch.setenv("CALLSIGN_DATA", str(tmp_path))
    monkeypatch.delenv("CALLSIGN_AIR_LISTEN", raising=False)
    monkeypatch.delenv("CALLSIGN_AIR_URL", raising=False)
    return asked


@pytest.fixture
def say(tmp_path):
    def write(**said):
        (tmp_path / "air").mkdir()
        document = {"version": 1, "services": []} | said
        (tmp_path / "air/air.json").write_text(json.dumps(document))

    return write


class TestTellingAir:
    def test_asks_nothing_of_the_newsroom_when_air_knows(self, asked, say):
        say(port=8100)

        assert telling_air.tell_air()
        assert asked == []

    def test_asks_nothing_where_air_listens_at_an_ipv6_address_already(
        self, asked, say, monkeypatch
    ):
        say(host="::1", port=8100)
        monkeypatch.setenv("CALLSIGN_AIR_LISTEN", "[::1]:8100")

        assert telling_air.tell_air()
        assert asked == []

    def test_happens_before_the_first_start(self, asked):
        assert telling_air.tell_air()
        assert asked == [("air_configuration",)]

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("CALLSIGN_AIR_LISTEN", "0.0.0.0:8100"),
            ("CALLSIGN_AIR_LISTEN", "127.0.0.1:8101"),
            ("CALLSIGN_AIR_URL", "https://kdemo.example"),
        ],
    )
    def test_happens_when_it_is_to_listen_elsewhere(
        self, asked, say, monkeypatch, name, value
    ):
        say()
        monkeypatch.setenv(name, value)

        telling_air.tell_air()

        assert asked == [("air_configuration",)]

    def test_happens_when_the_file_is_damaged(self, asked, say):
        say(port="loud")

        telling_air.tell_air()

        assert asked == [("air_configuration",)]

    def test_says_when_it_could_not_be_done(self, asked, monkeypatch):
        monkeypatch.setattr(telling_air, "manage", lambda *words: 1)

        assert not telling_air.tell_air()
