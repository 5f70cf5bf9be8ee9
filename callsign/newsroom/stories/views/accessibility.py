"""The report on transcripts: what is missing, since when, and until when it was promised."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as Pages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from callsign.newsroom.station.models import Station
from callsign.newsroom.stories.accessibility import Asked, Line, Recordings, State
from callsign.newsroom.stories.accessibility_counts import (
    BAR_HEIGHT,
    BAR_STEP,
    BAR_WIDTH,
    balance_of,
    bars_of,
    by_program,
)
from callsign.newsroom.stories.accessibility_table import as_csv

MAY_READ = "programs.view_transcriptpromise"
ON_A_PAGE = 50
# A printer's pile; the CSV has all of them.
ON_PAPER = 1_000
PROGRAMS_SHOWN = 20


class AskedForm(forms.Form):
    """Which recordings to look at."""

    state = forms.ChoiceField(
        label="Stands",
        required=False,
        choices=[("", "However"), ("open", "To be done"), *State.choices],
    )
    program = forms.ChoiceField(required=False)
    first = forms.DateField(
        label="Published from",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    last = forms.DateField(
        label="Published until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, programs: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["program"].choices = [("", "Any"), *programs.items()]

    def asked(self) -> Asked:
        """Return what was asked for; a field that makes no sense asks for nothing."""
        self.is_valid()
        known = {name: value for name, value in self.cleaned_data.items() if value}
        return Asked(**known)


class AccessibilityReport(WagtailAdminTemplateMixin, TemplateView):
    """Every public recording of the station, for ADA Title II and for the newsroom."""

    template_name = "stories/desk/accessibility.html"
    page_title = "Transcripts due"
    header_icon = "doc-full"

    def dispatch(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(MAY_READ):
            raise PermissionDenied
        station = Station.objects.select_related("site__root_page")
        self.station = station.filter(site=Site.find_for_request(request)).first()
        if self.station is None:
            raise Http404("no station")
        self.recordings = Recordings(self.station, at=timezone.now())
        self.programs = self.recordings.programs
        self.form = AskedForm(request.GET, programs=self.programs)
        self.asked = self.form.asked()
        return super().dispatch(request, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get("format") == "csv":
            return self.download()
        response: HttpResponse = super().get(request, **kwargs)
        return response

    def download(self) -> StreamingHttpResponse:
        """Send every line that is asked for, as it is read."""
        here = self.request.build_absolute_uri(reverse("accessibility:report"))
        name = f"transcripts-due-{self.recordings.today}.csv"
        return StreamingHttpResponse(
            as_csv(self.recordings.every_line(self.asked), here),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @cached_property
    def is_for_paper(self) -> bool:
        return self.request.GET.get("format") == "print"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def page_of(self, count: int) -> tuple[Pages, list[Line]]:
        """Return the page that is asked for, and its lines."""
        size = ON_PAPER if self.is_for_paper else ON_A_PAGE
        page = Paginator(range(count), size).get_page(self.request.GET.get("p"))
        first = (page.number - 1) * size
        lines = self.recordings.lines(self.asked, first=first, last=first + size)
        return page, lines

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tallies = self.recordings.sums(self.asked)
        balance, bars = balance_of(tallies), bars_of(tallies)
        page, lines = self.page_of(balance.count)
        programs = [
            (path, self.programs.get(path, "No program"), one)
            for path, one in by_program(tallies).items()
        ]
        query = {
            name: value
            for name, value in self.request.GET.items()
            if value and name in self.form.fields
        }
        return super().get_context_data(
            station=self.station,
            form=self.form,
            balance=balance,
            states=[(one, balance.states[one]) for one in State],
            bars=bars,
            chart={
                "width": len(bars) * BAR_STEP,
                "bar": BAR_WIDTH,
                "height": BAR_HEIGHT,
                "whole": BAR_HEIGHT + 24,
            },
            programs=programs[:PROGRAMS_SHOWN],
            programs_more=len(programs[PROGRAMS_SHOWN:]),
            page=page,
            lines=lines,
            query=urlencode(query),
            is_for_paper=self.is_for_paper,
            **kwargs,
        )
