"""What the desk's reports call this room's verbs."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from callsign.newsroom.transcripts.models import SpelledName


class SpelledNameViewSet(SnippetViewSet):
    """The newsroom's names of places and firms, beside its people."""

    model = SpelledName
    icon = "edit"
    menu_label = "Names to spell"
    menu_name = "names-to-spell"
    menu_order = 225
    add_to_admin_menu = True
    list_per_page = 50
    ordering = ["name"]
    search_fields = ["name"]


register_snippet(SpelledNameViewSet)

ACTIONS = {
    "transcripts.import": ("Take script", "Script taken in"),
    "transcripts.edit": ("Edit transcript", "Transcript edited"),
    "transcripts.post-broadcast-correction": (
        "Correct transcript",
        "Transcript corrected after it was checked",
    ),
    "transcripts.restore": ("Restore transcript", "Older version restored"),
    "transcripts.set_aside": (
        "Set version aside",
        "Version kept beside the transcript, which had moved on",
    ),
    "transcripts.rename_speaker": ("Rename speaker", "Speaker renamed"),
    "transcripts.merge_speakers": ("Merge speakers", "Speakers merged"),
    "transcripts.reassign_turn": ("Reassign turn", "Turn given to another speaker"),
    "transcripts.link_speaker": ("Link speaker", "Speaker linked to a person"),
    "transcripts.correct": ("Correct words", "Correction printed beside words"),
    "transcripts.retract": ("Retract words", "Words retracted"),
    "transcripts.lift": ("Lift retraction", "Retraction lifted"),
    "transcripts.check": ("Check transcript", "Transcript marked as checked"),
    "transcripts.hear": ("Change recording", "Recording of the transcript changed"),
    "transcripts.align": ("Align transcript", "Times found in the recording"),
    "transcripts.align.ask": ("Ask for alignment", "Alignment asked for"),
    "transcripts.align.call_off": ("Call alignment off", "Alignment called off"),
    "transcripts.edition.ask": (
        "Find parts of edition",
        "Parts of another edition looked for",
    ),
    "transcripts.edition.call_off": (
        "Call edition off",
        "Looking for the parts of another edition called off",
    ),
    "transcripts.edition.use": ("Use edition", "Parts of another edition found right"),
    "transcripts.edition.leave": (
        "Leave edition",
        "Recording is no edition of this one any more",
    ),
    "transcripts.draft": ("Make first draft", "First draft heard by a machine"),
    "transcripts.draft.ask": ("Ask for first draft", "First draft asked for"),
    "voices.consent": ("Record consent", "Consent to learn the voice recorded"),
    "voices.withdraw": ("Withdraw consent", "Consent to learn the voice withdrawn"),
    "voices.lesson.ask": ("Ask for voice", "Voice asked to be learned"),
    "voices.lesson.call_off": ("Call voice off", "Learning the voice called off"),
    "voices.learn": ("Learn voice", "Voice-print made"),
    "voices.use": ("Use voice-print", "Voice-print compared with a recording"),
    "voices.forget": ("Delete voice-print", "Voice-print deleted"),
    "transcripts.draft.call_off": ("Call first draft off", "First draft called off"),
}


@hooks.register("register_log_actions")
def name_our_verbs(actions: LogActionRegistry) -> None:
    """Give each verb its label, and its note to the message."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action)(formatter(label, message))


def formatter(label: str, message: str) -> type[LogFormatter]:
    """Return how one verb is told in the reports."""

    def format_message(self: LogFormatter, log_entry: ModelLogEntry) -> str:
        note = log_entry.data.get("note", "")
        return f"{message}: {note}" if note else message

    return type(
        "Formatter",
        (LogFormatter,),
        {"label": label, "message": message, "format_message": format_message},
    )
