"""RadioDNS: that documents follow the standard, and say what radios need."""

import copy
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.station.bearers import fqdn_of, read_bearers
from callsign.outlets.live.airings import Airing, Named
from callsign.outlets.live.asked import AskedService, AskedStation
from callsign.outlets.live.days import day_of
from callsign.outlets.live.spi import write_pi
from callsign.outlets.live.tuning import Tuning
from tests.outlets.live.conftest import local
from tests.outlets.live.spi_rules import SPI, broken

S = SPI
SI = "/radiodns/spi/3.1/SI.xml"
PI = "/radiodns/spi/3.1/kdemo/20261123_PI.xml"
FM = "fm:3a0.3c1f.08970"
HD = "hd:031.0eaff.1"
CHICAGO = ZoneInfo("America/Chicago")
DESK = Airing(
    key=7,
    service=1,
    starts_at=local(9),
    ends_at=local(9) + timedelta(hours=1),
    title="Local Desk",
    program=Named("Local Desk", teaser="The news of the Flats."),
    episode=None,
    is_heard_again=False,
    hosts=(),
    art="",
    is_rerun=False,
    is_filler=False,
    may_rewind=True,
    slot="local-desk",
    local_date=date(2026, 11, 23),
    part=0,
)


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
        received.tagline = "Words and music " * 10
        received.name = "The Public Radio of the Whole Sauvine Valley"
        received.save()

        assert broken(document(client, SI)) == []

    def test_has_no_prefixes_whatever_other_pages_write(self, client, planned):
        client.get("/sitemap.xml")
        answer = client.get(SI).content.decode()
        assert '<serviceInformation version="1"' in answer
        assert f'xmlns="{SPI[1:-1]}"' in answer

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


class TestWhateverATitleHolds:
    """Somebody pasted it, out of a terminal or a file from 1990."""

    @given(st.text(st.characters() | st.sampled_from("\a\x1b\ufffe"), max_size=200))
    def test_the_document_is_well_formed(self, text):
        made = document_of(
            replace(DESK, title=text, program=Named(text, teaser=text)), text
        )

        [program] = ET.fromstring(made).iter(f"{S}programme")
        assert program.findtext(f"{S}longName")

    def test_nothing_unseen_is_told(self, client, planned, programs):
        """Nor of what stood in the database before titles were checked."""
        desk = Program.objects.filter(slug="local-desk")
        desk.update(title="Local\a \u202eDesk\x1b\ufffe")

        for address in (PI, "/schedule/kdemo.ics", "/api/now", "/widget/kdemo/"):
            told = client.get(address).content.decode()
            assert "Local Desk" in told, address
            assert not re.search(r"[\a\x1b\ufffe\u202e]|\\u0007|\\u001b", told), address


def document_of(airing, station_name):
    service = AskedService(1, "kdemo", "KDEMO 89.7", "89.7 FM", "", 24)
    station = AskedStation(1, station_name, CHICAGO, "/", (service,))
    return write_pi(
        station,
        service,
        day_of(date(2026, 11, 23), CHICAGO),
        [airing],
        Tuning("kdemo", station_name, "89.7 FM", station_name, ()),
        origin="https://kdemo.example",
        at=local(9, 30),
    )


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
