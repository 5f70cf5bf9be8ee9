"""Sound: a published episode lets everybody hear its recording."""

from datetime import datetime

from django.db.models import QuerySet

from callsign.newsroom.audio.holders import holds, settle
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import Episode
from callsign.newsroom.transcripts.holders import shows


@shows
@holds
def published_episodes() -> QuerySet:
    """Return the episodes that let their recordings be heard and transcripts read."""
    return Episode.objects.live().public()


def settle_sound(episode: Episode, *, at: datetime, is_going: bool = False) -> None:
    """
    Let everybody hear what a published episode holds, and nobody what none does.

    Looks at every recording it ever held; ``is_going`` says that it is about to be
    taken down or deleted.
    """
    held = episode.revisions.values_list("content__audio", flat=True)
    ever_held = {audio_id for audio_id in held if audio_id} | {episode.audio_id}
    settle(
        Audio.objects.filter(pk__in=ever_held - {None}),
        at=at,
        without=episode if is_going else None,
    )
