"""Mail, as an engineer writes it in one line."""

from pathlib import Path

import pytest

from callsign.config.env import WrongSetting
from callsign.config.mail import mail

KEPT = Path("/srv/kdemo/mail")


@pytest.fixture
def written(monkeypatch):
    def read(address):
        monkeypatch.setenv("CALLSIGN_EMAIL_URL", address)
        return mail("CALLSIGN_EMAIL_URL", kept_in=KEPT)

    return read


class TestMail:
    def test_stays_on_the_machine_when_nothing_is_said(self, written):
        assert written("").folder == KEPT
        assert written("").backend.endswith("filebased.EmailBackend")

    @pytest.mark.parametrize(
        ("address", "port", "starttls", "tls"),
        [
            ("smtp://kdemo:noon@mail.example", 587, True, False),
            ("smtps://kdemo:noon@mail.example", 465, False, True),
            ("smtp://kdemo:noon@mail.example:2525", 2525, True, False),
            ("smtp://kdemo:noon@localhost", 25, False, False),  # never leaves here
        ],
    )
    def test_goes_through_a_server(self, written, address, port, starttls, tls):
        found = written(address)

        assert found.backend.endswith("smtp.EmailBackend")
        assert (found.port, found.starttls, found.tls) == (port, starttls, tls)
        assert (found.user, found.password) == ("kdemo", "noon")

    def test_takes_a_password_with_signs_in_it(self, written):
        assert written("smtp://a%40b:p%2Fw%3A@mail.example").password == "p/w:"

    @pytest.mark.parametrize(
        "address",
        ["mail.example", "smtp://", "http://mail.example", "smtp://a:x@h:99999"],
    )
    def test_is_refused_when_it_cannot_be_meant(self, written, address):
        with pytest.raises(WrongSetting, match="CALLSIGN_EMAIL_URL"):
            written(address)

    def test_refusal_keeps_the_password_to_itself(self, written):
        with pytest.raises(WrongSetting) as refused:
            written("http://kdemo:noon@mail.example")

        assert "noon" not in str(refused.value)
