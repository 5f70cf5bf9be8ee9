"""What a listener and her players are told: the page, the services, the lists."""

import pytest
from wagtail.models import Page, Site

from callsign.newsroom.station.models import Service, Station

HOST = "http://testserver"


class TestTheListeningPage:
    def test_plays_every_service_without_script(self, client, jazz):
        html = client.get("/live/").content.decode()

        assert '<audio controls preload="none" src="/listen/kdemo.mp3"' in html
        assert '<audio controls preload="none" src="/listen/jazz.mp3"' in html
        assert html.index("KDEMO 89.7</h2>") < html.index("KDEMO Jazz</h2>")

    def test_gives_addresses_to_take_along(self, client, kdemo):
        html = client.get("/live/").content.decode()

        assert f"<code>{HOST}/listen/kdemo.mp3</code>" in html
        assert f"<code>{HOST}/live/kdemo/index.m3u8</code>" in html
        assert 'href="/live/kdemo.m3u"' in html and 'href="/live/kdemo.pls"' in html

    def test_says_what_will_be_here_while_there_is_no_service(self, client, station):
        html = client.get("/live/").content.decode()

        assert "will be heard here" in html and "<audio" not in html

    def test_is_for_everybody(self, client, kdemo):
        assert client.get("/live/")["Cache-Control"] == "public, no-cache"

    def test_lets_browsers_fetch_sound_from_air(self, client, kdemo, settings):
        policy = client.get("/live/")["Content-Security-Policy"]

        parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
        assert settings.AIR_URL in parts["media-src"].split()
        assert settings.AIR_URL in parts["connect-src"].split()


class TestTheServices:
    def test_are_told_to_programs(self, client, kdemo):
        answer = client.get("/live/services.json")

        assert answer.json() == {
            "services": [
                {
                    "slug": "kdemo",
                    "title": "KDEMO 89.7",
                    "streams": [
                        {
                            "href": f"{HOST}/live/kdemo/index.m3u8",
                            "type": "application/vnd.apple.mpegurl",
                            "bitrate": 128,
                        },
                        {
                            "href": f"{HOST}/listen/kdemo.mp3",
                            "type": "audio/mpeg",
                            "bitrate": 96,
                        },
                    ],
                }
            ]
        }

    def test_may_be_read_by_other_sites(self, client, kdemo):
        answer = client.get("/live/services.json")

        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "public, no-cache"

    def test_are_those_of_the_site_that_was_asked(self, client, kdemo, settings):
        settings.ALLOWED_HOSTS = ["kexmp.example"]
        root = Page.objects.get(depth=1).add_child(instance=Page(title="KEXMP"))
        site = Site.objects.create(hostname="kexmp.example", root_page=root)
        partner = Station.objects.create(site=site, call_sign="KEXMP", name="KEXMP")
        Service.objects.create(station=partner, name="KEXMP", slug="kexmp")

        answer = client.get("/live/services.json", headers={"host": "kexmp.example"})

        told = answer.json()["services"]
        assert [one["slug"] for one in told] == ["kexmp"]
        assert told[0]["streams"][1]["href"] == "http://kexmp.example/listen/kexmp.mp3"


class TestAListForAnOldPlayer:
    @pytest.mark.parametrize(
        ("path", "kind"),
        [("kdemo.m3u", "audio/x-mpegurl"), ("kdemo.pls", "audio/x-scpls")],
    )
    def test_holds_the_plain_stream(self, client, kdemo, path, kind):
        answer = client.get(f"/live/{path}")

        assert answer["Content-Type"].startswith(kind)
        assert f"{HOST}/listen/kdemo.mp3" in answer.content.decode()

    def test_is_missing_for_a_service_nobody_has(self, client, kdemo):
        assert client.get("/live/polka.m3u").status_code == 404
