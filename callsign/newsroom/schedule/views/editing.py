"""An edit in two steps: first what it would do, then, with a reason, it is done."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from callsign.engines.airtime.titles import titled
from callsign.newsroom.schedule.airing import AHEAD
from callsign.newsroom.schedule.comparing import Preview
from callsign.newsroom.schedule.desk_edit_form import EditForm
from callsign.newsroom.schedule.desk_fields import date_in
from callsign.newsroom.schedule.desk_ground import Ground
from callsign.newsroom.schedule.desk_kinds import KINDS
from callsign.newsroom.schedule.desk_week import monday_of
from callsign.newsroom.schedule.desk_words import Said, said_of_remarks
from callsign.newsroom.schedule.desk_words_of_days import listed
from callsign.newsroom.schedule.edits import Refused
from callsign.newsroom.schedule.models import Change, Slot
from callsign.newsroom.schedule.planning import (
    GridChanged,
    preview,
    save_edit,
)
from callsign.newsroom.schedule.views.doors import refuse_onlookers, service_of

LONGEST_REASON = 200
# What the preview's own controls send beside the fields of the form.
OWN_NAMES = {"csrfmiddlewaretoken", "step", "number", "reason"}
UNPROCESSABLE, CONFLICT = 422, 409
COUNTED = {
    "lost": "lost episode",
    "gaps": "gap",
    "overlaps": "overlap",
    "odd": "odd time",
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit(request: HttpRequest, service_slug: str, kind: str) -> HttpResponse:
    """Show a form; what it would do; or that it is done."""
    refuse_onlookers(request)
    form_class = KINDS.get(kind)
    if form_class is None:
        raise Http404
    ground = ground_of(request, service_slug, form_class)
    if request.method != "POST":
        form = form_class(ground=ground, initial=form_class.initial_of(ground))
        return show_form(request, form)
    form = form_class(request.POST, ground=ground)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE)
    if request.POST.get("step") == "back":
        return show_form(request, form)
    try:
        if request.POST.get("step") == "save":
            return save(request, form)
        return show_preview(request, form)
    except Refused as refused:
        for problem in refused.problems:
            form.add_error(None, problem)
        return show_form(request, form, status=UNPROCESSABLE)


def ground_of(
    request: HttpRequest, service_slug: str, form_class: type[EditForm]
) -> Ground:
    """
    Raises: Http404 for a form about a slot or a date that are none
    """
    service, asked = service_of(service_slug), request.GET.dict()
    key, day = asked.get("slot"), date_in(asked.get("date"))
    ground = Ground(service, timezone.now(), day=day, asked=asked)
    if form_class.needs_date and day is None:
        raise Http404
    if form_class.needs_slot:
        standing = Slot.objects.standing(service).select_related("program")
        ground.slot = get_object_or_404(standing, key=key)
    return ground


def save(request: HttpRequest, form: EditForm) -> HttpResponse:
    """Do it; or show what somebody else did since, and what it would do now."""
    reason = titled(request.POST.get("reason", ""))[:LONGEST_REASON]
    number = request.POST.get("number", "")
    ground = form.ground
    try:
        change = save_edit(
            ground.service,
            form.edit(reason=reason),
            number=int(number[:9]) if number.isdecimal() else -1,
            by=request.user,
            reason=reason,
            at=ground.at,
        )
    except GridChanged as changed:
        return show_preview(request, form, changes=changed.changes, status=CONFLICT)
    week = monday_of(week_to_show(form))
    query = urlencode({"week": week, "saved": change.number})
    return redirect(f"{reverse('schedule_week', args=[ground.service.slug])}?{query}")


def week_to_show(form: EditForm) -> Any:
    """Return a day of the week in which the edit is best seen."""
    names = ("to_date", "to_week", "from_date", "date", "valid_from", "last_date")
    chosen = (form.cleaned_data.get(name) for name in names)
    return next(filter(None, chosen), form.ground.week)


def show_form(
    request: HttpRequest, form: EditForm, *, status: int = 200
) -> HttpResponse:
    context = {**shared(form), "address": request.get_full_path()}
    return render(request, "schedule/desk/edit.html", context, status=status)


def show_preview(
    request: HttpRequest,
    form: EditForm,
    *,
    changes: tuple[Change, ...] = (),
    status: int = 200,
) -> HttpResponse:
    ground = form.ground
    shown = preview(ground.service, form.edit(), at=ground.at)
    context = {
        **shared(form),
        **in_words(shown, form),
        "address": request.get_full_path(),
        "number": shown.number,
        "kept": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in OWN_NAMES
            for value in values
        ],
        "reason": request.POST.get("reason", ""),
        "is_conflict": status == CONFLICT,
        "changes": changes,
    }
    return render(request, "schedule/desk/preview.html", context, status=status)


def in_words(shown: Preview, form: EditForm) -> dict[str, Any]:
    """Return a preview as its page says it."""
    ground = form.ground
    span = {"today": ground.today, "until": (ground.at + AHEAD).date()}
    remarks = {"zone": ground.grid.zone, **span}
    found = {
        "asked": [one for one in shown.said if one.is_asked],
        "following": [one for one in shown.said if not one.is_asked],
        "lost": shown.lost,
        "gaps": said_of_remarks(shown.gaps, **remarks),
        "overlaps": said_of_remarks(shown.overlaps, **remarks),
        "odd": said_of_remarks(shown.odd, **remarks),
    }
    return {**found, "summary": summary_of(found), "until": span["until"]}


def summary_of(found: Mapping[str, Sequence[Said]]) -> str:
    """
    Return what a preview found, counted: for whoever hears the page.

    >>> summary_of({"asked": [Said("Local Desk airs")], "gaps": [Said("11 to 12")] * 2})
    'Preview: 1 change and 2 gaps.'
    """
    counted: dict[str, int] = {}
    for name, each in found.items():
        word = COUNTED.get(name, "change")
        counted[word] = counted.get(word, 0) + len(each)
    said = [f"{n} {word}{'s' * (n > 1)}" for word, n in counted.items() if n]
    return f"Preview: {listed(said) or 'nothing changes'}."


def shared(form: EditForm) -> dict[str, Any]:
    ground = form.ground
    return {
        "form": form,
        "heading": form.heading,
        "service": ground.service,
        "slot": ground.slot,
        "date": ground.day if form.needs_date else None,
        "week": monday_of(ground.week),
    }
