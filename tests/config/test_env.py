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
