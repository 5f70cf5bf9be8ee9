"""Public pages: which answers are for everybody."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from callsign.newsroom.station.public_pages import PublicPages


def answered(path="/", method="GET", cookies=(), **response):
    request = RequestFactory().generic(method, path)
    request.COOKIES = dict.fromkeys(cookies, "1")

    def view(_):
        answer = HttpResponse("News", status=response.get("status", 200))
        for name, value in response.get("headers", {}).items():
            answer[name] = value
        if "cookie" in response:
            answer.set_cookie(response["cookie"], "1")
        return answer

    return PublicPages(view)(request).headers["Cache-Control"]


class TestAnAnswer:
    @pytest.mark.parametrize(
        "about",
        [{}, {"method": "HEAD"}, {"status": 404}, {"cookies": ["theme"]}],
    )
    def test_is_for_everybody(self, about):
        assert answered(**about) == "public, no-cache"

    @pytest.mark.parametrize(
        "about",
        [
            {"path": "/desk/"},
            {"method": "POST"},
            {"status": 302},  # where to depends on who asks
            {"status": 500},
            {"cookies": ["sessionid"]},
            {"cookies": ["csrftoken"]},
            {"cookie": "csrftoken"},  # a form for one browser
        ],
    )
    def test_is_for_one_only(self, about):
        assert {"private", "no-store"} <= set(answered(**about).split(", "))

    def test_is_what_its_view_says(self):
        kept = answered(headers={"Cache-Control": "public, max-age=31536000"})

        assert kept == "public, max-age=31536000"


@pytest.mark.django_db
class TestAPrivatePage:
    def test_is_never_for_everybody(self, client, month):
        month.view_restrictions.create(restriction_type="password", password="noon")

        response = client.get(month.url)

        assert "no-store" in response.headers["Cache-Control"]
