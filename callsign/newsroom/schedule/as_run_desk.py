"""The page "As run" at the desk: a service's day, as it was planned and as it ran."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from callsign.newsroom.schedule.as_run import bounds_of, lines_of, why_not_known
from callsign.newsroom.schedule.as_run_table import as_csv
from callsign.newsroom.schedule.models import Aircheck, Identification
from callsign.newsroom.schedule.tasks import make_aircheck
from callsign.newsroom.station.models import Service
from callsign.newsroom.station.work import Work

YEARS = range(1920, 3_000)


@require_GET
@never_cache
def as_run(request: HttpRequest, service_slug: str) -> HttpResponse:
    """Show a day; as CSV, when it is asked for so."""
    if not request.user.has_perm("logbook.view_switch"):
        raise PermissionDenied
    services = Service.objects.select_related("station")
    service = get_object_or_404(services, slug=service_slug)
    now, zone = timezone.now(), ZoneInfo(service.station.zone)
    today = now.astimezone(zone).date()
    day = asked_day(request.GET.get("day", "")) or today
    unknown = why_not_known(service, day, at=now)
    lines = [] if unknown else lines_of(service, day, at=now)
    if request.GET.get("format") == "csv":
        if unknown:
            messages.error(request, f"{day} was not written to a file: {unknown}")
            return redirect(f"{address_of(service)}?day={day}")
        return download(as_csv(service, lines), f"as-run-{service.slug}-{day}.csv")
    context = {
        "heading": "As run",
        "service": service,
        "services": Service.objects.all(),
        "zone": zone,
        "day": day,
        "earlier": day - timedelta(days=1),
        "later": day + timedelta(days=1) if day < today else None,
        "unknown": unknown,
        "lines": lines,
        "airchecks": airchecks_of(service, day),
        "may_retry": request.user.has_perm("schedule.change_slot"),
    }
    return render(request, "schedule/desk/as_run.html", context)


@require_POST
def retry_aircheck(request: HttpRequest, aircheck_id: int) -> HttpResponse:
    """Try a recorded airing again that could not be cut."""
    if not request.user.has_perm("schedule.change_slot"):
        raise PermissionDenied
    failed = Aircheck.objects.failed().select_related("broadcast__service__station")
    aircheck = get_object_or_404(failed, pk=aircheck_id)
    aircheck.ask_again(at=timezone.now())
    make_aircheck.enqueue(aircheck.pk)
    messages.success(request, f"{aircheck.broadcast.shown_title} is cut again.")
    broadcast = aircheck.broadcast
    zone = ZoneInfo(broadcast.service.station.zone)
    day = broadcast.starts_at.astimezone(zone).date()
    return redirect(f"{address_of(broadcast.service)}?day={day}")


def asked_day(text: str) -> date | None:
    """
    Return the date that an address asks for, if it is one of a time with radio.

    >>> asked_day("2026-11-23"), asked_day("soon"), asked_day("0001-01-01")
    (datetime.date(2026, 11, 23), None, None)
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def airchecks_of(service: Service, day: date) -> list[Aircheck]:
    """Return what became of a day's recorded airings, where there is something to say."""
    starts_at, ends_at = bounds_of(service, day)
    found = Aircheck.objects.filter(
        broadcast__service=service,
        broadcast__starts_at__lt=ends_at,
        broadcast__ends_at__gt=starts_at,
    )
    rows = found.select_related("broadcast__program", "broadcast__episode")
    return [one for one in rows if one.problem or one.state == Work.State.DONE]


def address_of(service: Service) -> str:
    return reverse("as_run", args=[service.slug])


def download(text: str, name: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Give the page its addresses inside the desk."""
    return [
        path("as-run/<slug:service_slug>/", as_run, name="as_run"),
        path(
            "as-run/aircheck/<int:aircheck_id>/retry/",
            retry_aircheck,
            name="retry_aircheck",
        ),
    ]


class IdentificationViewSet(SnippetViewSet):
    """What each service says of itself on the hour."""

    model = Identification
    icon = "media"
    menu_label = "Identifications"
    list_display = ["service", "audio"]
    copy_view_enabled = False
    panels = [FieldPanel("service"), FieldPanel("audio")]


register_snippet(IdentificationViewSet)
