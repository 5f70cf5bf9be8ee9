import pytest

from callsign.commands import found
from callsign.commands.program import main

SAID = [
    *("found", "--callsign", "KDEMO", "--name", "KDEMO Public Radio"),
    *("--time-zone", "America/Chicago", "--editor-email", "mina@kdemo.example"),
]


class TestFoundingAStation:
    def test_hands_on_what_was_said_and_nothing_else(self, monkeypatch):
        ran = []
        monkeypatch.setattr(found, "manage", lambda *said: ran.append(said) or 0)

        assert main(SAID) == 0

        assert ran == [
            (
                "found",
                "--callsign=KDEMO",
                "--name=KDEMO Public Radio",
                "--time-zone=America/Chicago",
                "--editor-email=mina@kdemo.example",
            )
        ]

    def test_names_what_was_left_out(self, capsys):
        with pytest.raises(SystemExit):
            main(SAID[:3])

        assert "--name, --time-zone, --editor-email" in capsys.readouterr().err
