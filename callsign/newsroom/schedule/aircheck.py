"""
Aircheck: what was recorded becomes the draft of an episode, minutes after it has ended.

The audio is cut from what air kept, the draft stands under its program with the hosts'
credits, and what cannot be done is said in words at the desk. Nothing goes out by
itself, unless the program says that its recorded airings do.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from wagtail.models import Page

from callsign.engines.stream.moments import EPOCH, MILLISECOND
from callsign.media.opening import NotAudio
from callsign.newsroom.audio.files import working_dir
from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.audio.receiving import receive_recording
from callsign.newsroom.logbook.models import Aired
from callsign.newsroom.schedule.cutting import (
    Cut,
    MayNotBeKept,
    NoSound,
    cut_of,
    run_export,
)
from callsign.newsroom.schedule.drafting import drafted, learn_episode, title_of
from callsign.newsroom.schedule.models import Aircheck, Broadcast
from callsign.newsroom.station.work import Work

Clock = Callable[[], datetime]

# Air writes what it sends within some seconds, and its journal is read every five.
WRITTEN_WITHIN = timedelta(seconds=60)
UNEXPECTED = (
    "Cutting this airing failed for a reason the program did not expect. Air keeps the "
    "sound for as long as it can be rewound; try again, and tell the engineer."
)


def ask_for_aircheck(broadcast: Broadcast, *, at: datetime) -> Aircheck | None:
    """Ask for the recording of an airing, if its slot is recorded and it is over."""
    slot = broadcast.slot
    if slot is None or not slot.is_recorded or broadcast.is_rerun:
        return None
    later = Broadcast.objects.filter(
        service=broadcast.service_id,
        slot=slot,
        local_date=broadcast.local_date,
        program=broadcast.program_id,
        part__gt=broadcast.part,
    )
    if later.exists():
        return None  # it was interrupted: its last part asks
    aircheck, is_new = Aircheck.objects.get_or_create(
        broadcast=broadcast, defaults={"asked_at": at}
    )
    return aircheck if is_new else None


def is_written(aircheck: Aircheck, *, at: datetime) -> bool:
    """Return whether air has kept the end of it, or will not any more."""
    broadcast = aircheck.broadcast
    if at >= broadcast.ends_at + WRITTEN_WITHIN:
        return True
    end_ms = (broadcast.ends_at - EPOCH) // MILLISECOND
    kept = Aired.objects.filter(service=broadcast.service.slug, end_ms__gte=end_ms)
    return kept.exists()


def cut_aircheck(aircheck: Aircheck, *, now: Clock) -> bool:
    """
    Cut an airing and draft its episode; return whether it is to be tried again.

    What goes wrong is written on the aircheck, as a sentence for an editor.
    """
    broadcast = aircheck.broadcast
    try:
        cut = cut_of(broadcast)
        missing = take_in(aircheck, cut, now=now)
        with transaction.atomic():
            episode = drafted(aircheck, cut)
            learn_episode(broadcast, episode)
            aircheck.problem = missing
            aircheck.finish(at=now())
    except MayNotBeKept as error:
        aircheck.refuse(str(error), at=now())
        return False
    except (NoSound, NotAudio, OSError) as error:
        return aircheck.put_off(str(error), at=now())
    except Exception:
        aircheck.put_off(UNEXPECTED, at=now())
        raise
    if is_prepared(aircheck.audio):
        publish_if_wanted(aircheck)
    return False


def take_in(aircheck: Aircheck, cut: Cut, *, now: Clock) -> str:
    """
    Bring the recording of an airing into the library; return what is missing of it.

    Raises: NoSound, NotAudio, OSError
    """
    if aircheck.audio is not None:
        return aircheck.problem  # a worker that was killed had come so far
    target = working_dir() / f"aircheck-{uuid4().hex}.m4a"
    try:
        missing = run_export(
            cut, target, on_wait=lambda: aircheck.beat(at=now(), percent=50)
        )
        name = f"{title_of(aircheck.broadcast)}.m4a".replace("/", "-")
        received = receive_recording(target, file_name=name, by=None, at=now())
    finally:
        target.unlink(missing_ok=True)
    audio = received.audio
    if received.is_new:
        audio.title = title_of(aircheck.broadcast)
        audio.save(update_fields=["title"])
    aircheck.audio = audio
    aircheck.save(update_fields=["audio"])
    return missing[:1].upper() + missing[1:]


def publish_if_wanted(aircheck: Aircheck) -> None:
    """Publish an episode that can be heard, where its program says so."""
    broadcast = Broadcast.objects.select_related("episode", "program").get(
        pk=aircheck.broadcast_id
    )
    episode = broadcast.episode
    if episode is None or episode.live or not broadcast.program.publishes_airchecks:
        return
    revision = episode.get_latest_revision()
    if revision is not None:
        revision.publish()


def publish_what_can_be_heard(audio: Audio) -> None:
    """A recording is prepared; what waits for it may go out."""
    for aircheck in Aircheck.objects.filter(audio=audio, state=Work.State.DONE):
        publish_if_wanted(aircheck)


def publish_what_waited(episode: Page) -> None:
    """Publish an airing that its program publishes, now that its transcript is there."""
    made = Aircheck.objects.filter(broadcast__episode=episode.pk)
    for aircheck in made.filter(state=Work.State.DONE):
        if is_prepared(aircheck.audio):
            publish_if_wanted(aircheck)


def is_prepared(audio: Audio | None) -> bool:
    done = Preparation.State.DONE
    return Preparation.objects.filter(audio=audio, state=done).exists()
