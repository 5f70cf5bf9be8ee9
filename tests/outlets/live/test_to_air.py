"""The site leads players to air, and nowhere else."""

import pytest

AIR = "https://air.kdemo.example:8100"


@pytest.fixture(autouse=True)
def air(settings):
    settings.AIR_URL = AIR


class TestAPlayer:
    @pytest.mark.parametrize(
        "path",
        [
            "/live/kdemo/index.m3u8",
            "/live/kdemo/aac128/live.m3u8?s=6f1c2a90-5b1e-4c0b-8f2e-0a8a1d1b7c33",
            "/live/kdemo/aac128/41.m4s",
            "/live/kdemo/at/2026-11-23T12:00:00Z.m3u8",
            "/live/kdemo/from/2026-11-23T12:00:00.5Z/to/2026-11-23T12:04:00Z.m3u8",
            "/listen/kdemo.mp3",
            "/listen/kdemo.mp3?s=%41",
        ],
    )
    def test_is_led_to_the_same_path_at_air(self, client, path):
        answer = client.get(path)

        assert answer.status_code == 307
        assert answer["Location"] == AIR + path
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "no-store"

    @pytest.mark.parametrize(
        "path",
        [
            "/live//evil.example/index.m3u8",
            "/live/../desk/",
            "/live/kdemo/../../metrics",
            "/live/%2e%2e/metrics",
            "/live/kdemo/%0d%0aSet-Cookie:x=1",
            "/live/\\evil.example",
            "/live/@evil.example/",
            "/listen/kdemo.mp3?to=//evil.example",
            "/listen/kdemo.mp3?s=" + "a" * 501,
            "/listen/.htaccess",
        ],
    )
    def test_is_led_nowhere_else(self, client, path, db):
        answer = client.get(path)

        assert answer.status_code == 404
        assert "Location" not in answer

    @pytest.mark.parametrize(
        "path", ["/live/kdemo/beat?s=c0ffee00", "/listen/kdemo.ogg"]
    )
    def test_is_not_led_in_a_circle(self, client, settings, path, db):
        """One name for both, and a proxy that does not send this to air."""
        settings.AIR_URL = "http://testserver"

        assert client.get(path).status_code == 404

    def test_may_only_ask(self, client):
        assert client.post("/live/kdemo/index.m3u8").status_code == 405
        assert client.head("/live/kdemo/index.m3u8").status_code == 307
        assert client.options("/live/kdemo/index.m3u8").status_code == 307

    def test_is_led_there_without_the_database(self, client):
        """Air goes on while the database is down; so must the way to it."""
        assert client.get("/live/kdemo/index.m3u8").status_code == 307
