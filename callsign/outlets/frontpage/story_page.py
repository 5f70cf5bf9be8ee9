"""The story page: everything its template prints, asked of the database once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail.blocks.stream_block import StreamValue
from wagtail.rich_text import expand_db_html

from callsign.design.structured_data import data_block
from callsign.newsroom.people.models import Byline
from callsign.newsroom.station.showing import presents
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import Speaker
from callsign.newsroom.transcripts.showing import shown_of
from callsign.outlets.frontpage.figures import Figure, figures
from callsign.outlets.frontpage.finding import related
from callsign.outlets.frontpage.listening import listening_to
from callsign.outlets.frontpage.masthead import Masthead, masthead_for
from callsign.outlets.frontpage.moments import moment
from callsign.outlets.frontpage.promised import promised
from callsign.outlets.frontpage.story_data import absolute, story_data
from callsign.outlets.frontpage.story_parts import Parts, parts_of_draft
from callsign.outlets.frontpage.story_shown import (
    Amendment,
    Edition,
    Guest,
    Signature,
    StoryShown,
)
from callsign.outlets.live.clock_words import short_day

# Whose names stand under the headline; the others' stand at the end.
ON_TOP = {Byline.Credit.REPORTER, Byline.Credit.HOST}


@presents(Story)
def preview_context(story: Story, request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page of a story as it is being written."""
    return story_context(story, parts_of_draft(story), request)


def story_context(story: Story, parts: Parts, request: HttpRequest) -> dict[str, Any]:
    """Return the context of a story's page."""
    masthead = masthead_for(request)
    shown = shown_story(story, parts, masthead)
    is_complete = shown.transcript or not shown.listening
    return {
        "masthead": masthead,  # as it is; the lazy one is slower to look into
        "story": shown,
        "promised": "" if is_complete else promised(story.audio, masthead),
        "address": masthead.origin + shown.address,
        "image": absolute(shown.figure.social, masthead) if shown.figure else "",
        "data": data_block(story_data(story, shown, masthead)),
    }


def shown_story(story: Story, parts: Parts, masthead: Masthead) -> StoryShown:
    """Prepare a story for its template."""
    retraction = getattr(story, "retraction", None)
    voices = parts.voices if not retraction else ()
    pictures = [*body_pictures(story), *(voice.person.portrait for voice in voices)]
    drawn = figures([story.picture, *pictures])
    body = body_html(story, drawn) if not retraction else ""
    transcript = shown_of(story) if not retraction else None
    first = story.first_published_at or timezone.now()
    signed = tuple(
        Signature(name, reverse("frontpage:person", args=[slug]), credit)
        for name, slug, credit in parts.bylines
    )
    amendments = tuple(corrections(parts.corrections, masthead))
    return StoryShown(
        title=story.title,
        address=masthead.address(story),
        kicker=story.kicker,
        teaser=story.teaser,
        signatures=tuple(one for one in signed if one.credit in ON_TOP),
        published=moment(first, masthead.zone),
        updated=amendments[0].at if amendments else None,
        reading_minutes=story.reading_minutes,
        figure=drawn.get(story.picture_id),
        listening=listening_to(story, transcript) if not retraction else None,
        body=mark_safe(body),  # noqa: S308 - Wagtail's rich text, reduced to features
        transcript=mark_safe(transcript.html if transcript else ""),  # noqa: S308 - drawn escaped
        is_timed=bool(transcript and transcript.timed_word_count),
        is_quotable=story.transcript_id is not None,
        caution=transcript.caution if transcript else "",
        topics=tuple(
            masthead.topics[key] for key in parts.topics if key in masthead.topics
        ),
        program=masthead.each_program.get(story.heard_on_id or 0),
        edition=shown_edition(story, parts, masthead),
        corrections=amendments,
        retraction=retraction,
        retracted=moment(retraction.retracted_at, masthead.zone)
        if retraction
        else None,
        guests=tuple(shown_guests(voices, drawn)),
        credits=tuple(credit_lines(signed)),
        year=first.astimezone(masthead.zone).year,
        related=tuple(related(story, parts.topics[0], masthead))
        if parts.topics
        else (),
    )


def shown_edition(story: Story, parts: Parts, masthead: Masthead) -> Edition | None:
    """Return the episode that the story was heard in, and the place where."""
    if not parts.edition:
        return None
    title, url_path, on = parts.edition
    address = masthead.address_at(url_path)
    return Edition(
        title=title,
        address=address,
        segment=f"{address}#segment-{story.aired_as_id}",
        day=f"{short_day(on)}, {on.year}" if on else "",
        iso_day=on.isoformat() if on else "",
    )


def shown_guests(
    voices: Iterable[Speaker], drawn: dict[int, Figure]
) -> Iterable[Guest]:
    """Return those heard, each once."""
    people = {voice.person_id: voice.person for voice in voices}
    for person in people.values():
        face = drawn.get(person.portrait_id)
        yield Guest(person.name, person.title, person.get_absolute_url(), face)


def credit_lines(signed: Iterable[Signature]) -> Iterable[str]:
    """Return who else made the story, by what they did."""
    names: dict[str, list[str]] = {}
    for one in signed:
        if one.credit not in ON_TOP:
            names.setdefault(one.credit, []).append(one.name)
    for credit, people in names.items():
        yield f"{credit.capitalize()}: {', '.join(people)}."


def body_pictures(story: Story) -> list[Any]:
    """Return the pictures inside the text."""
    return [
        block.value["picture"] for block in story.body if block.block_type == "picture"
    ]


def body_html(story: Story, drawn: dict[int, Figure]) -> str:
    """Return the text of a story; the common kind of block takes no template."""
    return "".join(
        expand_db_html(block.value.source)
        if block.block_type == "paragraphs"
        else block.render(block_context(block, drawn))
        for block in story.body
    )


def block_context(
    block: StreamValue.StreamChild, drawn: dict[int, Figure]
) -> dict[str, Any]:
    """Return what a block's template needs beyond its value."""
    if block.block_type != "picture":
        return {}
    figure = drawn.get(block.value["picture"].pk)
    caption = block.value["caption"]
    return {
        "figure": replace(figure, caption=caption) if figure and caption else figure
    }


def corrections(
    made: Iterable[tuple[str, datetime]], masthead: Masthead
) -> Iterable[Amendment]:
    """Return the corrections with their days, the latest first."""
    for text, at in sorted(made, key=lambda one: one[1], reverse=True):
        yield Amendment(text, moment(at, masthead.zone))
