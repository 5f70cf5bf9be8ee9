"""
What depends on a program.

It is not deleted while it is scheduled or was heard, nor unpublished while it is to air.
"""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.models import Page

from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.models import Broadcast, GridState, Override, Slot


def dependants(program: Program) -> list[str]:
    """Return what speaks of a program, in words; nothing, when it may be deleted."""
    return [
        *slots_in_words(program),
        *(
            f"it fills the free time of {state.service}"
            for state in GridState.objects.filter(
                default_program=program
            ).select_related("service")
        ),
        *counted(
            Override.objects.filter(program=program).count(),
            "exception airs it",
            "exceptions air it",
        ),
        *counted(
            Broadcast.objects.filter(program=program).count(),
            "broadcast is of it",
            "broadcasts are of it",
        ),
    ]


def slots_in_words(program: Program) -> Iterator[str]:
    found = Slot.objects.filter(program=program).select_related("service")
    for slot in found.order_by("is_withdrawn", "key"):
        name = f"its slot “{slot.key}” on {slot.service}"
        yield f"{name}, withdrawn but kept" if slot.is_withdrawn else name


def counted(number: int, one: str, many: str) -> Iterator[str]:
    if number:
        yield f"{number:,} {one if number == 1 else many}"


def refuse_to_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Send back whoever would delete a program that the schedule speaks of."""
    for program in programs_below([page]):
        found = dependants(program)
        if found:
            messages.error(request, refusal(program, found))
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def refuse_for_many(
    request: HttpRequest, action_type: str, objects: Iterable[Page], _: object
) -> HttpResponse | None:
    """The same, for the list's own "delete" and "unpublish"."""
    refuse = {"delete": refuse_to_delete, "unpublish": refuse_to_unpublish}
    if action_type not in refuse:
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    answers = (refuse[action_type](request, page) for page in pages)
    return next((answer for answer in answers if answer is not None), None)


def refuse_to_unpublish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Send back whoever would take the page of a program that is still to air."""
    for program in programs_going(request, page):
        ahead = Broadcast.objects.filter(program=program).from_moment(timezone.now())
        first = ahead.first()
        if first is not None:
            messages.error(request, stays(program, first, ahead.count()))
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def programs_going(request: HttpRequest, page: Page) -> Iterable[Program]:
    """Return the programs whose pages would go: those below as well, if that was asked for."""
    if request.POST.get("include_descendants"):
        return [program for program in programs_below([page]) if program.live]
    return Program.objects.filter(pk=page.pk, live=True)


def stays(program: Program, first: Broadcast, times: int) -> str:
    found = "; ".join(slots_in_words(program)) or "it fills free time"
    more = "once more" if times == 1 else f"{times:,} more times"
    return (
        f"{program.title} cannot be unpublished: it airs {more}, next on {local(first)}"
        f" ({found}), and listeners would be led nowhere. End its slots, or have another"
        " program air, and then unpublish it."
    )


def programs_below(pages: Iterable[Page]) -> Iterator[Program]:
    for page in pages:
        yield from Program.objects.descendant_of(page, inclusive=True)


def refusal(program: Program, found: list[str]) -> str:
    shown = "; ".join(found[:6])
    more = f"; and {len(found) - 6} more" if len(found) > 6 else ""
    return (
        f"{program.title} cannot be deleted: {shown}{more}. End its slots, and then"
        " unpublish its page instead: what was heard keeps its name."
    )


def local(broadcast: Broadcast) -> str:
    moment = timezone.localtime(broadcast.starts_at)
    return f"{moment:%A, %B} {moment.day}, {moment:%H:%M}"
