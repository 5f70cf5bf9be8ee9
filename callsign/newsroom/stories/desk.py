"""What the desk shows of a story or an episode: its recording, its script, its voices, its times."""

from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser
from wagtail.locks import BasicLock, ScheduledForPublishLock, WorkflowLock

from callsign.engines.transcript.model import Problem, Role
from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.people.models import Person
from callsign.newsroom.programs.models import Episode, HeldBack
from callsign.newsroom.station.work import Work
from callsign.newsroom.stories.desk_parts import (
    DeskTurn,
    DeskVoice,
    Place,
    places_of,
    shown_turns,
    shown_voices,
)
from callsign.newsroom.stories.drafting import Offer, offer_for
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models import (
    AlignmentRun,
    Edition,
    RecognitionRun,
    RetractedPassage,
    Revision,
    Transcript,
)
from callsign.newsroom.transcripts.models.revision import name_of
from callsign.newsroom.transcripts.models.speaker import people_of
from callsign.newsroom.transcripts.tape import draft_of

# A list longer than this is slower to look through than to type into.
PEOPLE_OFFERED = 2_000
RECORDINGS_OFFERED = 20

LOCKS = {
    ScheduledForPublishLock: "This {kind} is scheduled, so recording and transcript are"
    " locked. To change them, cancel the schedule under “Edit {kind}”.",
    WorkflowLock: "An editor is reading this {kind}, so it is locked until they have.",
    BasicLock: "Somebody has locked this {kind}. “Edit {kind}” says who, and unlocks it"
    " for those who may.",
}


