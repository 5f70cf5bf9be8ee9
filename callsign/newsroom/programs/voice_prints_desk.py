"""Voice-prints at the desk: who agreed, whose voice is learned, and the end of both."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from callsign.newsroom.people.models import Person
from callsign.newsroom.programs.models import Program
from callsign.newsroom.programs.models.program import VOICE_PRINTS_WARNING, ProgramHost
from callsign.newsroom.transcripts.models import NoConsent, VoiceConsent
from callsign.newsroom.transcripts.models.voice_lesson import (
    ask_lesson,
    withdraw_consent,
)


class ConsentForm(forms.Form):
    """What the signed paper says, and where it lies."""

    given_on = forms.DateField(
        label="Signed on", widget=forms.DateInput(attrs={"type": "date"})
    )
    form = forms.CharField(
        label="Signed form",
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "Where the paper is kept"}),
    )

    def clean_given_on(self) -> object:
        """Refuse a signature of tomorrow."""
        given_on = self.cleaned_data["given_on"]
        if given_on > timezone.localdate():
            raise forms.ValidationError("This day has not come yet.")
        return given_on


@require_GET
@never_cache
def voice_prints(request: HttpRequest) -> HttpResponse:
    """Show every host, and whoever agreed once or has a print."""
    require_right(request)
    return show(request)


@require_POST
def consent(request: HttpRequest, person_id: int) -> HttpResponse:
    """Write down that somebody signed."""
    person = person_for(request, person_id)
    form = ConsentForm(request.POST, auto_id=f"p{person.pk}-%s")
    if not form.is_valid():
        return show(request, {person.pk: form}, status=422)
    VoiceConsent.objects.give(
        person,
        given_on=form.cleaned_data["given_on"],
        form=form.cleaned_data["form"],
        by=request.user,
        at=timezone.now(),
    )
    return done(request, f"The consent of {person} is recorded.")


@require_POST
def learn(request: HttpRequest, person_id: int) -> HttpResponse:
    """Let a worker learn somebody's voice from checked transcripts."""
    person = person_for(request, person_id)
    try:
        ask_lesson(person, by=request.user, at=timezone.now())
    except NoConsent as error:
        messages.error(request, str(error))
        return redirect("voice_prints")
    return done(request, f"The voice of {person} is being learned.")


@require_POST
def forget(request: HttpRequest, person_id: int) -> HttpResponse:
    """Delete the voice-print of somebody who still agrees to one."""
    person = person_for(request, person_id)
    person.voice_prints.remove(by=request.user, at=timezone.now())
    return done(request, f"The voice-print of {person} is deleted.")


@require_POST
def withdraw(request: HttpRequest, person_id: int) -> HttpResponse:
    """End a consent, and delete the print with it."""
    person = person_for(request, person_id)
    withdraw_consent(person, by=request.user, at=timezone.now())
    return done(
        request, f"The consent of {person} is withdrawn, and no voice-print is left."
    )


def show(
    request: HttpRequest,
    forms_by_person: dict[int, ConsentForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    forms_by_person = forms_by_person or {}
    rows = [
        {
            "person": person,
            "consents": list(person.voice_consents.all()),
            "standing": person.voice_consents.standing().first(),
            "print": person.voice_prints.first(),
            "lesson": person.voice_lessons.first(),
            "form": forms_by_person.get(person.pk)
            or ConsentForm(auto_id=f"p{person.pk}-%s"),
        }
        for person in people()
    ]
    context = {
        "page_title": "Voice-prints",
        "header_icon": "user",
        "rows": rows,
        "warning": VOICE_PRINTS_WARNING,
        "programs": Program.objects.filter(uses_voice_prints=True).order_by("title"),
    }
    return render(request, "programs/desk/voice_prints.html", context, status=status)


def people() -> QuerySet:
    """Return those whose voices may be learned, or were."""
    hosts = ProgramHost.objects.values("person")
    return Person.objects.filter(
        Q(pk__in=hosts)
        | Q(voice_consents__isnull=False)
        | Q(voice_prints__isnull=False)
    ).distinct()


def done(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("voice_prints")


def person_for(request: HttpRequest, person_id: int) -> Person:
    require_right(request)
    return get_object_or_404(Person, pk=person_id)


def require_right(request: HttpRequest) -> None:
    """Let in who may change the station's settings."""
    if not may_see(request):
        raise PermissionDenied


def may_see(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("station.change_station"))


View = Callable[..., HttpResponse]
VERBS: dict[str, View] = {
    "consent": consent,
    "learn": learn,
    "forget": forget,
    "withdraw": withdraw,
}
