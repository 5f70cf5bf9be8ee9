"""What this room listens to: Wagtail's publications, transcripts that move, itself."""

from datetime import datetime

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.models import Revision as PageRevision
from wagtail.signals import page_published, page_unpublished

from callsign.newsroom.people.addresses import keep_old_address
from callsign.newsroom.stories.actions import settle_sound
from callsign.newsroom.stories.models import Story, Topic
from callsign.newsroom.stories.signals import (
    story_changed,
    story_published,
    story_retracted,
    story_withdrawn,
)
from callsign.newsroom.stories.tasks import publish_due
from callsign.newsroom.transcripts.models import Transcript
from callsign.newsroom.transcripts.signals import transcript_moved


@receiver(page_published, sender=Story, dispatch_uid="stories.announce_publication")
def announce_publication(instance: Story, **_: object) -> None:
    """A version went out: its sound goes with it, and whoever shows it is told."""
    settle_sound(story=instance, at=timezone.now())
    if not instance.live:  # Wagtail says "published" of what it has only scheduled too
        return
    signal = story_changed if instance.was_live else story_published
    transaction.on_commit(lambda: signal.send(sender=Story, story=instance))
    if instance.expire_at:
        look_again_at(instance.expire_at)


@receiver(page_unpublished, sender=Story, dispatch_uid="stories.announce_withdrawal")
def announce_withdrawal(instance: Story, **_: object) -> None:
    """A story is taken down, or about to be deleted."""
    settle_sound(story=instance, at=timezone.now(), is_going=True)
    transaction.on_commit(lambda: story_withdrawn.send(sender=Story, story=instance))


@receiver(story_retracted, dispatch_uid="stories.silence_what_is_retracted")
def silence_what_is_retracted(story: Story, **_: object) -> None:
    """What the newsroom does not stand behind is not played any more."""
    settle_sound(story=story, at=timezone.now())


@receiver(
    [post_save, post_delete],
    sender=PageViewRestriction,
    dispatch_uid="stories.close_and_open_the_sound",
)
def close_and_open_the_sound(instance: PageViewRestriction, **_: object) -> None:
    """What needs a password is heard with it, or not at all; and again without."""
    below = Story.objects.live().descendant_of(instance.page, inclusive=True)
    for story in below.exclude(audio=None):
        settle_sound(story=story, at=timezone.now())


@receiver(transcript_moved, dispatch_uid="stories.announce_moved_transcript")
def announce_moved_transcript(transcript: Transcript, **_: object) -> None:
    """A transcript that reads differently changes the published stories it is of."""
    for story in Story.objects.live().filter(transcript=transcript):
        story_changed.send(sender=Story, story=story)


@receiver(post_save, sender=PageRevision, dispatch_uid="stories.publish_to_the_second")
def publish_to_the_second(instance: PageRevision, **_: object) -> None:
    """A version with a moment to go live wakes the worker at that moment."""
    if instance.approved_go_live_at:
        look_again_at(instance.approved_go_live_at)


def look_again_at(moment: datetime) -> None:
    """Have what is due published, or taken down, at a moment."""
    transaction.on_commit(lambda: publish_due.using(run_after=moment).enqueue())


@receiver(pre_save, sender=Topic, dispatch_uid="stories.move_with_its_address")
def move_with_its_address(instance: Topic, raw: bool, **_: object) -> None:
    """A topic with another address is still found at the old one."""
    before = None if raw else Topic.objects.filter(pk=instance.pk).first()
    if before is not None and before.slug != instance.slug:
        keep_old_address(before.get_absolute_url(), instance.get_absolute_url())
