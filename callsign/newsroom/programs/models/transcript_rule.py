"""
The rule: a recording goes out with a transcript, or somebody has said why not.

docs/guides/transcripts-as-a-rule.md tells stations what it asks of them.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from treebeard.mp_tree import MP_Node
from wagtail.models import Page

from callsign.newsroom.programs.models.promise import TranscriptPromise
from callsign.newsroom.station.models import Station
from callsign.newsroom.station.transcript_rule import TranscriptRule
from callsign.newsroom.transcripts.models import Edition, Transcript
from callsign.newsroom.transcripts.models.drafted import readable
from callsign.newsroom.transcripts.models.saving import Origin
from callsign.newsroom.transcripts.showing import shared


class NeedsTranscript(Exception):
    """A recording cannot be published as it is; the text says what would let it."""

    def __init__(self, page: Page, why: str) -> None:
        super().__init__(f"“{page.title}” was not published: {why}")
        self.page = page
        self.why = why


def lack_of(version: Any, *, at: datetime) -> str:
    """
    Return why the rule keeps a version of a story or an episode from going out, or "".

    What is out already stays out and may be corrected, as long as it loses nothing.
    """
    if not version.audio_id:
        return ""
    station = station_of(version)
    if station is None or station.transcript_rule == TranscriptRule.OFF:
        return ""
    if counts(said_in(version), station) or is_out(version):
        return ""
    promise = standing_promise(version.audio_id)
    if promise is not None and suffices(promise, station, at=at):
        return ""
    return f"{what_is_missing(version.transcript)}, and {what_is_asked(promise, station, at=at)}."


def said_in(version: Any) -> Transcript | None:
    """Return its own transcript; without one, that which its recording has a share in."""
    if version.transcript is not None:
        own: Transcript = version.transcript
        return own
    edition = shared(version.audio_id)
    return edition.transcript if edition is not None else None


def counts(transcript: Transcript | None, station: Station) -> bool:
    """
    Return whether a transcript is one, for the rule.

    A rough draft, which no reader sees before it is checked, does not count. Nor does a
    text of which next to nothing was heard in the recording, before somebody checked it.
    """
    if transcript is None or not transcript.can_be_read:
        return False
    is_of_it = not transcript.is_unheard
    return bool(transcript.checked_at) or (
        is_of_it and transcript.origin in origins_enough(station)
    )


def origins_enough(station: Station) -> tuple[str, ...]:
    """Return who must have heard the words for a transcript that nobody has checked."""
    if station.needs_checked_transcripts:
        return (Origin.HUMAN,)
    return (Origin.HUMAN, Origin.MIXED, Origin.MACHINE)


def enough(station: Station, path: str = "transcript__") -> Q:
    """Return what ``counts`` says, as a condition on rows that have a transcript."""
    is_checked = Q(**{f"{path}checked_at__isnull": False})
    heard = {
        f"{path}origin__in": origins_enough(station),
        f"{path}is_unheard": False,
    }
    is_heard = Q(**heard)
    return readable(path) & (is_checked | is_heard)


def enough_of_another(station: Station) -> Q:
    """Return the same of rows whose recording is an edition that shares a transcript."""
    editions = Edition.objects.in_use().filter(enough(station), word_count__gt=0)
    return Q(transcript=None, audio__in=editions.values("audio"))


def suffices(promise: TranscriptPromise, station: Station, *, at: datetime) -> bool:
    """Return whether what was said of a recording lets it out."""
    if promise.exception:
        return True
    if station.transcript_rule == TranscriptRule.DATED and not promise.promised_until:
        return False
    return not promise.is_kept_waiting(today(station, at=at))


def standing_promise(audio_id: int) -> TranscriptPromise | None:
    """Return what was last said of a recording's transcript, if anything was."""
    return TranscriptPromise.objects.standing().filter(audio=audio_id).first()


def station_of(page: MP_Node) -> Station | None:
    """Return the station whose site a page stands in. Cost: one query."""
    step = page.steplen
    above = [page.path[:end] for end in range(step, len(page.path) + 1, step)]
    stations = Station.objects.filter(site__root_page__path__in=above)
    return stations.order_by("-site__root_page__depth").first()


def today(station: Station, *, at: datetime) -> date:
    """Return the date by the station's clock."""
    return at.astimezone(ZoneInfo(station.zone)).date()


def is_out(version: Any) -> bool:
    """Return whether readers have this very recording here, with no more of a transcript."""
    public = type(version).objects.filter(pk=version.pk, live=True)
    held = public.values_list("audio_id", "transcript_id").first()
    return held in {
        (version.audio_id, version.transcript_id),
        (version.audio_id, None),
    }


def what_is_missing(transcript: Transcript | None) -> str:
    if transcript is None or not transcript.word_count:
        return "its recording has no transcript"
    if transcript.is_rough:
        return "its transcript is a machine’s rough draft"
    if transcript.is_unheard:
        return (
            "next to nothing of its transcript was heard in the recording, and no editor"
            " has checked that it belongs to it"
        )
    return "its transcript is a machine’s, and nobody has checked it"


def what_is_asked(
    promise: TranscriptPromise | None, station: Station, *, at: datetime
) -> str:
    if promise is not None and promise.is_kept_waiting(today(station, at=at)):
        return f"the one promised by {promise.promised_until:%B %-d, %Y} is not there"
    if station.transcript_rule == TranscriptRule.DATED:
        return "nobody has said why and until when"
    return "nobody has said why"
