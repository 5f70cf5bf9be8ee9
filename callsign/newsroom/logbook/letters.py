"""Letters to the engineers: what began, what is over, and where to look."""

import logging
from datetime import datetime
from smtplib import SMTPException
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail

from callsign.newsroom.logbook.models import Alarm, Outage, Switch
from callsign.newsroom.station.models import Service, Station
from callsign.newsroom.station.roles import ENGINEERS

logger = logging.getLogger(__name__)

BEGAN = {
    Alarm.Kind.SILENCE: "{source} of {service} is silent",
    Alarm.Kind.FALLBACK: "{service} is not on {source}",
    Alarm.Kind.OFF_AIR: "{service} is off the air",
}
OVER = {
    Alarm.Kind.SILENCE: "{source} of {service} is not silent any more",
    Alarm.Kind.FALLBACK: "{service} is not on its fallback any more",
    Alarm.Kind.OFF_AIR: "{service} is on the air again",
}

# What to do, for whoever is woken by it; the reader may not be an engineer.
TO_DO = {
    Alarm.Kind.SILENCE: (
        "{source} is connected and sends silence: look for a fader that is down, a muted"
        " input or a loose cable in front of the encoder. {source} is put on the air again"
        " by itself once it has sounded for a few seconds."
    ),
    Alarm.Kind.FALLBACK: (
        "See that the encoder of {source} runs and is connected. It is put on the air"
        " again by itself once it has been well for a few seconds. To stay with what is"
        ' heard now and get no letter about it, keep it on the air by hand in "On air".'
    ),
    Alarm.Kind.OFF_AIR: (
        "See that air runs (callsign air status): callsign serve starts it again, and"
        " its log says why it ended. If air runs on another machine, it may be on the air"
        " and only its journal does not arrive."
    ),
}

GONE = "{source} of {service} was silent and is gone now"


def send_letters(*, at: datetime) -> None:
    """
    Send what the engineers have not been told yet.

    A letter that cannot leave is tried again at the next call. One that left just
    before a kill may be sent twice; that is better than not at all.
    """
    for alarm in Alarm.objects.untold().order_by("began_at"):
        service = Service.objects.filter(slug=alarm.service).first()
        readers = readers_of(service.station) if service else []
        if service and readers and not send(alarm, service, readers):
            return
        if alarm.told_at is None:
            alarm.told_at = at
        else:
            alarm.end_told_at = at
        alarm.save(update_fields=["told_at", "end_told_at"])


def send(alarm: Alarm, service: Service, readers: list[str]) -> bool:
    """Send one letter; return whether it left."""
    subject, text = letter(alarm, service)
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, readers)
    except (SMTPException, OSError) as error:
        logger.warning("a letter about %s could not be sent: %s", alarm, error)
        return False
    return True


def readers_of(station: Station) -> list[str]:
    """Return the addresses of the station's contact and of its engineers, each once."""
    engineers = get_user_model().objects.filter(
        groups__name=ENGINEERS.name, is_active=True
    )
    addresses = [station.contact_email, *engineers.values_list("email", flat=True)]
    return list(dict.fromkeys(address for address in addresses if address))


def letter(alarm: Alarm, service: Service) -> tuple[str, str]:
    """Return the subject and the text of what is to be told now."""
    zone = ZoneInfo(service.station.zone)
    is_over = alarm.told_at is not None
    moment = (alarm.ended_at if is_over else alarm.began_at) or alarm.began_at
    words = (OVER if is_over else BEGAN)[Alarm.Kind(alarm.kind)]
    if is_over and is_gone(alarm):
        words = GONE
    sentence = words.format(service=service.name, source=alarm.source)
    lines = [f"{sentence}, since {clock(moment, zone)}."]
    if is_over:
        lines.append(f"It began at {clock(alarm.began_at, zone)}.")
    lines += on_the_air(alarm, zone, is_over=is_over)
    if not is_over:
        lines += ["", TO_DO[Alarm.Kind(alarm.kind)].format(source=alarm.source)]
    lines += ["", f"{settings.BASE_URL}{settings.DESK_PATH}on-air/"]
    return f"{service.station.call_sign}: {sentence}", "\n".join(lines)


def on_the_air(alarm: Alarm, zone: ZoneInfo, *, is_over: bool) -> list[str]:
    """Return what is heard instead, and why, as far as the journal knows."""
    if alarm.kind == Alarm.Kind.OFF_AIR and not is_over:
        return ["Nothing was written of it since, so nobody hears it."]
    lines = []
    lost = Outage.objects.open().filter(kind=Outage.Kind.LOST, service=alarm.service)
    if not is_over and (outage := lost.filter(source=alarm.source).first()):
        why = f": {outage.reason}" if outage.reason else ""
        lines.append(f"{alarm.source} was lost at {clock(outage.at, zone)}{why}.")
    if switch := Switch.objects.filter(service=alarm.service).first():
        heard = switch.source or "nothing"
        lines.append(f"On the air is {heard}, since {clock(switch.at, zone)}.")
    return lines


def is_gone(alarm: Alarm) -> bool:
    """Return whether a source that was silent has left altogether."""
    losses = Outage.objects.open().filter(kind=Outage.Kind.LOST)
    is_lost = losses.filter(service=alarm.service, source=alarm.source).exists()
    return alarm.kind == Alarm.Kind.SILENCE and is_lost


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """Say a moment as the station's own clocks show it."""
    return f"{moment.astimezone(zone):%a %-d %b %H:%M:%S %Z}"
