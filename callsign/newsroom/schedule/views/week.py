"""The week grid of a service, and one airing of it."""

from datetime import time
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from callsign.engines.airtime.asking import why
from callsign.engines.airtime.grid import Grid
from callsign.engines.airtime.wall_clock import utc
from callsign.newsroom.schedule.desk_fields import date_in
from callsign.newsroom.schedule.desk_history import changes_of
from callsign.newsroom.schedule.desk_recurrence import rule_in_words
from callsign.newsroom.schedule.desk_week import clock, midnight, monday_of, week_of
from callsign.newsroom.schedule.grids import grid_of, seconds_of_day
from callsign.newsroom.schedule.models import Change, Override, Slot
from callsign.newsroom.schedule.occurrence_of_date import occurrence_on
from callsign.newsroom.schedule.views.doors import (
    may_edit,
    names_of_programs,
    service_of,
)
from callsign.newsroom.station.models import Service


@require_GET
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Open the grid of the first service."""
    service = Service.objects.first()
    if service is None:
        messages.warning(request, "There is no service to plan for yet: add one first.")
        return redirect("wagtailsnippets_station_service:list")
    return redirect("schedule_week", service.slug)


@require_GET
@never_cache
def week(request: HttpRequest, service_slug: str) -> HttpResponse:
    """Show what is planned for a week."""
    service, at = service_of(service_slug), timezone.now()
    zone = ZoneInfo(service.station.zone)
    today = at.astimezone(zone).date()
    day = date_in(request.GET.get("week")) or today
    grid = grid_of(service)
    shown = week_of(grid, day, names=names_of_programs(), at=at)
    context = {
        "heading": "Schedule",
        "service": service,
        "services": Service.objects.all(),
        "week": shown,
        "this_week": monday_of(today),
        "today": today,
        "zone": f"{midnight(grid, shown.first).astimezone(zone):%Z}",
        "may_edit": may_edit(request),
        "saved": saved_change(service, request.GET.get("saved", "")),
    }
    return render(request, "schedule/desk/week.html", context)


def saved_change(service: Service, number: str) -> Change | None:
    """Return the change that was saved just before, to be told of and taken back."""
    if not number.isdecimal():
        return None
    return Change.objects.filter(service=service, number=int(number[:9])).first()


@require_GET
@never_cache
def tile(request: HttpRequest, service_slug: str) -> HttpResponse:
    """Show one airing, why it is as it is, and what can be done; or a gap."""
    service = service_of(service_slug)
    grid, names = grid_of(service), names_of_programs()
    context = {"service": service, "may_edit": may_edit(request)}
    if "gap" in request.GET:
        return gap(request, grid, context)
    key, _, written = request.GET.get("airing", "").partition("/")
    slot = get_object_or_404(
        Slot.objects.standing(service).select_related("program"), key=key
    )
    day = date_in(written)
    one = occurrence_on(grid, key, day) if day else None
    if one is None:
        raise Http404
    zone, starts_at = grid.zone, utc(one.start)
    context |= {
        "slot": slot,
        "date": one.local_date,
        "heading": one.title or names.get(one.program, one.program),
        "recurs": rule_in_words(slot.rule, slot.valid_from),
        "starts": clock(starts_at, zone),
        "ends": clock(utc(one.end), zone),
        "starts_on": starts_at.astimezone(zone).date(),
        "is_cancelled": one.is_cancelled,
        "is_over": utc(one.end) <= timezone.now(),
        "overrides": Override.objects.filter(slot=slot, date=day).select_related(
            "program", "made_by"
        ),
        "why": why(grid, at=starts_at, names=names),
        "history": changes_of(slot),
        "zone": service.station.zone,
    }
    return render(request, "schedule/desk/airing.html", context)


def gap(request: HttpRequest, grid: Grid, context: dict) -> HttpResponse:
    """Show time for which nothing is planned."""
    written, starts, ends = (*request.GET["gap"].split("/"), "", "")[:3]
    day = date_in(written)
    if day is None:
        raise Http404
    try:
        second = seconds_of_day(time.fromisoformat(starts))
    except ValueError as error:
        raise Http404 from error
    moment = utc(grid.clock.instant(day.toordinal(), second))
    context |= {
        "heading": "Nothing planned",
        "date": day,
        "starts": starts,
        "ends": ends,
        "why": why(grid, at=moment, names=names_of_programs()),
    }
    return render(request, "schedule/desk/gap.html", context)
