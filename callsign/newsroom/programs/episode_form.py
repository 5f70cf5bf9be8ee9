"""The form of an episode: only the seasons of its own program."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from callsign.newsroom.programs.models.season import Season


class EpisodeForm(WagtailAdminPageForm):
    """Knows the program by the parent page, also of an episode not yet stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "season" in self.fields and self.parent_page is not None:
            self.fields["season"].queryset = Season.objects.filter(
                program=self.parent_page.pk
            )
