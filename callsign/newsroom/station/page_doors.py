"""
The doors of pages that have a password of their own: who guesses has five tries.

They are counted for each door and each place, in the rows that django-axes keeps of the
login, so that every process knows of them and an office that guesses is seen as one.
"""

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.views import authenticate_with_password

from callsign.newsroom.station.throttle import failures, place

DOOR = "the door of a page"  # in the place of a browser's name, of which one has many


def open_page(
    request: HttpRequest, page_view_restriction_id: int, page_id: int
) -> HttpResponse:
    """Let in who knows the password of a page, as Wagtail does, and nobody who guesses."""
    name = f"page password {page_view_restriction_id}"
    asks = request.method == "POST"
    at = timezone.now()
    if asks and wrong_before(request, name, at=at) >= settings.AXES_FAILURE_LIMIT:
        return render(request, "station/door_closed.html", status=429)
    response = authenticate_with_password(request, page_view_restriction_id, page_id)
    if asks and response.status_code == 302:
        attempts(request, name).delete()
    elif asks:
        note_wrong(request, name, at=at)
    return response


def attempts(request: HttpRequest, name: str) -> QuerySet:
    return AccessAttempt.objects.filter(
        username=name, ip_address=place(request), user_agent=DOOR
    )


def wrong_before(request: HttpRequest, name: str, *, at: datetime) -> int:
    """Return how many wrong passwords came from this place lately."""
    return failures(attempts(request, name).filter(attempt_time__gte=since(at)))


def note_wrong(request: HttpRequest, name: str, *, at: datetime) -> None:
    """Count one more; what is older than the throttle looks back begins anew."""
    attempts(request, name).filter(attempt_time__lt=since(at)).delete()
    counted = attempts(request, name).update(
        failures_since_start=F("failures_since_start") + 1, attempt_time=at
    )
    if not counted:
        AccessAttempt.objects.create(
            username=name,
            ip_address=place(request),
            user_agent=DOOR,
            path_info=request.path_info[:255],
            failures_since_start=1,
        )


def since(at: datetime) -> datetime:
    return at - timedelta(hours=settings.AXES_COOLOFF_TIME)
