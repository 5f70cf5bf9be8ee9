"""Laying out a station: its front page and the shelves under it."""

import pytest
from wagtail.models import Site

from callsign.newsroom.station.roles import PRODUCERS
from callsign.outlets.frontpage.actions import lay_out

pytestmark = pytest.mark.django_db


class TestLayingOutAStation:
    def test_gives_the_site_its_three_pages(self, client):
        layout = lay_out(Site.objects.get())

        assert Site.objects.get().root_page_id == layout.front_page.pk
        assert layout.stories.url == "/stories/"
        assert layout.programs.url == "/programs/"

    def test_leaves_what_is_there(self):
        first = lay_out(Site.objects.get())

        second = lay_out(Site.objects.get())

        assert second == first

    def test_lets_producers_work_on_the_shelf(self):
        shelf = lay_out(Site.objects.get()).stories

        groups = shelf.group_permissions.values_list("group__name", flat=True)
        assert PRODUCERS.name in groups
