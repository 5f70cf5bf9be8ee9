"""RadioDNS: that documents follow the standard, and say what radios need."""

import copy
import io
from datetime import UTC, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image

from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.station.bearers import fqdn_of, read_bearers
from tests.outlets.live.conftest import local
from tests.outlets.live.spi_rules import SPI, broken

S = SPI
SI = "/radiodns/spi/3.1/SI.xml"
PI = "/radiodns/spi/3.1/kdemo/20261123_PI.xml"
FM = "fm:3a0.3c1f.08970"
HD = "hd:031.0eaff.1"


@pytest.fixture(autouse=True)
def half_past_nine(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: local(9, 30))


@pytest.fixture
def received(kdemo):
    """KDEMO as radios receive it."""
    kdemo.frequency_mhz, kdemo.pi_code = Decimal("89.7"), "3C1F"
    kdemo.other_bearers = HD
    kdemo.save()
    return kdemo


def document(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return ET.fromstring(answer.content)


class TestServiceInformation:
    def test_breaks_no_rule_of_clauses_5_and_6(self, client, planned, received, jazz):
        received.tagline = "Words and music " * 20
        received.name = "The Public Radio of the Whole Sauvine Valley"
        received.save()

        assert broken(document(client, SI)) == []

    def test_names_what_radios_receive_before_streams(self, client, planned, received):
        [service] = document(client, SI).iter(f"{S}service")
        bearers = [dict(one.attrib) for one in service.findall(f"{S}bearer")]

        assert bearers[:2] == [{"id": FM, "cost": "20"}, {"id": HD, "cost": "20"}]
        assert [one["cost"] for one in bearers[2:]] == ["40", "50"]

    def test_has_the_logos_that_receivers_ask_for(self, client, planned):
        logos = [
            dict(one.attrib) for one in document(client, SI).iter(f"{S}multimedia")
        ]

        assert {(one["type"], one["width"], one["height"]) for one in logos} == {
            ("logo_colour_square", "32", "32"),
            ("logo_colour_rectangle", "112", "32"),
            ("logo_unrestricted", "128", "128"),
            ("logo_unrestricted", "320", "240"),
            ("logo_unrestricted", "600", "600"),
        }
        for one in logos:
            picture = client.get(one["url"].removeprefix("http://testserver"))
            size = Image.open(io.BytesIO(picture.content)).size
            assert size == (int(one["width"]), int(one["height"]))


class TestProgramInformation:
    def test_breaks_no_rule_of_clauses_5_and_7(self, client, planned, received):
        assert broken(document(client, PI)) == []

    def test_is_for_everything_that_the_service_is_heard_by(
        self, client, planned, received
    ):
        scopes = [
            one.get("id") for one in document(client, PI).iter(f"{S}serviceScope")
        ]

        assert scopes[:2] == [FM, HD] and len(scopes) == 4

    def test_is_found_by_what_a_radio_receives(self, client, planned, received):
        address = "/radiodns/spi/3.1/fm/3a0/3c1f/08970/20261123_PI.xml"

        assert document(client, address).tag == f"{S}epg"
        assert (
            document(client, address.replace("fm/3a0/3c1f", "FM/3A0/3C1F")) is not None
        )
        assert client.get(address.replace("08970", "10130")).status_code == 404

    def test_tells_true_lengths_in_the_night_the_clocks_go_back(
        self, client, kdemo, grid, monkeypatch
    ):
        at = datetime(2027, 11, 6, 12, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: at)
        plan_broadcasts(kdemo, at=at)

        root = document(client, PI.replace("20261123", "20271107"))

        assert broken(root) == []
        [scope] = root.iter(f"{S}scope")
        assert scope.get("startTime") == "2027-11-07T00:00:00-05:00"
        assert scope.get("stopTime") == "2027-11-08T00:00:00-06:00"
        owl = [
            one.find(f"{S}location/{S}time").get("duration")
            for one in root.iter(f"{S}programme")
            if one.findtext(f"{S}longName") == "Night Owl"
        ]
        # From ten in the evening to two at night, in which an hour came twice.
        assert owl == ["PT5H", "PT4H"]


class TestTheRules:
    """The rules themselves: that they see what is wrong."""

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda root: root.find(f".//{S}bearer").attrib.pop("cost"),
            lambda root: root.find(f".//{S}radiodns").set("serviceIdentifier", "K-1"),
            lambda root: root.set("creationTime", "2026-11-23T09:30:00"),
            lambda root: root.set("creationTime", "2026-11-23T09:30:00.5-06:00"),
            lambda root: root.find(f".//{S}service").append(ET.Element(f"{S}link")),
            lambda root: root.find(f".//{S}service").insert(0, ET.Element("name")),
            lambda root: root.find(f".//{S}service").remove(
                root.find(f".//{S}service/{S}mediumName")
            ),
        ],
    )
    def test_see_what_is_wrong(self, client, planned, spoil):
        root = copy.deepcopy(document(client, SI))
        spoil(root)

        assert broken(root)


class TestBearers:
    def test_are_what_receivers_ask_the_dns_for(self, received):
        assert [fqdn_of(one) for one in received.bearers] == [
            "08970.3c1f.3a0.fm.radiodns.org",
            "1.0eaff.031.hd.radiodns.org",
        ]

    def test_are_none_of_a_service_that_says_nothing(self, kdemo):
        assert kdemo.bearers == []

    @pytest.mark.parametrize(
        "text",
        ["fm", "fm:3a0.3c1f.8970", "dab:ce1.c185", "http://x", "hd:1", "fm:\x00"],
    )
    def test_that_are_none_are_refused(self, text):
        with pytest.raises(ValidationError, match="is no bearer"):
            read_bearers(text)

    @pytest.mark.parametrize("code", ["3C1", "0C1F", "3C1G", "3C1FF"])
    def test_need_a_pi_code_that_rds_can_send(self, kdemo, code):
        kdemo.frequency_mhz, kdemo.pi_code = Decimal("89.7"), code

        with pytest.raises(ValidationError):
            kdemo.full_clean()

    def test_need_frequency_and_pi_code_together(self, kdemo):
        kdemo.pi_code = "3C1F"

        with pytest.raises(ValidationError, match="Radios need both"):
            kdemo.full_clean()
