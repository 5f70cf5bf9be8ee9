"""The web server's door: proxies, copies, Django."""

import io
from wsgiref.util import setup_testing_defaults

import pytest
from axes.models import AccessAttempt

from callsign.config.wsgi import door
from tests.hanging_up import connection_kept


def ask(application, path, *, body=b"", **environ):
    request = {"PATH_INFO": path, "QUERY_STRING": "", **environ}
    request |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
    setup_testing_defaults(request)
    said = {}

    def start(status, headers, exc_info=None):
        said.update({name.lower(): value for name, value in headers}, status=status)

    with connection_kept():
        parts = application(request, start)
        said["body"] = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
    return said


@pytest.mark.django_db
class TestTheDoor:
    def test_gives_out_copies(self):
        application = door()

        first, second = (ask(application, "/brand.css") for _ in range(2))

        assert first["cache-status"] == "callsign; fwd=miss; stored"
        assert second["cache-status"] == "callsign; hit"
        assert first["body"] == second["body"]

    def test_gives_out_none_when_told_so(self, settings):
        settings.PAGE_CACHE_MB = 0

        assert "cache-status" not in ask(door(), "/brand.css")

    def test_never_copies_the_desk(self):
        application = door()
        for _ in range(2):
            assert "cache-status" not in ask(application, "/desk/login/")

    def test_answers_to_its_own_names_only(self):
        assert (
            ask(door(), "/brand.css", HTTP_HOST="evil.example")["status"][:3] == "400"
        )

    def test_does_not_hand_a_refusal_to_the_right_host(self):
        application = door()
        ask(application, "/brand.css", HTTP_HOST="evil.example")

        assert ask(application, "/brand.css")["status"] == "200 OK"


@pytest.mark.django_db
class TestWhoIsAsking:
    @pytest.mark.parametrize(
        ("peer", "forwarded", "counted"),
        [
            ("127.0.0.1", "203.0.113.9", "203.0.113.9"),  # our proxy says so
            ("203.0.113.66", "203.0.113.9", "203.0.113.66"),  # a stranger says so
            ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # made up, added
            ("127.0.0.1", "", "127.0.0.1"),
        ],
    )
    def test_is_believed_of_our_proxies_only(self, peer, forwarded, counted):
        application = door()
        page = ask(application, "/desk/login/")
        cookie = page["set-cookie"].split(";")[0]
        token = cookie.partition("=")[2]
        proxied = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

        ask(
            application,
            "/desk/login/",
            body=f"csrfmiddlewaretoken={token}&username=ada&password=x".encode(),
            REQUEST_METHOD="POST",
            REMOTE_ADDR=peer,
            CONTENT_TYPE="application/x-www-form-urlencoded",
            HTTP_COOKIE=cookie,
            **proxied,
        )

        assert AccessAttempt.objects.get().ip_address == counted

    def test_a_stranger_cannot_say_that_the_line_is_safe(self):
        application = door()
        forged = {"HTTP_X_FORWARDED_PROTO": "https", "REMOTE_ADDR": "203.0.113.66"}
        ask(application, "/brand.css", **forged)

        assert ask(application, "/brand.css")["cache-status"] == "callsign; hit"
