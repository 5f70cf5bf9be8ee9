"""Script and tape: what only one of them says."""

from typing import Any

from django.http import Http404

from callsign.newsroom.stories.views.base import DeskView
from callsign.newsroom.transcripts.tape import beside, draft_of


class TapeView(DeskView):
    """The script beside what a machine heard on the tape, before the script came."""

    template_name = "stories/desk/tape.html"
    page_title = "Script and tape"
    header_icon = "media"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        transcript = self.desk.transcript
        draft = draft_of(transcript) if transcript else None
        if draft is None:
            raise Http404("no draft to compare with")
        editions = [one for one in self.desk.editions if one.is_of_this_recording]
        tape = beside(draft.as_document(), self.desk.document, editions)
        return super().get_context_data(draft=draft, tape=tape, **kwargs)
