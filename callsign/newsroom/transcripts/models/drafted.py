"""Drafts: a transcript that a machine heard, and what readers may see of it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from callsign.engines.transcript.writers.facts import UNREAD
from callsign.media.recognizing.recognizer import Recognizer
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models.recognition_run import RecognitionRun
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.models.saving import Origin, Saving


class NothingToHear(Exception):
    """There is a transcript already, or no recording to make one of."""


class Drafted(Saving):
    """A transcript whose first version may be a machine's."""

    # So many words are wrong that readers never see it, until somebody checked it.
    is_rough = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        """Whether readers may see it where its story or episode is published."""
        return not self.is_rough

    @property
    def can_be_read(self) -> bool:
        """Whether there are words in it that readers may see: for them, it is there."""
        return self.is_public and self.word_count > 0

    @property
    def caution(self) -> str:
        """What readers are told of a text that nobody has checked; "" of any other."""
        is_machines = self.origin != Origin.HUMAN
        return UNREAD if is_machines and self.status not in self.final else ""

    def ask_draft(
        self,
        recognizer: Recognizer,
        *,
        hosts: Sequence[str] = (),
        program: models.Model | None = None,
        by: AbstractBaseUser | None,
        at: datetime,
    ) -> RecognitionRun:
        """
        Ask for a first draft; a run on its way is that run.

        ``program`` is the page of the program whose hosts may be known by voice.

        Raises: NothingToHear
        """
        with transaction.atomic():
            self.lock()
            if self.head is not None:
                raise NothingToHear("There is a transcript already.")
            if self.audio is None:
                raise NothingToHear("There is no recording to listen to yet.")
            run = self.recognition_runs.unfinished().first()
            if run is None:
                run = self.recognition_runs.create(
                    audio=self.audio,
                    recognizer=recognizer.name[:120],
                    hosts=list(hosts),
                    program=program,
                    asked_at=at,
                )
                self.write_log(
                    "transcripts.draft.ask", by=by, at=at, note=recognizer.name
                )
                run.send_to_worker()
        return run

    def take_draft(
        self, document: Document, recognizer: Recognizer, *, at: datetime
    ) -> Revision:
        """
        Make what a machine heard the first version.

        Raises: TranscriptMovedOn: there is one by now; the draft is set aside
        """
        with transaction.atomic():
            self.lock()
            if self.head is None:
                self.origin, self.is_rough = Origin.MACHINE, recognizer.is_rough
                self.save(update_fields=["origin", "is_rough"])
        return self.move_head(
            document,
            reason=Revision.Reason.IMPORT,
            is_first=True,
            by=None,
            at=at,
            note=f"heard by {recognizer.name}",
            action="transcripts.draft",
        )

    def _draw(self, document: Document) -> str:
        return "" if self.is_rough else super()._draw(document)

    def _plain(self, document: Document) -> str:
        return "" if self.is_rough else super()._plain(document)

    def become_public(self) -> None:
        """Show a rough draft that somebody has made right."""
        if self.is_rough:
            self.is_rough = False
            self.plain_text = self._plain(self.head.as_document())
            self.save(update_fields=["is_rough", "plain_text"])
            self.redraw()


def readable(path: str = "") -> models.Q:
    """Return what ``can_be_read`` says, as a condition on rows with a transcript there."""
    return models.Q(**{f"{path}is_rough": False, f"{path}word_count__gt": 0})


def is_mostly(document: Document, before: Document | None) -> bool:
    """
    Return whether nine of ten words were there before, written alike.

    Then somebody handed in the draft with changes, and not a script of their own: of
    words that a machine heard in lower case and without marks, few are in a script.
    """
    if before is None:
        return False
    words = Counter(word.text for word in document.words)
    kept = words & Counter(word.text for word in before.words)
    return kept.total() >= 0.9 * words.total()
