"""The rights of quotes: what a program's carriage says of passing its sound on."""

from collections.abc import Iterator

from django.db.models import Q
from wagtail.models import Page

from callsign.newsroom.audio.clip_rights import forbids_clips
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import Carriage, Episode, Program
from callsign.newsroom.stories.models import Story

MAY_NOT = Q(may_stream=False) | Q(may_rewind=False) | Q(may_podcast=False)


@forbids_clips
def by_carriage(audio: Audio) -> str:
    """
    Return why a station may not pass on passages of what it carries.

    What may not be streamed, heard again or be a podcast may not be cut into pieces
    either. Cost: three queries where no program is carried so, which is nearly always.
    """
    forbidden = list(
        Carriage.objects.filter(MAY_NOT).select_related(
            "program", "station__site__root_page"
        )
    )
    if not forbidden:
        return ""
    for page, program_path in aired(audio):
        for carriage in forbidden:
            site = carriage.station.site.root_page
            is_here = page.path.startswith(site.path)
            if is_here and program_path == carriage.program.path:
                title = carriage.title or carriage.program.title
                return (
                    f"{carriage.station.name} may not pass on the sound of {title};"
                    " its words may be quoted."
                )
    return ""


def aired(audio: Audio) -> Iterator[tuple[Page, str]]:
    """Yield the pages a recording is heard on, each with the path of its program."""
    for episode in Episode.objects.filter(audio=audio):
        yield episode, program_of(episode.path)
    stories = Story.objects.filter(audio=audio)
    for story in stories.select_related("heard_on", "aired_as__episode"):
        if story.heard_on:
            yield story, story.heard_on.path
        if story.aired_as:
            yield story, program_of(story.aired_as.episode.path)


def program_of(path: str) -> str:
    """Return the path of the program whose episode stands at a path."""
    return path[: -Program.steplen]
