"""The list of all slots: also those that no week shows, and that grids on a phone hide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from callsign.newsroom.schedule.desk_recurrence import rule_in_words
from callsign.newsroom.schedule.models import GridState, Override, Slot
from callsign.newsroom.schedule.views.doors import may_edit, service_of


@require_GET
@never_cache
def slots(request: HttpRequest, service_slug: str) -> HttpResponse:
    """List the slots that stand, the exceptions to come, and what fills the rest."""
    service, at = service_of(service_slug), timezone.now()
    standing = Slot.objects.standing(service).select_related("program")
    state = GridState.objects.filter(service=service).select_related("default_program")
    exceptions = Override.objects.filter(
        slot__in=standing, date__gte=at.date()
    ).select_related("slot__program", "program", "made_by")
    context = {
        "heading": "Slots",
        "service": service,
        "may_edit": may_edit(request),
        "state": state.first(),
        "exceptions": exceptions.order_by("date", "pk"),
        "rows": [
            {
                "slot": one,
                "recurs": rule_in_words(one.rule, one.valid_from),
                "has_ended": bool(one.valid_until and one.valid_until < at.date()),
            }
            for one in standing
        ],
    }
    return render(request, "schedule/desk/slots.html", context)
