"""Saving: an editor's sitting put into the head, whoever else was there meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from callsign.engines.transcript.edits import Edit, Edited, edited
from callsign.engines.transcript.merging import Conflict
from callsign.engines.transcript.patches import Patch, as_values
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models.moving_head import MovingHead
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.models.working_copy import (
    NO_WINDOW,
    Window,
    forget_copy,
    keep_copy,
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A patch that could not go in: somebody else changed its turns, and says this."""

    patch: Patch
    theirs: Conflict
    author: str

    @property
    def sentence(self) -> str:
        """What the editor is told."""
        return (
            f"{self.author} changed this passage while you worked on it. Yours is kept;"
            " nothing of either is lost. Take what should stand."
        )

    def as_values(self) -> dict[str, object]:
        """Return the patch as it is sent, on the version there is now."""
        return as_values([self.patch])[0]


@dataclass(frozen=True, slots=True)
class Saved:
    """
    What became of a sitting: the version there was and is, and what is left to settle.

    ``head_before`` is what the conflicts' turns are of.
    """

    head: Revision
    base: Document
    head_before: Document
    document: Document
    new_voices: Mapping[str, str]
    disagreements: tuple[Disagreement, ...]


class Origin(models.TextChoices):
    """Who first heard the words of a transcript; mixed, when people mended a draft."""

    HUMAN = "human"
    MACHINE = "machine"
    MIXED = "mixed"


class Saving(MovingHead):
    """A transcript as what several people edit at once."""

    Origin = Origin

    origin = models.CharField(
        max_length=8, choices=Origin.choices, default=Origin.HUMAN
    )

    class Meta:
        abstract = True

    def save_edit(
        self,
        edit: Edit,
        *,
        based_on: Revision,
        by: AbstractBaseUser,
        at: datetime,
        note: str = "",
        window: Window = NO_WINDOW,
    ) -> Saved:
        """
        Put an editor's patches and voices into the head; each of them is its own.

        Patches on turns that somebody else changed since ``based_on`` stay in the
        editor's working copy, moved to the new head; of everything else it is emptied.

        Raises: NotAPatch; TypedElsewhere, and nothing is saved
        """
        with transaction.atomic():
            self.lock()
            before = self.head.as_document()
            is_head = based_on.pk == self.head_id
            base = before if is_head else based_on.as_document()
            made = edited(
                base,
                before,
                edit,
                after_word=self.highest_word,
                after_voice=self.highest_speaker,
            )
            authors = "" if is_head else ", ".join(self.authors_since(based_on, by))
            if made.transcript != before:
                self.move_head(
                    made.transcript,
                    reason=self.reason_of_a_change(),
                    by=by,
                    at=at,
                    note=note or told(edit),
                )
                self._have_people_in_it()
            self._settle_copy(made, by=by, at=at, window=window)
        return Saved(
            self.head,
            base,
            before,
            # Without what was retracted, if somebody typed it again.
            self.head.as_document(),
            made.new_voices,
            tuple(
                Disagreement(patch, conflict, authors)
                for patch, conflict in zip(
                    made.left.patches, made.conflicts, strict=True
                )
            ),
        )

    def authors_since(self, revision: Revision, but: AbstractBaseUser) -> list[str]:
        """
        Return who changed the transcript after a version, each once, without oneself.

        Times that were found change no word, and are nobody's.
        """
        since = self.revisions.filter(pk__gt=revision.pk, set_aside=False)
        since = since.exclude(reason=Revision.Reason.ALIGN)
        made = since.exclude(made_by=but).defer("document", "script")
        return unique(one.author for one in made.select_related("made_by"))

    def _have_people_in_it(self) -> None:
        if self.origin == Origin.MACHINE:
            self.origin = Origin.MIXED
            self.save(update_fields=["origin"])

    def _settle_copy(
        self, made: Edited, *, by: AbstractBaseUser, at: datetime, window: Window
    ) -> None:
        if made.left.patches:
            keep_copy(self, made.left, based_on=self.head, by=by, at=at, window=window)
        else:
            forget_copy(self, by=by, window=window)


def told(edit: Edit) -> str:
    """
    Return what a sitting was, for the list of versions.

    >>> told(Edit((Patch(3, 1, ()), Patch(7, 2, ()))))
    'at the desk’s editor: 2 passages'
    """
    count = len(edit.patches)
    passages = f"{count} passage{'' if count == 1 else 's'}"
    return f"at the desk’s editor: {passages}" if count else "speakers named"


def unique(names: Iterable[str]) -> list[str]:
    """Return names once each, in order."""
    return list(dict.fromkeys(names))
