"""Editions: other cuts of a recording, which share its transcript through an edit list."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.edit_list import EditList
from callsign.engines.transcript.edit_list_text import read_edit_list, write_edit_list
from callsign.engines.transcript.editions import on_edition
from callsign.media.aligning import Cancelled
from callsign.media.matching_recordings import Match, match_recordings
from callsign.media.opening import NotAudio
from callsign.newsroom.audio.files import on_disk
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models.errand import Errand, ErrandQuerySet
from callsign.newsroom.transcripts.models.speaker import people_of
from callsign.newsroom.transcripts.models.transcript import Transcript
from callsign.newsroom.transcripts.pulse import Pulse
from callsign.newsroom.transcripts.rendering import transcript_html
from callsign.newsroom.transcripts.signals import edition_asked, edition_moved

GIVEN_UP = (
    "Comparing these recordings stopped the worker three times, so it was given up."
    " Write down by hand what the edition is made of; ask your engineer to look at the"
    " worker's log."
)
UNEXPECTED = (
    "Comparing the recordings failed for a reason the program did not expect. Write down"
    " by hand what the edition is made of, and tell your engineer."
)
GONE = "One of the two recordings is not where it was stored. Upload it again."
OTHER_RECORDING = "The two recordings have next to nothing in common. Is this an edition of the other?"


class NoEdition(Exception):
    """A recording cannot be an edition of another; the message says why."""


class EditionQuerySet(ErrandQuerySet):
    """Editions, by whether readers have their transcript."""

    def in_use(self) -> Self:
        """Return those whose parts somebody found right, of the recording as it is."""
        return self.filter(
            checked_at__isnull=False, transcript__audio=models.F("master")
        )

    def begin(
        self,
        transcript: Transcript,
        audio: Audio,
        *,
        by: AbstractBaseUser | None,
        at: datetime,
    ) -> "Edition":
        """
        Make a recording an edition of the one a transcript is of, and ask what differs.

        Raises: NoEdition
        """
        with transaction.atomic():
            transcript.lock()
            if transcript.audio is None:
                raise NoEdition("The transcript has no recording yet.")
            if transcript.audio == audio:
                raise NoEdition("That is the recording of this transcript itself.")
            if other := self.filter(audio=audio).first():
                raise NoEdition(f"“{audio}” is an edition of “{other.master}” already.")
            edition: Edition = self.create(
                transcript=transcript, master=transcript.audio, audio=audio, asked_at=at
            )
            transcript.write_log(
                "transcripts.edition.ask", by=by, at=at, note=str(audio)
            )
            edition.send_to_worker()
        return edition


class Edition(Errand):
    """
    Another cut of the recording that a transcript is of.

    The errand is finding its parts by listening; what was found is in use once an editor
    has found it right, or written it.
    """

    given_up = GIVEN_UP
    asked = edition_asked
    verb = "edition"

    transcript = models.ForeignKey(
        Transcript, on_delete=models.CASCADE, related_name="editions"
    )
    # As it was when the parts were found: of another recording they say nothing.
    master = models.ForeignKey(
        "audio.Audio", on_delete=models.CASCADE, related_name="editions"
    )
    audio = models.OneToOneField(
        "audio.Audio", on_delete=models.CASCADE, related_name="edition"
    )
    edits = models.TextField(blank=True)
    # What listening found out; empty where somebody wrote the parts down.
    report = models.JSONField(default=dict, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    # Drawn when the parts or the transcript change, as a transcript is.
    html = models.TextField(blank=True, editable=False)
    plain_text = models.TextField(blank=True, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    timed_word_count = models.PositiveIntegerField(default=0, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.audio}, an edition of {self.master}"

    @property
    def is_in_use(self) -> bool:
        """Whether its transcript is given out."""
        return self.checked_at is not None and self.is_of_this_recording

    @property
    def is_of_this_recording(self) -> bool:
        """Whether the transcript still is of the recording it was compared with."""
        return self.transcript.audio_id == self.master_id

    @property
    def is_public(self) -> bool:
        """Whether readers may see its transcript where its recording is published."""
        return self.is_in_use and self.transcript.is_public

    @property
    def caution(self) -> str:
        """What readers are told of a text that nobody has checked."""
        return self.transcript.caution

    @property
    def language(self) -> str:
        return self.transcript.language

    def edit_list(self) -> EditList:
        """Return its parts; none where nobody knows them yet."""
        return read_edit_list(self.edits) if self.edits else EditList()

    def as_document(self) -> Document:
        """
        Return what is said in it, on its own clock.

        Raises: NoTimes: the transcript has none
        """
        head = self.transcript.head
        return on_edition(head.as_document() if head else Document(), self.edit_list())

    def redraw(self) -> None:
        """
        Draw what readers see anew: the transcript changed, or the parts.

        One at a time: a slower worker must not put back what was retracted meanwhile.
        """
        with transaction.atomic():
            self.transcript.lock()
            self.refresh_from_db(fields=["edits"])
            self._draw()
        self.announce()

    def _draw(self) -> None:
        try:
            document = self.as_document()
        except NoTimes:
            document = Document()
        said = {word.id for word in document.words}
        gone = {
            word: place
            for word, place in self.transcript.gone_words.items()
            if place in said
        }
        people = people_of(self.transcript)
        self.html = transcript_html(document, people, gone) if said else ""
        self.plain_text = "\n\n".join(turn.text for turn in document.turns)
        self.word_count = len(said)
        self.timed_word_count = sum(
            word.start_ms is not None for word in document.words
        )
        self.save(
            update_fields=["html", "plain_text", "word_count", "timed_word_count"]
        )

    def announce(self) -> None:
        """Tell whoever shows the recording, or waits with it, to look again."""
        audio = self.audio
        transaction.on_commit(
            lambda: edition_moved.send(sender=type(self), audio=audio)
        )

    def use(self, text: str, *, by: AbstractBaseUser, at: datetime) -> None:
        """
        Take parts as somebody has found them right.

        Raises: UnreadableEdits
        """
        edits = read_edit_list(text, master_ms=self.master.duration_ms)
        with transaction.atomic():
            self.transcript.lock()
            self.cancel(at=at)
            if edits != self.edit_list():
                self.report = {}
            self.edits = write_edit_list(edits)
            self.state, self.problem = self.State.DONE, ""
            self.checked_by, self.checked_at = by, at
            self.save()
            self.redraw()
            self.transcript.write_log(
                "transcripts.edition.use", by=by, at=at, note=str(self.audio)
            )

    def ask_again(self, *, by: AbstractBaseUser | None, at: datetime) -> None:
        """Ask for the parts to be found again; what is in use stays until then."""
        with transaction.atomic():
            if self.is_unfinished:
                return
            if not self.is_of_this_recording and self.transcript.audio:
                self.master = self.transcript.audio
                self.checked_by, self.checked_at = None, None
                self.announce()
            self.state, self.problem = self.State.WAITING, ""
            self.attempts = self.progress_percent = 0
            self.asked_at, self.heartbeat_at = at, None
            self.save()
            self.transcript.write_log(
                "transcripts.edition.ask", by=by, at=at, note=str(self.audio)
            )
            self.send_to_worker()

    def leave(self, *, by: AbstractBaseUser, at: datetime) -> None:
        """Let the recording be no edition any more; the recording itself stays."""
        with transaction.atomic():
            self.transcript.write_log(
                "transcripts.edition.leave", by=by, at=at, note=str(self.audio)
            )
            self.delete()
            self.announce()

    def carry_out(self, clock: Callable[[], datetime]) -> None:
        """Listen to both recordings and write down the parts; of work taken on."""
        pulse = Pulse(self, clock)
        try:
            with (
                on_disk(self.master.master) as master,
                on_disk(self.audio.master) as other,
            ):
                match = match_recordings(
                    master,
                    other,
                    on_progress=pulse.tell,
                    cancelled=pulse.is_called_off,
                )
        except Cancelled:
            return
        except NotAudio as error:
            self._break_off(str(error), at=clock())
        except FileNotFoundError:
            self._break_off(GONE, at=clock())
        except Exception:
            self._break_off(UNEXPECTED, at=clock())
            raise
        else:
            self.conclude(match, at=clock())

    def conclude(self, match: Match, *, at: datetime) -> None:
        """Write down what was found, for an editor to look at, unless called off."""
        with transaction.atomic():
            if not self._is_still_asked():
                return
            if match.is_other_recording:
                self.fail(OTHER_RECORDING, at=at)
                return
            found = write_edit_list(match.edits)
            if found != self.edits:
                self.checked_by, self.checked_at = None, None
                self.announce()
            self.edits, self.report = found, as_report(match)
            self.finish(at=at)

    def _break_off(self, why: str, *, at: datetime) -> None:
        """Say why nothing was found; what an editor decided meanwhile stands."""
        with transaction.atomic():
            if self._is_still_asked():
                self.fail(why, at=at)

    def _is_still_asked(self) -> bool:
        """Hold it, as it is now; return whether anybody still waits for the worker."""
        mine = Edition.objects.select_for_update().filter(pk=self.pk)
        if mine.filter(state=self.State.RUNNING).first() is None:
            return False
        self.refresh_from_db()
        return True


def as_report(match: Match) -> dict[str, object]:
    """Return what listening found out, as an editor reads it."""
    return {
        "shared": round(match.shared, 3),
        "confidence": round(match.confidence, 3),
        "doubts": [
            {"start_ms": one.start_ms, "end_ms": one.end_ms, "why": one.why}
            for one in match.doubts
        ],
        "problems": [problem.message for problem in match.recording_problems],
    }