class Desk:
    """One story or episode at the desk, as one person may see and change it."""

    def __init__(self, story: Story | Episode, user: AbstractBaseUser) -> None:
        self.story = story
        self.user = user
        self.rights = story.permissions_for_user(user)

    @cached_property
    def can_edit(self) -> bool:
        """
        Whether this person may change recording and transcript.

        What readers see is changed by those who may publish; what an editor is reading
        is locked, as the story's own form is.
        """
        if self.story.live and not self.rights.can_publish():
            return False
        return self.rights.can_edit() and not self.rights.page_locked()

    @cached_property
    def standstill(self) -> str:
        """Why this person can change nothing here, and until when; "" if they can."""
        if self.can_edit:
            return ""
        if self.story.live and not self.rights.can_publish():
            return "Readers see this transcript, so changing it is an editor’s."
        lock = self.story.get_lock()
        why = next((told for kind, told in LOCKS.items() if isinstance(lock, kind)), "")
        return why.format(kind=self.kind)

    @property
    def kind(self) -> str:
        """What it is: "story" or "episode"."""
        return str(self.story._meta.verbose_name)

    @cached_property
    def audio(self) -> Audio | None:
        return self.story.audio

    @cached_property
    def preparation(self) -> Preparation | None:
        return Preparation.objects.filter(audio=self.story.audio_id).first()

    @cached_property
    def transcript(self) -> Transcript | None:
        return self.story.transcript

    @cached_property
    def head(self) -> Revision | None:
        return self.transcript.head if self.transcript else None

    @cached_property
    def document(self) -> Document:
        return self.head.as_document() if self.head else Document()

    @cached_property
    def run(self) -> AlignmentRun | None:
        return self.transcript.alignment_runs.first() if self.transcript else None

    @cached_property
    def draft_run(self) -> RecognitionRun | None:
        """The latest try at a first draft by machine."""
        return self.transcript.recognition_runs.first() if self.transcript else None

    @cached_property
    def draft_offer(self) -> Offer | None:
        """What a first draft would take; None where there is a transcript, or no sound."""
        if self.head is not None or self.audio is None or not self.is_playable:
            return None
        return offer_for(self.audio)

    @cached_property
    def editions(self) -> list[Edition]:
        """Other cuts of the recording, which share its transcript."""
        if self.transcript is None:
            return []
        return list(self.transcript.editions.select_related("audio", "transcript"))

    @cached_property
    def retractions(self) -> list[RetractedPassage]:
        """Passages that were taken back, and whose words stay out."""
        if self.transcript is None:
            return []
        return list(self.transcript.retractions.standing())

    @cached_property
    def has_tape(self) -> bool:
        """Whether a script came after something was heard on the tape."""
        return self.transcript is not None and draft_of(self.transcript) is not None

    @cached_property
    def checked_by(self) -> str:
        """What the newsroom calls whoever found the transcript right; "" if nobody."""
        if self.transcript is None or self.transcript.checked_at is None:
            return ""
        return name_of(self.transcript.checked_by)

    @cached_property
    def voices(self) -> list[DeskVoice]:
        """Everybody who speaks, in the order they are first heard."""
        people = people_of(self.transcript) if self.transcript else {}
        return shown_voices(self.document, people)

    @cached_property
    def turns(self) -> list[DeskTurn]:
        """What is said, in order."""
        return shown_turns(self.document)

    @cached_property
    def names_known(self) -> list[str]:
        """Return the people to choose from; whoever is not among them can be typed."""
        if not self.can_edit:
            return []
        return list(Person.objects.values_list("name", flat=True)[:PEOPLE_OFFERED])

    @cached_property
    def recordings_at_hand(self) -> list[Audio]:
        """Return the latest recordings of the library, in case this one is there already."""
        others = Audio.objects.exclude(pk=self.story.audio_id)
        return list(others.only("title")[:RECORDINGS_OFFERED])

    @property
    def roles(self) -> list[str]:
        return [str(role) for role in Role]

    @cached_property
    def is_playable(self) -> bool:
        return self.preparation is None or (
            self.preparation.state == Preparation.State.DONE
        )

    @cached_property
    def held_back(self) -> HeldBack | None:
        """What the program could not publish by itself, as it lacked its transcript."""
        return HeldBack.objects.filter(page=self.story.pk).first()

    @cached_property
    def next_step(self) -> str:
        """Return what the one button says that brings the story further."""
        if self.story.live and not self.story.has_unpublished_changes:
            return ""
        if self.rights.can_publish() and not self.rights.page_locked():
            return "Publish changes" if self.story.live else "Publish"
        if self.rights.can_submit_for_moderation():
            return "Submit to an editor"
        return ""

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        return self.document.problems

    @cached_property
    def timed_percent(self) -> int:
        transcript = self.transcript
        if transcript is None or not transcript.word_count:
            return 0
        return 100 * transcript.timed_word_count // transcript.word_count

    @cached_property
    def places(self) -> list[Place]:
        """Where script and recording differ, by the latest alignment."""
        return places_of(self.run.report if self.run else {}, self.document)

    def turn(self, first_word: str) -> DeskTurn | None:
        """Return the turn that begins with a word, or None."""
        return next((one for one in self.turns if one.first_word == first_word), None)

    def progress(self) -> dict[str, object]:
        """Return how far everything is, for a page that asks every second."""
        run = self.run
        return {
            "preparing": work_state(self.preparation),
            "aligning": work_state(run),
            "drafting": draft_state(self.draft_run),
            # Not the head itself: a page asks every second, and a head is a document.
            "head": self.transcript.head_id if self.transcript else None,
        }


def work_state(work: Work | None) -> dict[str, object] | None:
    """Return how a piece of background work stands."""
    if work is None:
        return None
    return {
        "state": work.state,
        "percent": work.progress_percent,
        "problem": work.problem,
    }


def draft_state(run: RecognitionRun | None) -> dict[str, object] | None:
    """Return how a first draft stands; while it waits for a busy machine, nobody works."""
    state = work_state(run)
    return {**state, "state": "put off"} if state and run.is_put_off else state


def is_busy(desk: Desk) -> bool:
    """Whether a worker is on its way with something this page shows."""
    return any(
        work is not None and work.is_unfinished
        for work in (desk.preparation, desk.run, desk.draft_run)
    )
