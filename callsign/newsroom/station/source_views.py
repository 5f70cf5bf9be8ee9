"""Sources at the desk: adding and changing them, and connecting an encoder."""

from django.core.exceptions import PermissionDenied
from django.forms import Select
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from callsign.newsroom.station.connecting import UNSEEN_PASSWORD, lines_for
from callsign.newsroom.station.models import Service, Source

# The one source whose password this session may see, once.
SHOW_ONCE = "station.show_password_of"


class AddSourceView(CreateView):
    """After adding a source that an encoder connects to, say how."""

    def get_initial_form_instance(self) -> Source:
        """Begin with the service that the page "On air" has asked for."""
        asked = self.request.GET.get("service", "")
        services = Service.objects.filter(pk=asked if asked.isdecimal() else None)
        return Source(service=services.first())

    def get_success_url(self) -> str:
        if self.object.is_push:
            self.request.session[SHOW_ONCE] = self.object.pk
            return reverse("connect_source", args=[self.object.pk])
        return super().get_success_url()


class SourceViewSet(SnippetViewSet):
    """Where the sound of the services comes from."""

    model = Source
    icon = "media"
    menu_label = "Sources"
    list_display = ["name", "service", "get_kind_display", "position"]
    ordering = ["service", "position", "pk"]
    add_view_class = AddSourceView
    copy_view_enabled = False
    panels = [
        FieldPanel("service", widget=Select),  # a station has a handful
        FieldPanel("name"),
        FieldPanel("position"),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("url"), FieldPanel("path")],
            heading="The sound",
            help_text="An encoder that connects is given its password after saving.",
        ),
        FieldPanel("silence_s"),
    ]


@require_GET
@never_cache
def connect(request: HttpRequest, source_id: int) -> HttpResponse:
    """Show what to write into an encoder; the password once, to whoever has made it."""
    source = push_source_for(request, source_id)
    is_shown = request.session.get(SHOW_ONCE) == source.pk
    if is_shown:
        del request.session[SHOW_ONCE]
    password = source.password if is_shown else UNSEEN_PASSWORD
    return render(
        request,
        "station/desk/connect.html",
        {
            "source": source,
            "lines": lines_for(source, password=password),
            "is_shown": is_shown,
        },
    )


@require_POST
def change_password(request: HttpRequest, source_id: int) -> HttpResponse:
    """Make a new password; encoders with the old one are refused from then on."""
    source = push_source_for(request, source_id)
    source.change_password()
    log(source, "station.source_password_changed", user=request.user)
    request.session[SHOW_ONCE] = source.pk
    return redirect("connect_source", source.pk)


def push_source_for(request: HttpRequest, source_id: int) -> Source:
    """Return a source that encoders connect to, if this person may change it."""
    if not request.user.has_perm("station.change_source"):
        raise PermissionDenied
    return get_object_or_404(
        Source.objects.select_related("service"), pk=source_id, kind=Source.Kind.PUSH
    )
