"""What readers are told of a recording that has no transcript yet."""

from datetime import date, datetime

from django.utils import timezone

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models.transcript_rule import standing_promise
from callsign.outlets.frontpage.masthead import Masthead
from callsign.outlets.frontpage.moments import MONTHS


def promised(
    audio: Audio | None, masthead: Masthead, *, at: datetime | None = None
) -> str:
    """
    Return when a transcript will be there, as it was promised; "" when it was not.

    For pages that print none. Cost: one query.
    """
    promise = standing_promise(audio.pk) if audio else None
    if promise is None or promise.promised_until is None:
        return ""
    today = (at or timezone.now()).astimezone(masthead.zone).date()
    return in_words(promise.promised_until, is_late=promise.is_kept_waiting(today))


def in_words(day: date, *, is_late: bool) -> str:
    """
    Return a promise as readers read it, and one that was not kept.

    >>> in_words(date(2026, 11, 25), is_late=False)
    'A transcript will be here by Nov. 25, 2026.'
    >>> in_words(date(2026, 11, 25), is_late=True)
    'A transcript is late: it was promised for Nov. 25, 2026.'
    """
    said = f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
    if is_late:
        return f"A transcript is late: it was promised for {said}."
    return f"A transcript will be here by {said}."
