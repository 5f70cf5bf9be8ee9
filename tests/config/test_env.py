"""Values of the environment."""

import pytest

from callsign.config import env


class TestNetworks:
    def test_are_written_with_commas(self, monkeypatch):
        monkeypatch.setenv("CALLSIGN_TRUSTED_PROXIES", "10.0.0.0/8, ::1")

        assert env.networks("CALLSIGN_TRUSTED_PROXIES", default=[]) == [
            "10.0.0.0/8",
            "::1",
        ]

    def test_are_refused_when_misspelled(self, monkeypatch):
        """A proxy that is not recognized would make every visitor one address."""
        monkeypatch.setenv("CALLSIGN_TRUSTED_PROXIES", "10.0.0.300")

        with pytest.raises(env.WrongSetting, match=r'"10\.0\.0\.300"; allowed: addr'):
            env.networks("CALLSIGN_TRUSTED_PROXIES", default=[])


class TestAnOrigin:
    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("http://127.0.0.1:8100", "http://127.0.0.1:8100"),
            ("https://kdemo.example/", "https://kdemo.example"),
            ("http://[::1]:8100", "http://[::1]:8100"),
        ],
    )
    def test_has_no_slash_at_its_end(self, monkeypatch, written, read):
        monkeypatch.setenv("CALLSIGN_AIR_URL", written)

        assert env.origin("CALLSIGN_AIR_URL", default="") == read

    @pytest.mark.parametrize(
        "written",
        [
            "kdemo.example",
            "ftp://kdemo.example",
            "https://kdemo.example/air",
            "https://kdemo.example; script-src *",  # it stands in a header
            "https://ada@kdemo.example",
            "https://kdemo.example:0",
            "https://kdemo.example:99999",
            "https://",
        ],
    )
    def test_is_nothing_else(self, monkeypatch, written):
        monkeypatch.setenv("CALLSIGN_AIR_URL", written)

        with pytest.raises(env.WrongSetting, match="CALLSIGN_AIR_URL"):
            env.origin("CALLSIGN_AIR_URL", default="")


class TestKeepingAFileToItsOwner:
    def test_takes_it_from_everybody_else(self, tmp_path):
        accounts = tmp_path / "callsign.sqlite3"
        accounts.write_bytes(b"")
        accounts.chmod(0o644)

        env.keep_to_owner(accounts)

        assert accounts.stat().st_mode & 0o777 == 0o600

    def test_makes_none(self, tmp_path):
        """A station that has no database yet must look empty to a restore."""
        env.keep_to_owner(tmp_path / "callsign.sqlite3")

        assert list(tmp_path.iterdir()) == []
