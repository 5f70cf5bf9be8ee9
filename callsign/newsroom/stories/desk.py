"""What the desk shows of a story: its recording, its script, its voices, its times."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser

from callsign.engines.transcript.model import (
    Evidence,
    EvidenceKind,
    Problem,
    Role,
    Tier,
)
from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.people.models import Person
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models import AlignmentRun, Revision, Transcript
from callsign.newsroom.transcripts.models.speaker import people_of
from callsign.newsroom.transcripts.rendering import clock, voices

# A list longer than this is slower to look through than to type into.
PEOPLE_OFFERED = 2_000
RECORDINGS_OFFERED = 20

REASONS = {
    EvidenceKind.LABEL: "label in the script",
    EvidenceKind.SELF_IDENTIFICATION: "says so",
    EvidenceKind.INTRODUCTION: "introduced",
    EvidenceKind.GIVEN: "given",
    EvidenceKind.INFERRED: "inferred",
}


@dataclass(frozen=True, slots=True)
class DeskVoice:
    """A speaker, and why the transcript believes the name."""

    key: str
    name: str
    given_name: str
    role: str
    hue: str
    labels: str
    reasons: tuple[str, ...]
    person: Person | None
    turn_count: int
    first_word: str


@dataclass(frozen=True, slots=True)
class DeskTurn:
    """A turn, with the handle to change it by."""

    first_word: str
    speaker: str
    name: str
    hue: str
    text: str
    paragraphs: tuple[str, ...]
    starts: str
    start_ms: int | None
    timing: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where script and recording differ: a moment to hear, or a turn to read."""

    where: str
    what: str
    seek_ms: int | None = None
    first_word: str = ""


class Desk:
    """One story at the desk, as one person may see and change it."""

    def __init__(self, story: Story, user: AbstractBaseUser) -> None:
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
    def voices(self) -> list[DeskVoice]:
        """Everybody who speaks, in the order they are first heard."""
        people = people_of(self.transcript) if self.transcript else {}
        turn_counts = Counter(turn.speaker for turn in self.document.turns)
        return [
            DeskVoice(
                key=key,
                name=voice.name,
                given_name=speaker.name or "",
                role=str(speaker.role or ""),
                hue=voice.hue,
                labels=", ".join(speaker.labels),
                reasons=reasons(speaker.evidence),
                person=people.get(key),
                turn_count=turn_counts[key],
                first_word=first_word_of(self.document, key),
            )
            for key, voice in voices(self.document).items()
            if (speaker := self.document.speaker(key))
        ]

    @cached_property
    def turns(self) -> list[DeskTurn]:
        """What is said, in order."""
        drawn = voices(self.document)
        found = []
        for turn in self.document.turns:
            if not turn.words:
                continue
            voice = drawn.get(turn.speaker or "")
            found.append(
                DeskTurn(
                    first_word=turn.words[0].id,
                    speaker=turn.speaker or "",
                    name=voice.name if voice else "",
                    hue=voice.hue if voice else "",
                    text=turn.text,
                    paragraphs=tuple(turn.text.split("\n\n")),
                    starts="" if turn.start_ms is None else clock(turn.start_ms),
                    start_ms=turn.start_ms,
                    timing=timing(word.tier for word in turn.words),
                )
            )
        return found

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
        report = self.run.report if self.run else {}
        begins = {
            word.id: turn.words[0].id
            for turn in self.document.turns
            for word in turn.words
        }
        return [
            *(
                Place(
                    f"{clock(span['start_ms'])} to {clock(span['end_ms'])}",
                    "sound without words",
                    seek_ms=span["start_ms"],
                )
                for span in report.get("untranscribed", [])
            ),
            *(
                Place(
                    f"“{passage['text']}”",
                    f"{passage['word_count']} words not heard",
                    first_word=begins.get(passage["first_word"], ""),
                )
                for passage in report.get("not_found", [])
            ),
        ]

    def turn(self, first_word: str) -> DeskTurn | None:
        """Return the turn that begins with a word, or None."""
        return next((one for one in self.turns if one.first_word == first_word), None)

    def progress(self) -> dict[str, object]:
        """Return how far everything is, for a page that asks every second."""
        run = self.run
        return {
            "preparing": work_state(self.preparation),
            "aligning": work_state(run),
            "head": self.head.pk if self.head else None,
        }


def work_state(work: Preparation | AlignmentRun | None) -> dict[str, object] | None:
    """Return how a piece of background work stands."""
    if work is None:
        return None
    return {
        "state": work.state,
        "percent": work.progress_percent,
        "problem": work.problem,
    }


def reasons(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return why a speaker has a name, in words, each once."""
    told = (
        f"{REASONS[one.kind]}"
        + (f", line {one.line}" if one.line else "")
        + (f": “{one.text}”" if one.text else "")
        for one in evidence
    )
    return tuple(dict.fromkeys(told))[:6]


def first_word_of(document: Document, key: str) -> str:
    return next(
        (
            turn.words[0].id
            for turn in document.turns
            if turn.speaker == key and turn.words
        ),
        "",
    )


def timing(tiers: Iterable[Tier]) -> str:
    """Return how well a turn's times are known: "timed", "partly" or "untimed"."""
    known = [tier is not Tier.NONE for tier in tiers]
    return "timed" if all(known) else "partly" if any(known) else "untimed"


def is_busy(desk: Desk) -> bool:
    """Whether a worker is on its way with something this page shows."""
    return any(
        work is not None and work.is_unfinished for work in (desk.preparation, desk.run)
    )


def script_to_edit(desk: Desk) -> str:
    """
    Return the text an editor works on: the script itself, or what the desk made of it.

    As long as only times were added, that is the script as it came, furniture and all.
    After voices or words were changed by hand, it is the transcript as it reads now.
    """
    if desk.transcript is None or desk.head is None:
        return ""
    since = desk.transcript.revisions.filter(set_aside=False, pk__lte=desk.head.pk)
    for revision in since.order_by("-pk").only("script", "reason"):
        if revision.script:
            return revision.script
        if revision.reason != Revision.Reason.ALIGN:
            break
    return as_script(desk.document)


def as_script(document: Document) -> str:
    """
    Write a document as a script that reads back into the same turns.

    Sounds stand where they were heard; what came around the script stays with the
    version that had it.
    """
    drawn = voices(document)
    sounds: dict[str | None, list[str]] = {}
    for event in document.events:
        sounds.setdefault(event.after_word, []).append(f"({event.text.strip('()[]')})")
    blocks = sounds.get(None, [])
    for turn in document.turns:
        label = drawn[turn.speaker].name.upper() if turn.speaker in drawn else ""
        blocks.append(f"{label}: {turn.text}" if label else turn.text)
        for word in turn.words:
            blocks += sounds.get(word.id, [])
    return "\n\n".join(blocks)
