"""What is said of a set-up before it goes on air: where pages are, and where sound is."""

import pytest

from callsign.newsroom.station.checks import check_air

SITE = "https://kdemo.example"


@pytest.mark.parametrize(
    ("site", "air", "ids"),
    [
        (SITE, SITE, []),
        (SITE, "https://air.kdemo.example:8443", []),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8100", []),
        ("http://kdemo.example", "http://kdemo.example:8100", []),
        (SITE, "http://kdemo.example:8100", ["station.W005"]),
        (SITE, "http://127.0.0.1:8100", ["station.W004"]),
        ("http://192.0.2.7:8000", "http://localhost:8100", ["station.W004"]),
    ],
)
def test_sound_is_where_browsers_may_fetch_it(settings, site, air, ids):
    settings.BASE_URL, settings.AIR_URL = site, air

    problems = check_air(None)

    assert [problem.id for problem in problems] == ids
    assert all(f"CALLSIGN_AIR_URL={site}" in problem.hint for problem in problems)
