"""The address that tells apps and players what is on, and what is next."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.http import http_date

from callsign.outlets.live.asked import AskedStation, asked_station
from callsign.outlets.live.now import as_json, expires_at, on_air
from callsign.outlets.live.read_only import read_only

FEWEST, MOST = 3, 24
LONGEST_SLUG = 40
# What is on may be changed while it is on: no cache may keep the old answer for longer.
LASTS = timedelta(seconds=30)
# Nothing is planned nor kept beyond these, and arithmetic near year 1 or 9999 fails.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


class BadQuestion(ValueError):
    """A parameter that cannot be understood; the message says which, and what can be."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: of which service (None: of all), at which moment, how many."""

    service: str | None
    at: datetime | None
    count: int


@read_only
def now(request: HttpRequest) -> HttpResponse:
    """Answer with what is on and what is next, at a moment, of one service or all."""
    try:
        question = read_question(request)
    except BadQuestion as error:
        return refused(400, str(error))
    station = asked_station(request)
    services = station.services if station else ()
    if question.service is not None:
        services = tuple(one for one in services if one.slug == question.service)
    if station is None or (question.service and not services):
        return refused(404, f"there is no service {question.service or 'here'}")
    return told(request, question, station, services)


def told(
    request: HttpRequest,
    question: Question,
    station: AskedStation,
    services: tuple,
) -> HttpResponse:
    asked_at = timezone.now()
    at = question.at or asked_at
    found = on_air(station, services, at=at, count=question.count)
    origin = f"{request.scheme}://{request.get_host()}"
    response = JsonResponse(as_json(found, station, at=at, now=asked_at, origin=origin))
    left = min(expires_at(found, at=at) - asked_at, LASTS)
    if left <= timedelta(0):  # of a moment that has passed; it may be heard again later
        left = LASTS
    response["Cache-Control"] = f"public, max-age={int(left.total_seconds())}"
    response["Expires"] = http_date(int((asked_at + left).timestamp()))
    response["Access-Control-Allow-Origin"] = "*"
    return response


def read_question(request: HttpRequest) -> Question:
    """
    Read the parameters. What is not known is passed over.

    Raises: BadQuestion
    """
    given = request.GET
    return Question(
        read_service(given["service"]) if "service" in given else None,
        read_moment(given["at"]) if "at" in given else None,
        read_count(given["count"]) if "count" in given else FEWEST,
    )


def read_service(text: str) -> str:
    """
    Raises: BadQuestion

    >>> read_service("kdemo-jazz")
    'kdemo-jazz'
    """
    plain = text.replace("-", "").replace("_", "")
    if plain.isascii() and plain.isalnum() and len(text) <= LONGEST_SLUG:
        return text
    raise BadQuestion("service is the slug of a service: letters, digits, - and _")


def read_moment(text: str) -> datetime:
    """
    Raises: BadQuestion

    >>> read_moment("2026-11-23T15:00:00Z")
    datetime.datetime(2026, 11, 23, 15, 0, tzinfo=datetime.timezone.utc)
    >>> read_moment("2026-11-23T09:00:00")
    Traceback (most recent call last):
    ...
    callsign.outlets.live.now_api.BadQuestion: at needs a zone: write 2026-11-23T15:00:00Z
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadQuestion("at is a moment: write 2026-11-23T15:00:00Z") from error
    if moment.tzinfo is None:
        raise BadQuestion("at needs a zone: write 2026-11-23T15:00:00Z")
    if not EARLIEST <= moment <= LATEST:
        raise BadQuestion("at is between the years 2000 and 2100")
    return moment.astimezone(UTC)


def read_count(text: str) -> int:
    """
    Raises: BadQuestion
    """
    if text.isascii() and text.isdecimal() and len(text) < 4:
        count = int(text)
        if FEWEST <= count <= MOST:
            return count
    raise BadQuestion(f"count is a whole number from {FEWEST} to {MOST}")


def refused(status: int, reason: str) -> JsonResponse:
    """Say why there is no answer, in the form of one."""
    response = JsonResponse({"error": reason}, status=status)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"
    return response
