"""The story page: everything its template prints, asked of the database once."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail.blocks.stream_block import StreamValue
from wagtail.rich_text import expand_db_html

from callsign.engines.transcript.model import Role
from callsign.newsroom.people.models import Byline
from callsign.newsroom.station.showing import presents
from callsign.newsroom.stories.models import Correction, Story
from callsign.newsroom.transcripts.models import Speaker
from callsign.outlets.frontpage.figures import Figure, figures
from callsign.outlets.frontpage.finding import published
from callsign.outlets.frontpage.listening import listening_to
from callsign.outlets.frontpage.masthead import Link, Masthead, masthead_for
from callsign.outlets.frontpage.moments import moment
from callsign.outlets.frontpage.story_data import absolute, story_data
from callsign.outlets.frontpage.story_shown import (
    Amendment,
    Guest,
    Signature,
    StoryShown,
)
from callsign.outlets.frontpage.structured_data import data_block

RELATED = 4

# Whose names stand under the headline; the others' stand at the end.
ON_TOP = {Byline.Credit.REPORTER, Byline.Credit.HOST}


@presents(Story)
def story_context(story: Story, request: HttpRequest) -> dict[str, Any]:
    """Return the context of a story's page, for readers and for the preview."""
    masthead = masthead_for(request)
    shown = shown_story(story, masthead)
    return {
        "story": shown,
        "address": masthead.origin + shown.address,
        "image": absolute(shown.figure.social, masthead) if shown.figure else "",
        "data": data_block(story_data(story, shown, masthead)),
    }


def shown_story(story: Story, masthead: Masthead) -> StoryShown:
    """Prepare a story for its template."""
    retraction = getattr(story, "retraction", None)
    voices = list(guests_of(story)) if not retraction else []
    pictures = [*body_pictures(story), *(voice.person.portrait for voice in voices)]
    drawn = figures([story.picture, *pictures])
    body = body_html(story, drawn) if not retraction else ""
    topic_keys = [one.topic_id for one in story.story_topics.all()]
    transcript = story.transcript if not retraction else None
    first = story.first_published_at or timezone.now()
    signed = tuple(signatures(story))
    amendments = tuple(corrections(story.corrections.all(), masthead))
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
        listening=listening_to(story) if not retraction else None,
        body=mark_safe(body),  # noqa: S308 - Wagtail's rich text, reduced to features
        transcript=mark_safe(transcript.html if transcript else ""),  # noqa: S308 - drawn escaped
        is_timed=bool(transcript and transcript.timed_word_count),
        topics=tuple(
            masthead.topics[key] for key in topic_keys if key in masthead.topics
        ),
        program=masthead.each_program.get(story.heard_on_id or 0),
        corrections=amendments,
        retraction=retraction,
        retracted=moment(retraction.retracted_at, masthead.zone)
        if retraction
        else None,
        guests=tuple(shown_guests(voices, drawn)),
        credits=tuple(credit_lines(signed)),
        year=first.astimezone(masthead.zone).year,
        related=tuple(related(story, topic_keys[:1], masthead)),
    )


def guests_of(story: Story) -> Iterable[Speaker]:
    """Return the voices whose people are not the hosts."""
    if not story.transcript_id:
        return ()
    return (
        Speaker.objects.filter(transcript=story.transcript_id, person__isnull=False)
        .exclude(role__in=[Role.HOST, Role.BYLINE])
        .select_related("person__portrait")
    )


def shown_guests(
    voices: Iterable[Speaker], drawn: dict[int, Figure]
) -> Iterable[Guest]:
    """Return those heard, each once."""
    people = {voice.person_id: voice.person for voice in voices}
    for person in people.values():
        face = drawn.get(person.portrait_id)
        yield Guest(person.name, person.title, person.get_absolute_url(), face)


def signatures(story: Story) -> Iterable[Signature]:
    """Return the names a story is signed with, in their order."""
    for byline in story.bylines.select_related("person"):
        person = byline.person
        yield Signature(person.name, person.get_absolute_url(), byline.credit)


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


def corrections(rows: Iterable[Correction], masthead: Masthead) -> Iterable[Amendment]:
    """Return the corrections with their days, the latest first."""
    for row in sorted(rows, key=lambda one: one.corrected_at, reverse=True):
        yield Amendment(row.text, moment(row.corrected_at, masthead.zone))


def related(story: Story, topics: list[int], masthead: Masthead) -> Iterable[Link]:
    """Return the latest other stories of the foremost topic."""
    if not topics:
        return
    stories = published(masthead).filter(story_topics__topic__in=topics)
    others = stories.exclude(pk=story.pk).values_list("title", "url_path")
    for title, url_path in others[:RELATED]:
        yield Link(title, masthead.address_at(url_path))
