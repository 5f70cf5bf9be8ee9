"""Amendments: corrections and retractions of words that went out, told to readers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from callsign.engines.transcript.anchors import anchor_at
from callsign.engines.transcript.corrections import corrected, retracted
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.holders import is_shown
from callsign.newsroom.transcripts.models.moving_head import MovingHead
from callsign.newsroom.transcripts.models.retracted_passage import RetractedPassage
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.reading import storable


class Amended(MovingHead):
    """A transcript as what the newsroom answers for in public."""

    class Meta:
        abstract = True

    def correct_words(
        self,
        first_word: str,
        last_word: str,
        text: str,
        *,
        by: AbstractBaseUser | None,
        at: datetime,
    ) -> Revision:
        """
        Print a correction beside words, dated as the station's clock says.

        Raises: UnknownWord
        """
        return self._amend(
            corrected, first_word, last_word, text, "transcripts.correct", by=by, at=at
        )

    def retract_words(
        self,
        first_word: str,
        last_word: str,
        text: str,
        *,
        by: AbstractBaseUser | None,
        at: datetime,
    ) -> Revision:
        """
        Take words out, and tell readers so where they stood; no version brings them back.

        Raises: UnknownWord
        """
        with transaction.atomic():
            self.lock()
            passage = anchor_at(self.head.as_document(), first_word, last_word)
            revision = self._amend(
                retracted,
                first_word,
                last_word,
                text,
                "transcripts.retract",
                by=by,
                at=at,
            )
            RetractedPassage.of(passage, self, told(text), day_of(at)).save()
            # Not left to a worker, who may have an hour to listen to first.
            for edition in self.editions.in_use():
                edition.redraw()
        return revision

    def lift_retraction(
        self,
        retraction: RetractedPassage,
        why: str,
        *,
        by: AbstractBaseUser,
        at: datetime,
    ) -> Revision:
        """
        Take a retraction back: its notice goes, and its words may be said again.

        They come back with a version or a script that has them, or are typed.

        Raises: AlreadyLifted
        """
        one = retraction.as_taken_back(audio_id=self.audio_id)

        def without_notice(head: Document) -> Document:
            told_by = next(filter(one.is_told_by, head.notes), None)
            return replace(
                head, notes=tuple(note for note in head.notes if note is not told_by)
            )

        with transaction.atomic():
            self.lock()
            retraction.lift(why, by=by, at=at)
            return self.change_head(
                without_notice,
                by=by,
                at=at,
                note=f"retraction lifted, “{retraction.text[:80]}”: {why}",
                action="transcripts.lift",
            )

    def _amend(
        self,
        amended: Callable[..., Document],
        first_word: str,
        last_word: str,
        text: str,
        action: str,
        **done: Any,
    ) -> Revision:
        said, made_on = told(text), day_of(done["at"])
        return self.change_head(
            lambda head: amended(head, first_word, last_word, said, made_on=made_on),
            reason=Revision.Reason.CORRECTION if is_shown(self) else "",
            note=said,
            action=action,
            **done,
        )


def told(text: str) -> str:
    r"""
    Return what readers are told, in one line.

    >>> told(" Not so.\n")
    'Not so.'
    """
    return " ".join(storable(text).split())


def day_of(at: datetime) -> str:
    """Return the day of a moment by the station's clock."""
    return timezone.localdate(at).isoformat()
