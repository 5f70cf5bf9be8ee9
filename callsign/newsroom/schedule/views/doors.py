"""Who may see the grid, who may change it, and which service is meant."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from callsign.newsroom.programs.models import Program
from callsign.newsroom.station.models import Service


def may_edit(request: HttpRequest) -> bool:
    """Everybody at the desk may see the grid; this is who may change it."""
    return request.user.has_perm("schedule.change_slot")


def refuse_onlookers(request: HttpRequest) -> None:
    """
    Raises: PermissionDenied
    """
    if not may_edit(request):
        raise PermissionDenied


def service_of(slug: str) -> Service:
    return get_object_or_404(Service.objects.select_related("station"), slug=slug)


def names_of_programs() -> dict[str, str]:
    """Return what programs are called, by their slugs."""
    return dict(Program.objects.values_list("slug", "title"))
