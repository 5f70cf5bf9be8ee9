"""The reference of air's server names what it measures, what it is asked and how it refuses."""

import re

from callsign.air import control
from callsign.air.http.metrics import SERVICE_GAUGES, SOURCE_GAUGES
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs/reference/air-server.md").read_text()


class TestTheReferenceOfAirsServer:
    def test_names_every_measure(self):
        names = {*SERVICE_GAUGES.values(), *SOURCE_GAUGES.values()}
        named = set(re.findall(r"^\| `callsign_air_(\w+)`", PAGE, re.M))

        assert names <= named

    def test_names_every_verb(self):
        section = PAGE.partition("## The control socket")[2]

        assert re.findall(r"^\| `(\w+)`", section, re.M) == list(control.VERBS)

    def test_names_every_error(self):
        errors = {one.name for one in control.NotAnswered.__subclasses__()}

        assert all(f"`{name}`" in PAGE for name in errors)
