"""The page "On air": how the services are, and switching them by hand."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.log_actions import log

from callsign.engines.stream.configuration import Misconfigured
from callsign.newsroom.logbook.air_line import NoAnswer, ask_air
from callsign.newsroom.logbook.models import Intake
from callsign.newsroom.logbook.status import look
from callsign.newsroom.station.air_configuration import air_configuration
from callsign.newsroom.station.models import Service

AUTOMATIC = "auto"


def may_look(request: HttpRequest) -> bool:
    return request.user.has_perm("logbook.view_switch")


def may_switch(request: HttpRequest) -> bool:
    return request.user.has_perm("station.change_source")


@require_GET
@never_cache
def on_air(request: HttpRequest) -> HttpResponse:
    """Show everything, with what is wrong in the configuration or the journal."""
    if not may_look(request):
        raise PermissionDenied
    context = {
        "shown": look(at=timezone.now()),
        "may_switch": may_switch(request),
        "misconfigured": what_air_would_refuse(),
        "intake": Intake.objects.exclude(problem_count=0).last(),
    }
    return render(request, "logbook/desk/on_air.html", context)


@require_GET
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    """Show the part of the page that changes by the second."""
    if not may_look(request):
        raise PermissionDenied
    context = {"shown": look(at=timezone.now()), "may_switch": may_switch(request)}
    return render(request, "logbook/desk/status.html", context)


@require_POST
def switch(request: HttpRequest, service_id: int) -> HttpResponse:
    """Put a source on the air by hand, or let air choose again."""
    if not may_switch(request):
        raise PermissionDenied
    service = get_object_or_404(Service, pk=service_id)
    name = request.POST.get("source", AUTOMATIC)
    try:
        ask_air(verb="switch", service=service.slug, source=name)
    except NoAnswer as error:
        messages.error(request, f"{service} was not switched. {error}")
        return redirect("on_air")
    log(service, "logbook.switch", user=request.user, data={"note": name})
    by_hand = f"{name} is put on the air of {service}."
    by_itself = f"{service} chooses its source by itself again."
    messages.success(request, by_itself if name == AUTOMATIC else by_hand)
    return redirect("on_air")


def what_air_would_refuse() -> str:
    """Return what is wrong with the configuration, or nothing."""
    try:
        air_configuration()
    except Misconfigured as error:
        return str(error)
    return ""
