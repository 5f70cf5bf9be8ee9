"""The policy: what browsers may do with our pages, and where the nonces are."""

import re

import pytest
from wagtail.admin.widgets import AdminPageChooser

from callsign.newsroom.stories.models import Story

pytestmark = pytest.mark.django_db

INLINE = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>")


def policy(response):
    parts = response.headers["Content-Security-Policy"].split("; ")
    return {name: values for name, *values in map(str.split, parts)}


class TestAPublicPage:
    def test_allows_nothing_inline_and_has_no_nonce(self, client):
        response = client.get("/brand.css")

        assert "unsafe" not in str(policy(response))
        assert "nonce" not in str(policy(response))
        assert policy(response)["default-src"] == ["'self'"]

    def test_keeps_browsers_from_guessing_leaking_and_spying(self, client):
        headers = client.get("/brand.css").headers

        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "microphone=()" in headers["Permissions-Policy"]


class TestTheDesk:
    def test_runs_only_scripts_that_carry_the_nonce(self, client, member_of, month):
        mina = member_of("Editors", "mina")
        client.force_login(mina)
        story = month.add_child(instance=Story(title="Flood", owner=mina))

        for address in (
            "/desk/",
            f"/desk/pages/{story.pk}/edit/",
            f"/desk/pages/{month.get_parent().get_parent().pk}/edit/",
            "/desk/redirects/add/",
        ):
            response = client.get(address)
            html = response.content.decode()
            scripts = INLINE.findall(html)
            nonces = set(re.findall(r'nonce="([^"]+)"', html))
            assert all("nonce=" in script for script in scripts), address
            if scripts:
                assert {f"'nonce-{nonce}'" for nonce in nonces} <= set(
                    policy(response)["script-src"]
                )
            assert "'unsafe-inline'" not in policy(response)["script-src"]
            assert "'unsafe-eval'" not in policy(response)["script-src"]

    def test_makes_a_new_nonce_each_time(self, client, member_of, front_page):
        client.force_login(member_of("Editors", "mina"))
        address = f"/desk/pages/{front_page.pk}/edit/"

        one, other = (policy(client.get(address))["script-src"] for _ in range(2))

        assert one != other


class TestAChooser:
    def test_is_drawn_as_wagtail_draws_it(self):
        """Should Wagtail write choosers in another way, this says so."""
        chooser = AdminPageChooser()
        ours = chooser.render("page", None, {"id": "id_page"})
        parts = (chooser.render_html("page", None, {"id": "id_page"}), "<script>")

        assert ours.startswith("".join(parts))
        assert ours.endswith("</script>")
