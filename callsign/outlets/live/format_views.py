"""The schedule in others' formats: iCalendar, RadioDNS, Composer 2, a page to embed."""

from datetime import date, datetime, timedelta
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt

from callsign.newsroom.schedule.airing import AHEAD
from callsign.newsroom.schedule.models import Broadcast, GridState
from callsign.newsroom.station.public_pages import shown_until
from callsign.outlets.live import composer
from callsign.outlets.live.airings import Airing, airings
from callsign.outlets.live.asked import AskedService, AskedStation, station_asked
from callsign.outlets.live.calendar_file import write_calendar
from callsign.outlets.live.clock_words import time_words
from callsign.outlets.live.days import day_of, week_of
from callsign.outlets.live.gone import gone_from
from callsign.outlets.live.now import expires_at, on_air
from callsign.outlets.live.now import written as utc_written
from callsign.outlets.live.read_only import read_only
from callsign.outlets.live.spi import identifier, write_pi, write_si
from callsign.outlets.live.tuning import tuning_of, tunings

NEXT_UP = 3
ON_WIDGET = 3
MINUTE_S = 60


@read_only
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with eight weeks of a service, for calendars."""
    station = station_asked(request)
    service = station.service(slug)
    now = timezone.now()
    first = day_of(now.astimezone(station.zone).date(), station.zone).starts_at
    # Before what it numbers: one that comes in between makes it too low, not too high.
    grids = GridState.objects.filter(service=service.key)
    number = grids.values_list("number", flat=True).first() or 0
    found = between(station, service, first, now + AHEAD)
    gone = gone_from(service, station.zone, found, starts_at=first, ends_at=now + AHEAD)
    origin = origin_of(request)
    body = write_calendar(
        station, service, found, gone, number=number, origin=origin, at=now
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    return open_to_all_sites(response)


@read_only
def service_information(request: HttpRequest) -> HttpResponse:
    """Answer with the services of a station, for hybrid radios."""
    body = write_si(
        station_asked(request),
        tunings(request),
        origin=origin_of(request),
        at=timezone.now(),
    )
    return open_to_all_sites(as_xml(body))


@read_only
def program_information(
    request: HttpRequest, slug: str, day: date, host: str = ""
) -> HttpResponse:
    """Answer with what a service airs on a day, for hybrid radios."""
    station = station_asked(request)
    service = next(
        (one for one in station.services if slug in (one.slug, identifier(one.slug))),
        None,
    )
    if service is None:
        raise Http404(f"this station has no service {slug}")
    whole = day_of(day, station.zone)
    found = between(station, service, whole.starts_at, whole.ends_at)
    if not found:
        raise Http404("of this day no schedule is known")
    body = write_pi(
        station,
        service,
        whole,
        found,
        tuning_of(request, service.slug),
        origin=origin_of(request),
        at=timezone.now(),
    )
    return open_to_all_sites(as_xml(body))


@read_only
def composer_widget(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Answer as a widget of Composer 2: what is on now, on a day, in a week."""
    if request.GET.get("format", "json") != "json":
        return composer_refused("format is json")
    try:
        asked = read_day(request.GET.get("date", ""))
    except ValueError:
        return composer_refused("date is written 2026-11-23")
    station = station_asked(request)
    service = station.service(slug)
    now = timezone.now()
    day = asked or now.astimezone(station.zone).date()
    days = week_of(day, station.zone) if what == "week" else [day_of(day, station.zone)]
    found = between(station, service, days[0].starts_at, days[-1].ends_at)
    # Each broadcast is told of once: on the day on which it begins.
    begun = [one for one in found if one.starts_at >= days[0].starts_at]
    listed = [
        composer.item(one, service, station.zone, origin=origin_of(request))
        for one in begun
    ]
    if what == "now":
        answer = composer_now(request, station, service, listed, at=now)
    else:
        answer = {
            "onThisWeek" if what == "week" else "onToday": listed,
            "params": {"date": day.isoformat(), "format": "json"},
        }
    return open_to_all_sites(JsonResponse(answer))


def composer_now(
    request: HttpRequest,
    station: AskedStation,
    service: AskedService,
    today: list[dict[str, Any]],
    *,
    at: datetime,
) -> dict[str, Any]:
    [told] = on_air(station, [service], at=at, count=NEXT_UP)
    shown_until(request, expires_at([told], at=at))
    now, *following = (
        composer.item_of_now(one, service, station.zone, origin=origin_of(request))
        if one
        else {}
        for one in (told.now, *told.next)
    )
    return {"showNow": True, "onNow": now, "nextUp": following, "onToday": today}


@read_only
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def widget(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is on and what is next, on somebody else's page."""
    station = station_asked(request)
    service = station.service(slug)
    now = timezone.now()
    [told] = on_air(station, [service], at=now, count=ON_WIDGET)
    until = expires_at([told], at=now)
    shown_until(request, until)
    left_s = max(1, (until - now) // timedelta(seconds=1) + 1)
    context = {
        "service": service,
        "now": told.now,
        "now_until": time_words(told.now.ends_at, station.zone) if told.now else "",
        "next": [(one, time_words(one.starts_at, station.zone)) for one in told.next],
        "expires_at": utc_written(until),
        # A copy of this page may be a minute old, and a browser counts from when it came.
        "again_s": min(left_s, MINUTE_S),
        "site": station.name,
    }
    return render(request, "live/widget.html", context)


def between(
    station: AskedStation, service: AskedService, starts_at: datetime, ends_at: datetime
) -> list[Airing]:
    """Return what a service airs between two moments. Cost: one query."""
    return airings(
        Broadcast.objects.on(service.key).between(starts_at, ends_at),
        station=station.key,
        root_path=station.root_path,
    )


def read_day(text: str) -> date | None:
    """
    Read a date, or nothing. Raises: ValueError

    >>> read_day("2026-11-23"), read_day("")
    (datetime.date(2026, 11, 23), None)
    """
    if not text:
        return None
    day = date.fromisoformat(text)
    if not 2000 <= day.year < 2100:
        raise ValueError("no schedule reaches there")
    return day


def composer_refused(reason: str) -> HttpResponse:
    return open_to_all_sites(JsonResponse({"error": reason}, status=400))


def as_xml(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def open_to_all_sites(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    return response


def origin_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
