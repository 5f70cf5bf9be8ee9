"""Amendments: corrections and retractions of words that went out, told to readers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from callsign.engines.transcript.corrections import corrected, retracted
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.holders import is_shown
from callsign.newsroom.transcripts.models.moving_head import MovingHead
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
        Take words out, and tell readers so where they stood.

        Raises: UnknownWord
        """
        return self._amend(
            retracted, first_word, last_word, text, "transcripts.retract", by=by, at=at
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
        told = " ".join(storable(text).split())
        made_on = timezone.localdate(done["at"]).isoformat()
        return self.change_head(
            lambda head: amended(head, first_word, last_word, told, made_on=made_on),
            reason=Revision.Reason.CORRECTION if is_shown(self) else "",
            note=told,
            action=action,
            **done,
        )
