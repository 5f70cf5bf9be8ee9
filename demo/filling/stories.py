"""Stories: written in the demo's files, published some days ago."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from wagtail.log_actions import log
from wagtail.models import Revision as PageRevision

from callsign.newsroom.people.models import Byline
from callsign.newsroom.stories.models import (
    Correction,
    Story,
    StoryByline,
    StoryShelf,
    StoryTopic,
)
from callsign.outlets.frontpage.models import FrontPage, FrontPagePick
from demo.content import WrittenStory, stories, table
from demo.filling.cast import Filled
from demo.filling.house import published
from demo.filling.pictures import hang_picture
from demo.filling.sound import take_in_recording, transcribe
from demo.markdown import Passage, Quote, Subhead, blocks
from demo.wording import dated, typeset


def publish_stories(shelf: StoryShelf, filled: Filled) -> dict[str, Story]:
    """Publish every story, the oldest first, as the newsroom did."""
    return {
        written.slug: publish(written, shelf, filled) for written in reversed(stories())
    }


def publish(written: WrittenStory, shelf: StoryShelf, filled: Filled) -> Story:
    """Publish one story, with what the newsroom said of it afterwards."""
    at = filled.ago(written.days_ago)
    story = set_up(written, filled, at)
    hold_sound(story, written, filled, at)
    shelf.month(at.astimezone(filled.zone)).add_child(instance=story)
    put_on_record(story, filled, at)
    if written.corrections:
        correct(story, written, filled, at)
    if written.retraction:
        row = written.retraction
        story.retract(
            by=filled.users[row["by"]],
            because=typeset(row["reason"]),
            at=at + timedelta(days=row["days_after"]),
        )
    return story


def set_up(written: WrittenStory, filled: Filled, at: datetime) -> Story:
    """Make the page of a story, not in the tree yet."""
    days = {"published": at.astimezone(filled.zone), "today": filled.today}
    picture = written.picture
    story = Story(
        title=typeset(written.title),
        slug=written.slug,
        kicker=written.kicker,
        teaser=typeset(dated(written.teaser, **days)),
        body=body_of(typeset(dated(written.text, **days))),
        picture=hang_picture(
            picture.file,
            title=written.title,
            alt=picture.alt,
            caption=picture.caption,
            credit=picture.credit,
            by=filled.editor,
        ),
        heard_on=filled.programs.get(written.program),
        owner=filled.editor,
        **published(at),
    )
    story.bylines = [
        StoryByline(
            person=filled.people[row["person"]],
            credit=row.get("credit", Byline.Credit.REPORTER),
            sort_order=number,
        )
        for number, row in enumerate(written.bylines)
    ]
    story.story_topics = [
        StoryTopic(topic=filled.topics[slug], sort_order=number)
        for number, slug in enumerate(written.topics)
    ]
    return story


def hold_sound(
    story: Story, written: WrittenStory, filled: Filled, at: datetime
) -> None:
    """Give a story its recording and transcript, if it has one."""
    if not written.audio:
        return
    producer = filled.users["ada"]
    taped_at = at - timedelta(hours=3)
    story.audio = take_in_recording(
        written.audio, title=story.title, by=producer, at=taped_at
    )
    story.transcript = transcribe(story.audio, written.audio, by=producer, at=taped_at)


def body_of(text: str) -> Sequence[tuple[str, Any]]:
    """Return a text as the blocks of a story's body."""
    body: list[tuple[str, Any]] = []
    for block in blocks(text):
        match block:
            case Passage(html):
                body.append(("paragraphs", html))
            case Subhead(words):
                body.append(("subhead", words))
            case Quote(words, speaker):
                body.append(("pull_quote", {"quote": words, "speaker": speaker}))
    return body


def put_on_record(story: Story, filled: Filled, at: datetime) -> None:
    """Keep the version that stands as a revision of its day, and log who published it."""
    revision = story.save_revision(user=filled.editor, changed=False, clean=False)
    PageRevision.objects.filter(pk=revision.pk).update(created_at=at)
    Story.objects.filter(pk=story.pk).update(
        live_revision=revision,
        latest_revision=revision,
        latest_revision_created_at=at,
        last_published_at=at,
        has_unpublished_changes=False,
    )
    story.refresh_from_db(fields=["live_revision", "latest_revision"])
    log(
        instance=story,
        action="wagtail.publish",
        user=filled.editor,
        revision=revision,
        timestamp=at,
    )


def correct(
    story: Story, written: WrittenStory, filled: Filled, published_at: datetime
) -> None:
    """Print a story's corrections, each a version of its own."""
    for row in written.corrections:
        at = published_at + timedelta(days=row["days_after"])
        story.corrections.add(Correction(text=typeset(row["text"]), corrected_at=at))
        story.last_published_at = at
        story.save(clean=False)
        put_on_record(story, filled, at)


def arrange_front_page(front: FrontPage, published_stories: dict[str, Story]) -> None:
    """Put the editor's choices on the front page, in her order."""
    front.picks = [
        FrontPagePick(
            story=published_stories[row["story"]],
            quote=typeset(row.get("quote", "")),
            sort_order=number,
        )
        for number, row in enumerate(table("station")["picks"])
    ]
    front.save()
