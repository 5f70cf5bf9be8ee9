"""Episodes: those of a program as lists of them print them."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from callsign.newsroom.programs.models import Episode, Program
from callsign.outlets.frontpage.masthead import Masthead
from callsign.outlets.frontpage.moments import MONTHS, minutes

NEWEST = 6


@dataclass(frozen=True, slots=True)
class EpisodeCard:
    """What a list shows of an episode."""

    title: str
    address: str
    teaser: str
    iso_day: str
    day: str
    listen_minutes: int | None


def episodes_of(program: Program) -> QuerySet:
    """Return the published episodes of a program, the latest first."""
    latest = F("aired_on").desc(nulls_last=True)
    return Episode.objects.child_of(program).live().public().order_by(latest, "-path")


def episode_cards(episodes: QuerySet, masthead: Masthead) -> list[EpisodeCard]:
    """Return a card for each episode. Cost: one query."""
    rows = episodes.values_list(
        "title",
        "url_path",
        "teaser",
        "aired_on",
        "audio__duration_ms",
        "audio__public_since",
    )
    return [
        EpisodeCard(
            title,
            masthead.address_at(url_path),
            teaser,
            aired_on.isoformat() if aired_on else "",
            f"{MONTHS[aired_on.month - 1]} {aired_on.day}, {aired_on.year}"
            if aired_on
            else "",
            minutes(duration_ms) if duration_ms and public_since else None,
        )
        for title, url_path, teaser, aired_on, duration_ms, public_since in rows
    ]
