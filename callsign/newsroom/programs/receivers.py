"""What this room listens to: episodes that go out and are taken down, transcripts."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import Episode
from callsign.newsroom.programs.sound import settle_sound
from callsign.newsroom.programs.waiting import look_again, look_again_at
from callsign.newsroom.transcripts.models import Transcript
from callsign.newsroom.transcripts.signals import edition_moved, transcript_moved


@receiver(page_published, sender=Episode, dispatch_uid="programs.open_the_sound")
def open_the_sound(instance: Episode, **_: object) -> None:
    """A version went out, and its recording with it."""
    settle_sound(instance, at=timezone.now())


@receiver(page_unpublished, sender=Episode, dispatch_uid="programs.close_the_sound")
def close_the_sound(instance: Episode, **_: object) -> None:
    """An episode is taken down, or about to be deleted."""
    settle_sound(instance, at=timezone.now(), is_going=True)


@receiver(transcript_moved, dispatch_uid="programs.look_again_at_what_waits")
def look_again_at_what_waits(transcript: Transcript, **_: object) -> None:
    """A transcript came, or was checked: something may have waited for that."""
    look_again(transcript, at=timezone.now())


@receiver(edition_moved, dispatch_uid="programs.look_again_at_an_edition")
def look_again_at_an_edition(audio: Audio, **_: object) -> None:
    """An edition was found right, or is none any more: something may have waited for it."""
    look_again_at(audio, at=timezone.now())


@receiver(
    [post_save, post_delete],
    sender=PageViewRestriction,
    dispatch_uid="programs.close_and_open_the_sound",
)
def close_and_open_the_sound(instance: PageViewRestriction, **_: object) -> None:
    """What needs a password is not heard without it."""
    below = Episode.objects.live().descendant_of(instance.page, inclusive=True)
    for episode in below.exclude(audio=None):
        settle_sound(episode, at=timezone.now())
