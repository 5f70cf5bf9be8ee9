"""A request goes where it was checked to go, and nowhere else."""

import base64
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.lib.outgoing import MOST_REDIRECTS, NotFetched, fetch
from callsign.lib.public_address import NotPublic
from tests.lib.partners import (
    PRIVATE,
    names_lead_to,
    partner,
    pretend_public,
)

OK = (200, {}, b"sound")


def redirect_to(address: str):
    return lambda path: (302, {"Location": address}, b"") if path == "/" else OK


def whole(url: str, **options) -> bytes:
    with fetch(url, **options) as answer:
        return b"".join(iter(lambda: answer.read(1_000), b""))


class TestAnAnswer:
    def test_is_read_as_it_comes(self, monkeypatch):
        pretend_public(monkeypatch)
        with partner(lambda path: OK) as asked:
            assert whole(asked.address("/live?a=b c")) == b"sound"
            assert asked.paths == ["/live?a=b%20c"]

    def test_of_the_first_streaming_servers_is_understood(self, monkeypatch):
        """They begin with "ICY 200 OK"."""
        pretend_public(monkeypatch)
        monkeypatch.setattr(
            "http.server.BaseHTTPRequestHandler.protocol_version", "ICY"
        )
        with (
            partner(lambda path: (200, {"icy-name": "KDEMO"}, b"sound")) as asked,
            fetch(asked.address()) as answer,
        ):
            assert answer.headers["icy-name"] == "KDEMO"
            assert answer.read(100) == b"sound"

    @pytest.mark.parametrize("status", [204, 304, 401, 404, 500])
    def test_that_is_no_success_is_an_error(self, status, monkeypatch):
        pretend_public(monkeypatch)
        with (
            partner(lambda path: (status, {}, b"")) as asked,
            pytest.raises(NotFetched, match=f"answers with {status}"),
        ):
            fetch(asked.address())

    @pytest.mark.parametrize(
        "url", ["file:///etc/passwd", "ftp://a.example", "http://", "http://[a", "x"]
    )
    def test_is_expected_of_http_only(self, url):
        with pytest.raises(NotFetched):
            fetch(url)


class TestAnAddress:
    @given(st.sampled_from(["http://", "https://", ""]), st.text(max_size=60))
    def test_that_is_strange_is_refused_by_name(self, scheme, rest):
        with (
            mock.patch(
                "callsign.lib.public_address.socket.getaddrinfo",
                side_effect=lambda host, port, **options: [(2, 1, 6, "", ("", port))],
            ),
            mock.patch(
                "callsign.lib.public_address.is_public",
                side_effect=lambda address: False,
            ),
            pytest.raises(OSError, match=r"\w"),
        ):
            fetch(scheme + rest)


class TestARedirect:
    def test_is_followed(self, monkeypatch):
        pretend_public(monkeypatch)
        with (
            partner(redirect_to("/moved")) as asked,
            fetch(asked.address()) as answer,
        ):
            assert answer.url == asked.address("/moved")
            assert answer.read(100) == b"sound"

    def test_into_our_own_network_is_refused(self, monkeypatch):
        pretend_public(monkeypatch)
        with partner(lambda path: OK) as ours:
            inside = ours.address("/secret", PRIVATE)
            with (
                partner(redirect_to(inside)) as asked,
                pytest.raises(NotPublic, match=PRIVATE),
            ):
                fetch(asked.address())

            assert ours.requests == []

    @pytest.mark.parametrize("address", ["file:///etc/passwd", "//[", "", "gopher://a"])
    def test_to_anything_else_is_refused(self, address, monkeypatch):
        pretend_public(monkeypatch)
        with partner(redirect_to(address)) as asked, pytest.raises(NotFetched):
            fetch(asked.address())

    def test_without_end_is_given_up(self, monkeypatch):
        pretend_public(monkeypatch)
        with partner(lambda path: (307, {"Location": "/"}, b"")) as asked:
            with pytest.raises(NotFetched, match="more than 5 times"):
                fetch(asked.address())

            assert len(asked.requests) == MOST_REDIRECTS + 1


class TestAPassword:
    def test_in_the_address_is_sent_as_basic_authentication(self, monkeypatch):
        pretend_public(monkeypatch)
        with partner(redirect_to("/moved")) as asked:
            whole(asked.address().replace("//", "//ada:open%20sesame@"))

            token = base64.b64encode(b"ada:open sesame").decode()
            sent = [headers.get("authorization") for _, headers in asked.requests]
            assert sent == [f"Basic {token}"] * 2

    def test_is_not_carried_to_another_host(self, monkeypatch):
        pretend_public(monkeypatch)
        with (
            partner(lambda path: OK) as stranger,
            partner(redirect_to(stranger.address("/live"))) as asked,
        ):
            whole(asked.address().replace("//", "//ada:secret@"))

            assert "authorization" in asked.requests[0][1]
            assert "authorization" not in stranger.requests[0][1]

    def test_is_never_in_an_error(self, monkeypatch):
        pretend_public(monkeypatch)
        with (
            partner(lambda path: (404, {}, b"")) as asked,
            pytest.raises(NotFetched) as caught,
        ):
            fetch(asked.address().replace("//", "//ada:secret@"))

        assert "secret" not in str(caught.value)


class TestAName:
    def test_is_looked_up_once_for_each_connection(self, monkeypatch):
        """Else a name could be public when it is checked, and ours when it is used."""
        pretend_public(monkeypatch)
        with partner(lambda path: OK) as asked:
            names_lead_to(monkeypatch, "127.0.0.1", PRIVATE)
            url = asked.address("/live", "rebinding.example")

            assert whole(url) == b"sound"
            with pytest.raises(NotPublic):
                fetch(url)
            assert asked.requests[0][1]["host"].startswith("rebinding.example:")
            assert len(asked.requests) == 1

    def test_that_leads_to_our_network_too_is_refused(self, monkeypatch):
        pretend_public(monkeypatch)
        found = [(2, 1, 6, "", (host, 80)) for host in ("127.0.0.1", PRIVATE)]
        monkeypatch.setattr(
            "callsign.lib.public_address.socket.getaddrinfo", lambda *a, **o: found
        )

        with pytest.raises(NotPublic):
            fetch("http://both.example/")

    def test_that_nobody_could_have_is_an_error(self):
        with pytest.raises(OSError, match="no name of a host"):
            fetch(f"http://{'a' * 70}.example/")
