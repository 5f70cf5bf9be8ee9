"""The list of changes: who, when and why, in words; and taking one back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from callsign.newsroom.schedule.desk_fields import date_in
from callsign.newsroom.schedule.edits import Refused
from callsign.newsroom.schedule.models import Change
from callsign.newsroom.schedule.planning import undo
from callsign.newsroom.schedule.views.doors import (
    may_edit,
    refuse_onlookers,
    service_of,
)

CHANGES_SHOWN = 30


@require_GET
@never_cache
def changes(request: HttpRequest, service_slug: str) -> HttpResponse:
    """Show what was done to a grid, the latest first."""
    service = service_of(service_slug)
    found = Change.objects.filter(service=service).select_related(
        "made_by", "undoes", "undone_by"
    )
    page = Paginator(found, CHANGES_SHOWN).get_page(request.GET.get("p"))
    context = {
        "heading": "Changes",
        "service": service,
        "page": page,
        "may_edit": may_edit(request),
        "zone": service.station.zone,
    }
    return render(request, "schedule/desk/changes.html", context)


@require_POST
def take_back(request: HttpRequest, service_slug: str, number: int) -> HttpResponse:
    """
    Undo a change; when that cannot be, say why and leave everything as it is.

    It leads back to where it was asked for: to a week, or the list.
    """
    refuse_onlookers(request)
    service = service_of(service_slug)
    change = get_object_or_404(Change, service=service, number=number)
    try:
        undone = undo(change, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(
            request,
            f"Change {number} was not undone. " + " ".join(refused.problems),
        )
    else:
        messages.success(
            request, f"Change {number} is undone, as change {undone.number}."
        )
    week = date_in(request.POST.get("week"))
    if week is None:
        return redirect("schedule_changes", service.slug)
    return redirect(f"{reverse('schedule_week', args=[service.slug])}?week={week}")
