"""The front page: what an editor put first, then the latest."""

from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import strip_tags

from callsign.newsroom.station.showing import presents
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import Transcript
from callsign.outlets.frontpage.cards import Card, cards
from callsign.outlets.frontpage.finding import published
from callsign.outlets.frontpage.listening import listening_to
from callsign.outlets.frontpage.masthead import masthead_for
from callsign.outlets.frontpage.models import FrontPage, FrontPagePick
from callsign.outlets.frontpage.on_now import on_now
from callsign.outlets.frontpage.quotes import Said, place

SECOND_ROW = 3
HEADLINES = 5
HEADLINES_A_SERVICE = (
    2  # so many give way to what a service airs, which stands above them
)
RIVER = 12

NAME_OPENS = '<span class="turn__name">'


@presents(FrontPage)
def front_context(page: FrontPage, request: HttpRequest) -> dict[str, Any]:
    """Return the lead, the second row, the newest headlines, the river, what is on."""
    masthead = masthead_for(request)
    picks = {pick.story_id: pick for pick in page.picks.all()}
    stories = published(masthead)
    newest = stories.exclude(pk__in=picks)[: 1 + SECOND_ROW + HEADLINES + RIVER]
    shown = {card.key: card for card in cards(stories.filter(pk__in=picks), masthead)}
    rest = cards(newest, masthead)
    chosen = [shown[key] for key in picks if key in shown]
    featured = [*chosen, *rest][: max(1 + SECOND_ROW, len(chosen))]
    others = [card for card in rest if card not in featured]
    featured = list(with_quotes(with_waves(featured), picks))
    radio = on_now(masthead, request, at=timezone.now(), following=1)
    most = max(0, HEADLINES - HEADLINES_A_SERVICE * len(radio))
    return {
        "lead": featured[0] if featured else None,
        "second_row": featured[1:],
        "headlines": others[:most],
        "on_now": radio,
        "river": others[most:] if len(others) > most else [],
        "address": f"{masthead.origin}/",
    }


def with_waves(featured: list[Card]) -> list[Card]:
    """Give the cards without a picture the shape of their sound."""
    bare = [
        card.key for card in featured if card.audio and not (card.figure or card.face)
    ]
    if not bare:
        return featured
    stories = Story.objects.select_related("audio", "transcript").in_bulk(bare)
    return [
        replace(
            card,
            strokes=listening_to(
                stories[card.key], stories[card.key].transcript
            ).strokes,
        )
        if card.key in stories
        else card
        for card in featured
    ]


def with_quotes(
    featured: list[Card], picks: dict[int, FrontPagePick]
) -> Iterable[Card]:
    """Give each card its editor's quote, and the link to where it is said."""
    wanted = {card.key: card.transcript for card in featured if card.transcript}
    quoted = [
        wanted[key] for key, pick in picks.items() if pick.quote and key in wanted
    ]
    texts = dict(Transcript.objects.filter(pk__in=quoted).values_list("pk", "html"))
    for card in featured:
        pick = picks.get(card.key)
        if pick is None or not pick.quote:
            yield card
            continue
        html = texts.get(card.transcript, "")
        said = place(pick.quote, html)
        yield replace(
            card,
            quote=pick.quote,
            quote_address=card.address + (said.fragment if said else ""),
            quote_ms=said.start_ms if said else None,
            speaker=speaker_of(said, html) if said else "",
        )


def speaker_of(said: Said, html: str) -> str:
    """
    Return whose turn a word stands in.

    >>> html = '<span class="turn__name">Luis Prieto</span> <p><span id="w7" '
    >>> speaker_of(Said("w7", "w7", 0), html)
    'Luis Prieto'
    """
    before = html.partition(f'id="{said.first}"')[0]
    _, opens, after = before.rpartition(NAME_OPENS)
    return unescape(strip_tags(after.partition("</span>")[0])) if opens else ""
