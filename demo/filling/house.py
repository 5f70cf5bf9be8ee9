"""The house: site, station, services, and the pages everything else stands under."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from wagtail.models import Page, Site

from callsign.newsroom.programs.models import ProgramShelf
from callsign.newsroom.station.address import move_to
from callsign.newsroom.station.models import Service, Station
from callsign.newsroom.stories.models import StoryShelf, Topic
from callsign.outlets.frontpage.models import FrontPage, StandingPage
from demo.content import Sheet, listed, sheets
from demo.markdown import Passage, Subhead, blocks
from demo.wording import typeset


def put_up_front_page(row: Mapping[str, Any], *, at: datetime) -> FrontPage:
    """Put the front page where Wagtail's welcome was, and point the site at it."""
    root = Page.get_first_root_node()
    front = root.add_child(
        instance=FrontPage(title=row["name"], slug="front", **published(at))
    )
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True
    )
    welcome = site.root_page if site.pk else None
    site.site_name = row["name"]
    site.root_page = front
    move_to(site, settings.BASE_URL)
    if welcome is not None:
        Page.objects.get(pk=welcome.pk).delete()
    return FrontPage.objects.get(pk=front.pk)


def found_station(row: Mapping[str, Any]) -> Station:
    """Make the station of the site."""
    held = {key: row[key] for key in row if key not in ("services", "users", "picks")}
    return Station.objects.create(site=Site.objects.get(is_default_site=True), **held)


def open_services(station: Station, rows: list[dict[str, Any]]) -> dict[str, Service]:
    """Make what listeners tune to."""
    return {
        row["slug"]: Service.objects.create(station=station, position=number, **row)
        for number, row in enumerate(rows)
    }


def name_topics() -> dict[str, Topic]:
    """Make the topics, in their order."""
    return {
        row["slug"]: Topic.objects.create(position=number, **row)
        for number, row in enumerate(listed("topics"))
    }


def put_up_shelves(
    front: FrontPage, *, at: datetime
) -> tuple[StoryShelf, ProgramShelf]:
    """Put up where stories and programs stand."""
    stories = front.add_child(
        instance=StoryShelf(title="Stories", slug="stories", **published(at))
    )
    programs = front.add_child(
        instance=ProgramShelf(
            title="Programs", slug="programs", show_in_menus=True, **published(at)
        )
    )
    return stories, programs


def put_up_standing_pages(front: FrontPage, *, at: datetime) -> None:
    """Put up the pages that stand: about the station, how it corrects."""
    for sheet in sheets("pages"):
        front.add_child(
            instance=StandingPage(
                title=sheet.fields["title"],
                slug=sheet.slug,
                teaser=typeset(sheet.fields["teaser"]),
                body=standing_html(sheet),
                show_in_menus=True,
                **published(at),
            )
        )


def standing_html(sheet: Sheet) -> str:
    """Return the text of a standing page."""
    parts = []
    for block in blocks(typeset(sheet.text)):
        if isinstance(block, Passage):
            parts.append(block.html)
        elif isinstance(block, Subhead):
            parts.append(f"<h2>{block.text}</h2>")
    return "".join(parts)


def published(at: datetime) -> dict[str, Any]:
    """Return the fields of a page that was published at a moment."""
    return {
        "live": True,
        "first_published_at": at,
        "last_published_at": at,
        "latest_revision_created_at": at,
    }
