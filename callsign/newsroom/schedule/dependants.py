"""What depends on a program: it is not deleted while it is scheduled or was heard."""

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
    for slot in found:
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


def refuse_to_delete_many(
    request: HttpRequest, action_type: str, objects: Iterable[Page], _: object
) -> HttpResponse | None:
    """The same, for the list's own "delete"."""
    if action_type != "delete":
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    for page in pages:
        response = refuse_to_delete(request, page)
        if response is not None:
            return response
    return None


def warn_of_unpublishing(request: HttpRequest, page: Page) -> None:
    """Say that a program whose page goes is scheduled still."""
    for program in programs_below([page]):
        ahead = Broadcast.objects.filter(program=program).from_moment(timezone.now())
        first = ahead.first()
        if first is not None:
            messages.warning(
                request,
                f"{program.title} has no page now, and is still scheduled: it airs"
                f" {ahead.count():,} more times, next on {local(first)}. Take it out of"
                " the schedule if it is not to air.",
            )


def programs_below(pages: Iterable[Page]) -> Iterator[Program]:
    for page in pages:
        yield from Program.objects.descendant_of(page, inclusive=True)


def refusal(program: Program, found: list[str]) -> str:
    shown = "; ".join(found[:6])
    more = f"; and {len(found) - 6} more" if len(found) > 6 else ""
    return (
        f"{program.title} cannot be deleted: {shown}{more}. End its slots and unpublish"
        " its page instead: what was heard keeps its name."
    )


def local(broadcast: Broadcast) -> str:
    moment = timezone.localtime(broadcast.starts_at)
    return f"{moment:%A, %B} {moment.day}, {moment:%H:%M}"
