"""The schedule's pages: a day as a list, a week as a grid."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from callsign.design.structured_data import data_block
from callsign.newsroom.station.public_pages import shown_until
from callsign.outlets.live.airings import Airing
from callsign.outlets.live.asked import AskedService, station_asked
from callsign.outlets.live.clock_words import span_words, zone_words
from callsign.outlets.live.days import day_of, week_of
from callsign.outlets.live.extents import Extent, extents
from callsign.outlets.live.schedule_data import schedule_data
from callsign.outlets.live.schedule_shown import (
    ShownDay,
    Telling,
    airings_of,
    boundaries,
    shown_day,
)
from callsign.outlets.live.week_table import week_table

A_WEEK = timedelta(weeks=1)
A_DAY = timedelta(days=1)


@require_safe
def today(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Show what a service airs today; of the first where none is named."""
    station = station_asked(request)
    if not station.services:
        return render(request, "live/no_schedule.html", {"address": here(request)})
    service = station.service(slug) if slug else station.services[0]
    telling = Telling(station, service, timezone.now())
    return day_page(request, telling, telling.today, extents(station))


@require_safe
def day(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """Show what a service airs on a date."""
    station = station_asked(request)
    telling = Telling(station, station.service(slug), timezone.now())
    known = extents(station)
    inside(known.get(telling.service.key), day, day)
    return day_page(request, telling, day, known)


@require_safe
def this_week(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a service airs this week."""
    station = station_asked(request)
    telling = Telling(station, station.service(slug), timezone.now())
    return week_page(request, telling, telling.today, extents(station))


@require_safe
def week(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """Show what a service airs in a week, which has the address of its Monday."""
    station = station_asked(request)
    telling = Telling(station, station.service(slug), timezone.now())
    known = extents(station)
    monday = day - timedelta(days=day.weekday())
    inside(known.get(telling.service.key), monday, monday + 6 * A_DAY)
    if day != monday:
        return HttpResponsePermanentRedirect(week_address(telling.service, monday))
    return week_page(request, telling, day, known)


def day_page(
    request: HttpRequest, telling: Telling, asked: date, known: dict[int, Extent]
) -> HttpResponse:
    service, station = telling.service, telling.station
    whole = day_of(asked, station.zone)
    found = airings_of([whole], telling)
    lasts_until(request, telling, found)
    shown = shown_day(whole, found, telling, day_address(service, asked))
    extent = known.get(service.key)
    context = {
        **frame(request, telling, whole.starts_at + A_DAY / 2),
        "day": shown,
        "strip": strip(telling, asked, extent),
        "before": link_to(asked - A_DAY, telling, extent),
        "after": link_to(asked + A_DAY, telling, extent),
        "week": week_address(service, asked - timedelta(days=asked.weekday())),
        "switch": [
            (one, day_address(one, known[one.key].nearest(asked)))
            for one in station.services
            if one.key in known
        ],
        "data": data_block(schedule_data(telling, found, origin(request))),
    }
    return render(request, "live/day.html", context)


def week_page(
    request: HttpRequest, telling: Telling, asked: date, known: dict[int, Extent]
) -> HttpResponse:
    service, station = telling.service, telling.station
    days = week_of(asked, station.zone)
    found = airings_of(days, telling)
    lasts_until(request, telling, found)
    extent = known.get(service.key)
    shown = [
        shown_day(
            one,
            found,
            telling,
            day_address(service, one.date) if extent and extent.holds(one.date) else "",
        )
        for one in days
    ]
    monday = days[0].date
    context = {
        **frame(request, telling, days[3].starts_at),
        "span": span_words(monday, days[-1].date),
        "days": shown,
        "table": week_table(days, found, telling),
        "is_now": any(one.is_today for one in shown),
        "before": week_link(monday - A_WEEK, service, extent),
        "after": week_link(monday + A_WEEK, service, extent),
        "switch": [
            (one, week_of_nearest(one, monday, known[one.key]))
            for one in station.services
            if one.key in known
        ],
    }
    return render(request, "live/week.html", context)


def frame(request: HttpRequest, telling: Telling, at: datetime) -> dict[str, Any]:
    """Return what both pages say."""
    return {
        "service": telling.service,
        "address": here(request),
        "zone": telling.zone.key,
        "zone_city": telling.zone.key.rpartition("/")[2].replace("_", " "),
        "zone_words": zone_words(at, telling.zone),
    }


def strip(telling: Telling, asked: date, extent: Extent | None) -> list[ShownDay]:
    """Return the days of the week around a day, with the addresses of those known."""
    return [
        shown_day(
            one,
            (),
            telling,
            day_address(telling.service, one.date)
            if extent and extent.holds(one.date)
            else "",
        )
        for one in week_of(asked, telling.zone)
    ]


def link_to(day: date, telling: Telling, extent: Extent | None) -> ShownDay | None:
    """Return a neighboring day, where something is known of it."""
    if extent is None or not extent.holds(day):
        return None
    address = day_address(telling.service, day)
    return shown_day(day_of(day, telling.zone), (), telling, address)


def week_link(monday: date, service: AskedService, extent: Extent | None) -> str:
    """Return the address of a week, where something is known of it."""
    is_known = extent and extent.first <= monday + 6 * A_DAY and monday <= extent.last
    return week_address(service, monday) if is_known else ""


def week_of_nearest(service: AskedService, monday: date, extent: Extent) -> str:
    """Return the address of a week, or of the nearest of which something is known."""
    return week_link(monday, service, extent) or week_address(
        service, extent.nearest(monday)
    )


def day_address(service: AskedService, day: date) -> str:
    return reverse("live:day", args=[service.slug, day])


def week_address(service: AskedService, day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    return reverse("live:week", args=[service.slug, monday])


def inside(extent: Extent | None, first: date, last: date) -> None:
    """Raises: Http404 where nothing is known of any day from first to last"""
    if extent is None or first > extent.last or last < extent.first:
        raise Http404("of this day no schedule is known")


def lasts_until(
    request: HttpRequest, telling: Telling, found: Iterable[Airing]
) -> None:
    """Let copies of the page end when something else is on, or today is over."""
    midnight = day_of(telling.today, telling.zone).ends_at
    shown_until(request, min([midnight, *boundaries(found, telling.now)]))


def here(request: HttpRequest) -> str:
    return request.build_absolute_uri(request.path)


def origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
