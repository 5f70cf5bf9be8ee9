"""People at the desk."""

from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from callsign.newsroom.people.models import Person


class PersonViewSet(SnippetViewSet):
    """Everybody the station names, found by name."""

    model = Person
    icon = "user"
    menu_label = "People"
    menu_name = "people"
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "title", BooleanColumn("is_staff", label="Works here")]
    list_filter = ["is_staff"]
    list_per_page = 50
    ordering = ["name"]


register_snippet(PersonViewSet)
