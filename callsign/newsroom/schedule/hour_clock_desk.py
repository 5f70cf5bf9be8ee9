"""Hour clocks at the desk."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Select
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from callsign.engines.airtime import hour_clock as engine
from callsign.newsroom.programs.of_a_program import OfAProgramView
from callsign.newsroom.schedule.models import ClockItem, HourClock


class HourClockForm(WagtailAdminModelForm):
    """Refuses an hour that cannot be aired."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        items = self.formsets["items"]
        if "valid_from" not in cleaned or not items.is_valid():
            return cleaned
        rows = [form.cleaned_data for form in items.forms if form.cleaned_data]
        plan = engine.ClockPlan(
            cleaned.get("name") or "It",
            tuple(value_of(row) for row in rows if not row.get("DELETE")),
            cleaned["valid_from"],
            cleaned.get("valid_until"),
        )
        found = [
            ValidationError(f"{one[0].upper()}{one[1:]}.")
            for one in engine.problems(plan)
        ]
        if found:
            raise ValidationError(found)
        return cleaned


def value_of(row: dict[str, Any]) -> engine.ClockItem:
    names = "kind label start_s length_s is_coverable is_hard".split()
    return ClockItem(**{name: row[name] for name in names}).value


class HourClockViewSet(SnippetViewSet):
    """What stands where within an hour of a program."""

    model = HourClock
    icon = "time"
    menu_label = "Hour clocks"
    menu_name = "hour-clocks"
    menu_order = 255
    add_to_admin_menu = True
    list_display = ["name", "program", "valid_from", "valid_until"]
    list_filter = ["program"]
    ordering = ["program", "-valid_from"]
    add_view_class = OfAProgramView
    edit_handler = ObjectList(
        [
            FieldPanel("program", widget=Select),
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
            InlinePanel(
                "items",
                [
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("label")]),
                    FieldRowPanel([FieldPanel("start_s"), FieldPanel("length_s")]),
                    FieldRowPanel([FieldPanel("is_coverable"), FieldPanel("is_hard")]),
                ],
                label="Item",
                heading="The hour",
            ),
        ],
        base_form_class=HourClockForm,
    )
