"""The transcript: its head is what everybody reads, and every change moves the head."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Self

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from wagtail.log_actions import log

from callsign.engines.transcript.model import Role, Tier
from callsign.engines.transcript.speakers import rename_speaker
from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.people.models import Person
from callsign.newsroom.transcripts.changes import (
    merged,
    reassigned,
    retold,
    with_times_of,
    without_times,
)
from callsign.newsroom.transcripts.document import Document, to_stored
from callsign.newsroom.transcripts.models.alignment_run import AlignmentRun
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.models.speaker import (
    Speaker,
    people_of,
    place_speakers,
)
from callsign.newsroom.transcripts.reading import read, storable
from callsign.newsroom.transcripts.rendering import transcript_html
from callsign.newsroom.transcripts.signals import transcript_moved

Reason = Revision.Reason


class TranscriptMovedOn(Exception):
    """Somebody else changed the transcript first; both versions are kept."""

    def __init__(self, head: Revision, kept: Revision) -> None:
        super().__init__(
            f"{head.author} changed this transcript while you worked on it."
            " Your version was kept beside it; nothing is lost. Compare the two, and"
            " take over what should stand."
        )
        self.head = head
        self.kept = kept


class NothingToAlign(Exception):
    """The transcript has no words, or no recording to find them in."""


class TranscriptQuerySet(models.QuerySet):
    """Transcripts, by where they come from and who is in them."""

    def take_script(
        self,
        text: str,
        title: str,
        hosts: Iterable[str],
        by: AbstractBaseUser | None,
        at: datetime,
        audio: Audio | None = None,
    ) -> "Transcript":
        """
        Make the transcript of a script.

        Raises: NotAScript: it holds nothing that could have been said
        """
        text = storable(text)
        document = read(text, hosts=hosts)
        with transaction.atomic():
            transcript: Transcript = self.create(title=title[:200], audio=audio)
            transcript.move_head(
                document, reason=Reason.IMPORT, by=by, at=at, script=text
            )
        return transcript

    def with_voice_of(self, person: Person) -> Self:
        """Return the transcripts in which a person speaks."""
        voices = Speaker.objects.filter(transcript=models.OuterRef("pk"), person=person)
        return self.filter(models.Exists(voices))


class Transcript(models.Model):
    """The one transcript of a recording; its head revision is what everybody reads."""

    class Origin(models.TextChoices):
        HUMAN = "human"
        MACHINE = "machine"
        MIXED = "mixed"

    class Status(models.TextChoices):
        READ = "read"
        ALIGNED = "aligned"
        CHECKED = "checked"
        CORRECTED = "corrected"

    title = models.CharField(max_length=200)
    audio = models.ForeignKey(
        "audio.Audio",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="transcripts",
    )
    language = models.CharField(max_length=16, default="en")
    origin = models.CharField(
        max_length=8, choices=Origin.choices, default=Origin.HUMAN
    )
    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.READ
    )
    # The script as it was pasted or uploaded, byte for byte: nothing is ever lost.
    script = models.TextField(blank=True)
    head = models.ForeignKey(
        "transcripts.Revision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # Drawn when the head moves, so that a reader's page costs one column, not 1,200 spans.
    html = models.TextField(blank=True, editable=False)
    plain_text = models.TextField(blank=True, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    timed_word_count = models.PositiveIntegerField(default=0, editable=False)
    # The highest ids any version had: a link to a word that is gone leads nowhere,
    # never to another word.
    highest_word = models.PositiveIntegerField(default=0, editable=False)
    highest_speaker = models.PositiveIntegerField(default=0, editable=False)

    objects = TranscriptQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    # --- The text ---------------------------------------------------------------------

    def replace_script(
        self,
        text: str,
        *,
        based_on: Revision | None,
        hosts: Iterable[str] = (),
        by: AbstractBaseUser | None,
        at: datetime,
    ) -> Revision:
        """
        Read a new text of the script; what is still said keeps its ids and times.

        Raises: NotAScript; TranscriptMovedOn: the head is not ``based_on`` any more
        """
        text = storable(text)
        before = based_on.as_document() if based_on else None
        return self.move_head(
            read(text, hosts=hosts, before=before, ever_used=self.ever_used),
            reason=self._reason_of_a_change(),
            based_on=based_on,
            by=by,
            at=at,
            script=text,
        )

    def edit(
        self,
        document: Document,
        *,
        based_on: Revision,
        by: AbstractBaseUser | None,
        at: datetime,
        note: str = "",
    ) -> Revision:
        """
        Let the transcript say something else.

        Raises: TranscriptMovedOn: the head is not ``based_on`` any more
        """
        return self.move_head(
            document,
            reason=self._reason_of_a_change(),
            based_on=based_on,
            by=by,
            at=at,
            note=note,
        )

    def retell_turn(
        self,
        first_word: str,
        text: str,
        *,
        based_on: Revision,
        by: AbstractBaseUser | None,
        at: datetime,
    ) -> Revision:
        """
        Let one turn say something else; without a text it goes.

        Raises: UnknownTurn; TranscriptMovedOn: the head is not ``based_on`` any more
        """
        document = retold(
            based_on.as_document(),
            first_word,
            storable(text),
            ever_used=self.ever_used,
        )
        note = f"the turn at {first_word}"
        return self.edit(document, based_on=based_on, by=by, at=at, note=note)

    def restore(
        self, revision: Revision, *, by: AbstractBaseUser | None, at: datetime
    ) -> Revision:
        """Make an older version, or one that was set aside, the head again."""
        return self.move_head(
            revision.as_document(),
            reason=Reason.RESTORE,
            by=by,
            at=at,
            note=f"the version of {revision.made_at:%Y-%m-%d %H:%M} UTC",
            script=revision.script,
        )

    # --- The voices -------------------------------------------------------------------

    def rename_speaker(
        self,
        key: str,
        name: str,
        *,
        role: Role | None = None,
        by: AbstractBaseUser | None,
        at: datetime,
    ) -> Revision:
        """
        Give a voice another name, and a role if one is given, everywhere.

        Raises: UnknownSpeaker
        """
        return self._change(
            lambda head: rename_speaker(head, key, name=storable(name), role=role),
            by=by,
            at=at,
            note=f"{key} is {name}",
            action="transcripts.rename_speaker",
        )

    def merge_speakers(
        self,
        keys: Iterable[str],
        *,
        into: str,
        by: AbstractBaseUser | None,
        at: datetime,
    ) -> Revision:
        """
        Make one voice of several; the person of any of them stays.

        Raises: UnknownSpeaker
        """
        keys = [key for key in keys if key != into]
        with transaction.atomic():
            known = people_of(self)
            revision = self._change(
                lambda head: merged(head, keys, into=into),
                by=by,
                at=at,
                note=f"{', '.join(keys)} merged into {into}",
                action="transcripts.merge_speakers",
            )
            persons = [known[key] for key in keys if key in known]
            if persons and into not in known:
                self.link_speaker(into, persons[0], by=by, at=at)
        return revision

    def reassign_turn(
        self, first_word: str, *, to: str, by: AbstractBaseUser | None, at: datetime
    ) -> Revision:
        """
        Give the turn that begins with a word to another voice.

        Raises: UnknownTurn; UnknownSpeaker
        """
        return self._change(
            lambda head: reassigned(head, first_word, to=to),
            by=by,
            at=at,
            note=f"the turn at {first_word} is {to}'s",
            action="transcripts.reassign_turn",
        )

    def link_speaker(
        self,
        key: str,
        person: Person | None,
        *,
        by: AbstractBaseUser | None,
        at: datetime,
    ) -> None:
        """
        Say which person a voice is, or that it is nobody the newsroom knows.

        Raises: Speaker.DoesNotExist
        """
        with transaction.atomic():
            self.lock()
            speaker = self.speakers.get(key=key)
            speaker.person = person
            speaker.save(update_fields=["person"])
            self.redraw()
            self._log(
                "transcripts.link_speaker", by=by, at=at, note=f"{speaker} is {person}"
            )

    # --- What is known of it ----------------------------------------------------------

    def mark_checked(self, *, by: AbstractBaseUser | None, at: datetime) -> None:
        """Say that somebody listened along and found the text right."""
        self.status = self.Status.CHECKED
        self.save(update_fields=["status"])
        self._log("transcripts.check", by=by, at=at)

    def hear(
        self, audio: Audio | None, *, by: AbstractBaseUser | None, at: datetime
    ) -> None:
        """Say which recording this is the transcript of; times of another one go."""
        with transaction.atomic():
            self.lock()
            if self.audio == audio:
                return
            for run in self.alignment_runs.unfinished():
                run.call_off(by=by, at=at)
            self.audio = audio
            self.save(update_fields=["audio"])
            self._log("transcripts.hear", by=by, at=at, note=str(audio or ""))
            if self.head is not None and self.is_timed:
                self.move_head(
                    without_times(self.head.as_document()),
                    reason=Reason.EDIT,
                    by=by,
                    at=at,
                    note="times removed: the recording is another one",
                )
            else:
                self._announce()

    @property
    def ever_used(self) -> tuple[str, str]:
        """The latest ids of words and voices in any version."""
        return f"w{self.highest_word}", f"s{self.highest_speaker}"

    @property
    def is_timed(self) -> bool:
        """Whether any of its words has times."""
        return self.timed_word_count > 0

    # --- Its times --------------------------------------------------------------------

    def ask_alignment(
        self, *, at: datetime, by: AbstractBaseUser | None = None
    ) -> AlignmentRun:
        """
        Ask for the words to be found in the recording; a run on its way is that run.

        Raises: NothingToAlign
        """
        with transaction.atomic():
            self.lock()
            if self.head is None or not self.word_count:
                raise NothingToAlign("There is no script to fit to the recording yet.")
            if self.audio is None:
                raise NothingToAlign("There is no recording to fit the script to yet.")
            run = self.alignment_runs.unfinished().first()
            if run is None:
                run = self.alignment_runs.create(
                    revision=self.head, audio=self.audio, asked_at=at
                )
                self._log("transcripts.align.ask", by=by, at=at)
                run.send_to_worker()
        return run

    def ask_alignment_if_needed(self, *, at: datetime) -> AlignmentRun | None:
        """Ask for an alignment when there are words, a prepared recording, and no try yet."""
        if self.head is None or self.timed_word_count == self.word_count:
            return None
        if not Preparation.objects.filter(
            audio=self.audio_id, state=Preparation.State.DONE
        ).exists():
            return None
        latest = self.alignment_runs.select_related("revision").first()
        was_tried = (
            latest is not None
            and latest.audio_id == self.audio_id
            and not self._has_words_beyond(latest.revision)
        )
        return None if was_tried else self.ask_alignment(at=at)

    def take_times(self, aligned: Document, *, at: datetime) -> Revision:
        """Write the times of an aligned version on the words that are still the same."""
        return self._change(
            lambda head: with_times_of(head, aligned),
            reason=Reason.ALIGN,
            by=None,
            at=at,
            note="",
            action="transcripts.align",
        )

    def _has_words_beyond(self, revision: Revision) -> bool:
        """Whether the head says words that a version did not have."""
        if self.head_id == revision.pk:
            return False
        had = {(word.id, word.text) for word in revision.as_document().words}
        return any(
            (word.id, word.text) not in had for word in self.head.as_document().words
        )

    # --- Moving the head --------------------------------------------------------------

    def move_head(
        self,
        document: Document,
        *,
        reason: str,
        by: AbstractBaseUser | None,
        at: datetime,
        based_on: Revision | None = None,
        note: str = "",
        script: str = "",
        action: str = "",
    ) -> Revision:
        """
        Write a version, make it the head, and draw what readers see, all or nothing.

        A version based on another than the head is written too, but set aside.

        Raises: TranscriptMovedOn: ``based_on`` is given and is not the head
        """
        with transaction.atomic():
            self.lock()
            is_late = based_on is not None and based_on.pk != self.head_id
            revision = Revision.objects.create(
                transcript=self,
                parent=based_on if is_late else self.head,
                document=to_stored(document),
                script=script,
                reason=reason,
                note=note[:300],
                made_by=by,
                made_at=at,
                set_aside=is_late,
            )
            if not is_late:
                self._stand_on(revision, document)
            self._log(
                "transcripts.set_aside"
                if is_late
                else action or f"transcripts.{reason}",
                by=by,
                at=at,
                note=note,
            )
        if is_late:
            raise TranscriptMovedOn(self.head, revision)
        return revision

    def redraw(self) -> None:
        """Draw what readers see anew: a person got another name or address."""
        if self.head is not None:
            self.html = transcript_html(self.head.as_document(), people_of(self))
            self.save(update_fields=["html"])
            self._announce()

    def _change(
        self,
        change: Callable[[Document], Document],
        *,
        by: AbstractBaseUser | None,
        at: datetime,
        note: str,
        action: str,
        reason: str = "",
    ) -> Revision:
        """Change whatever the head says now; small changes do not get in each other's way."""
        with transaction.atomic():
            self.lock()
            return self.move_head(
                change(self.head.as_document()),
                reason=reason or self._reason_of_a_change(),
                by=by,
                at=at,
                note=note,
                action=action,
            )

    def lock(self) -> None:
        """Hold this transcript until the transaction ends, and see it as it is now."""
        Transcript.objects.select_for_update().only("pk").get(pk=self.pk)
        self.refresh_from_db(fields=["head", "status", "audio", "script"])

    def _stand_on(self, revision: Revision, document: Document) -> None:
        words = document.words
        self.highest_word = max(self.highest_word, highest(word.id for word in words))
        self.highest_speaker = max(
            self.highest_speaker, highest(one.id for one in document.speakers)
        )
        place_speakers(self, document)
        self.head = revision
        self.script = revision.script or self.script
        self.status = self._status_after(revision.reason)
        self.word_count = len(words)
        self.timed_word_count = sum(word.tier is not Tier.NONE for word in words)
        self.plain_text = "\n\n".join(turn.text for turn in document.turns)
        self.html = transcript_html(document, people_of(self))
        self.save(update_fields=MOVED)
        self._announce()

    def _announce(self) -> None:
        transaction.on_commit(
            lambda: transcript_moved.send(sender=Transcript, transcript=self)
        )

    def _status_after(self, reason: str) -> str:
        if reason == Reason.CORRECTION:
            return self.Status.CORRECTED
        if reason == Reason.ALIGN and self.status == self.Status.READ:
            return self.Status.ALIGNED
        return self.status

    def _reason_of_a_change(self) -> str:
        """A change to what somebody had checked is a correction, and counts as one."""
        final = (self.Status.CHECKED, self.Status.CORRECTED)
        return Reason.CORRECTION if self.status in final else Reason.EDIT

    def _log(
        self, action: str, *, by: AbstractBaseUser | None, at: datetime, note: str = ""
    ) -> None:
        log(instance=self, action=action, user=by, timestamp=at, data={"note": note})


# What a moving head writes; the title and the language are not its business.
MOVED = [
    "head",
    "script",
    "status",
    "html",
    "plain_text",
    "word_count",
    "timed_word_count",
    "highest_word",
    "highest_speaker",
]


def highest(ids: Iterable[str]) -> int:
    """
    Return the highest number among ids such as ``w31``.

    >>> highest(["w2", "w31", "intro"])
    31
    """
    return max((int(one[1:]) for one in ids if one[1:].isdecimal()), default=0)
