"""A small station: its tree, and one person in each role."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Page, Site

from callsign.newsroom.station.models import Station
from callsign.newsroom.stories.models import StoryMonth, StoryShelf
from callsign.outlets.frontpage.models import FrontPage
from tests.cast import CALL_SIGN, FRIDAY_NOON


@pytest.fixture
def front_page(db):
    root = Page.get_first_root_node()
    page = root.add_child(instance=FrontPage(title="KDEMO", slug="kdemo"))
    Site.objects.update(root_page=page)
    Site.clear_site_root_paths_cache()
    return page


@pytest.fixture
def station(front_page):
    return Station.objects.create(
        site=Site.objects.get(), call_sign=CALL_SIGN, name="KDEMO Public Radio"
    )


@pytest.fixture
def shelf(front_page):
    return front_page.add_child(instance=StoryShelf(title="Stories", slug="stories"))


@pytest.fixture
def month(shelf):
    return shelf.add_child(
        instance=StoryMonth(
            title="November 2026", slug="2026-11", month=FRIDAY_NOON.date()
        )
    )


@pytest.fixture
def member_of(db):
    def make(role, name="somebody"):
        user = get_user_model().objects.create_user(
            name, email=f"{name}@kdemo.example", password="the river rose at noon"
        )
        user.groups.add(Group.objects.get(name=role))
        return user

    return make
