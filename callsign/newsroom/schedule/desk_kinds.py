"""The edits there are, by the words their addresses have."""

from callsign.newsroom.schedule.desk_copy import CopyWeekForm
from callsign.newsroom.schedule.desk_dates import (
    CancelForm,
    MoveForm,
    ReplaceForm,
    RestoreForm,
    RetitleForm,
)
from callsign.newsroom.schedule.desk_edit_form import EditForm
from callsign.newsroom.schedule.desk_forms import (
    EndForm,
    FillerForm,
    NewSlotForm,
    SlotForm,
)
from callsign.newsroom.schedule.desk_special import SpecialForm

KINDS: dict[str, type[EditForm]] = {
    "new": NewSlotForm,
    "special": SpecialForm,
    "slot": SlotForm,
    "end": EndForm,
    "move": MoveForm,
    "cancel": CancelForm,
    "replace": ReplaceForm,
    "retitle": RetitleForm,
    "restore": RestoreForm,
    "copy": CopyWeekForm,
    "filler": FillerForm,
}
