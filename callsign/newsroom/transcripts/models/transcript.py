"""The transcript: the one record of what was said in a recording."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Self

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from callsign.engines.transcript.replacing import replaced
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.people.models import Person
from callsign.newsroom.transcripts.changes import (
    retold,
    says_the_same,
    with_decisions_of,
    with_statements_of,
)
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.doubting import doubt_about
from callsign.newsroom.transcripts.holders import is_shown
from callsign.newsroom.transcripts.models.amended import Amended
from callsign.newsroom.transcripts.models.drafted import Drafted, is_mostly
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.models.saving import Origin
from callsign.newsroom.transcripts.models.speaker import Speaker
from callsign.newsroom.transcripts.models.timed import Timed
from callsign.newsroom.transcripts.models.voiced import Voiced
from callsign.newsroom.transcripts.reading import HandedIn, Taken, storable, take

Reason = Revision.Reason


class CheckedAnotherText(Exception):
    """Somebody changed the transcript while somebody else read it."""

    def __init__(self, head: Revision) -> None:
        super().__init__(
            f"{head.author} changed this transcript while you had it open, so it was"
            " not marked as checked. Read what changed, then mark it."
        )


class TranscriptQuerySet(models.QuerySet):
    """Transcripts, by where they come from and who is in them."""

    def take_script(
        self,
        handed_in: HandedIn,
        title: str,
        hosts: Iterable[str],
        by: AbstractBaseUser | None,
        at: datetime,
        audio: Audio | None = None,
    ) -> "Transcript":
        """
        Make the transcript of a script that was pasted, or of an uploaded file.

        Raises: NotAScript: it holds nothing that could have been said
        """
        taken = take(handed_in, hosts=hosts, length_ms=length_of(audio))
        with transaction.atomic():
            transcript: Transcript = self.create(
                title=title[:200], audio=audio, origin=origin_of(taken)
            )
            transcript.move_head(
                taken.document,
                reason=Reason.IMPORT,
                by=by,
                at=at,
                script=taken.script,
                note=taken.note,
                original=taken.original,
            )
        return transcript

    def with_voice_of(self, person: Person) -> Self:
        """Return the transcripts in which a person speaks."""
        voices = Speaker.objects.filter(transcript=models.OuterRef("pk"), person=person)
        return self.filter(models.Exists(voices))


class Transcript(Drafted, Voiced, Timed, Amended):
    """The one transcript of a recording; its head revision is what everybody reads."""

    title = models.CharField(max_length=200)
    language = models.CharField(max_length=16, default="en")

    objects = TranscriptQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def replace_script(
        self,
        handed_in: HandedIn,
        *,
        based_on: Revision | None,
        hosts: Iterable[str] = (),
        by: AbstractBaseUser | None,
        at: datetime,
    ) -> Revision:
        """
        Read a new text of the script, or a file; what is still said keeps ids and times.

        Without ``based_on`` it was thought to be the first.

        Where readers see the transcript, a text that seems to be another recording's
        is set aside until an editor restores it.

        Raises: NotAScript; TranscriptMovedOn: the head is not ``based_on`` any more;
        SeemsAnother
        """
        known = based_on or self.head
        before = known.as_document() if known else None
        taken = self._taken(handed_in, hosts, before)
        is_seen = before is not None and self.can_be_read and is_shown(self)
        revision = self.move_head(
            taken.document,
            reason=self.reason_of_a_change(),
            based_on=based_on,
            is_first=based_on is None,
            by=by,
            at=at,
            script=taken.script,
            note=taken.note,
            original=taken.original,
            doubt=doubt_about(taken.document, before) if is_seen else "",
        )
        if self.origin != origin_of(taken):
            self.origin = origin_of(taken)
            self.save(update_fields=["origin"])
        if not taken.is_machine and not is_mostly(taken.document, before):
            self.become_public()
        return revision

    def _taken(
        self, handed_in: HandedIn, hosts: Iterable[str], before: Document | None
    ) -> Taken:
        """
        Read what was handed in as another version of what was there before.

        A machine mishears one word in seven; what it heard there gives the true word its
        id and its time, so that links and quotes of the draft lead to the right words.
        """
        if before is None or self.origin == Origin.HUMAN:
            taken = take(
                handed_in,
                hosts=hosts,
                before=before,
                ever_used=self.ever_used,
                length_ms=length_of(self.audio),
            )
        else:
            taken = take(handed_in, hosts=hosts, length_ms=length_of(self.audio))
            done = replaced(
                before,
                taken.document,
                after_word=self.highest_word,
                after_voice=self.highest_speaker,
            )
            document = with_decisions_of(done.transcript, before)
            taken = replace(taken, document=document)
        if before is None:
            return taken
        return replace(taken, document=with_statements_of(taken.document, before))

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
            reason=self.reason_of_a_change(),
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
        """
        Make an older version, or one that was set aside, the head again.

        What readers have been told since stays told.
        """
        document = revision.as_document()
        if self.head is not None:
            document = with_statements_of(document, self.head.as_document())
        return self.move_head(
            document,
            reason=Reason.RESTORE,
            by=by,
            at=at,
            note=f"the version of {revision.made_at:%Y-%m-%d %H:%M} UTC",
            script=revision.script,
        )

    def mark_checked(
        self, *, based_on: Revision, by: AbstractBaseUser | None, at: datetime
    ) -> None:
        """
        Say that somebody listened along and found the text right.

        Times that were found meanwhile are no other text.

        Raises: CheckedAnotherText: the head says something else than ``based_on``
        """
        with transaction.atomic():
            self.lock()
            if not says_the_same(based_on.as_document(), self.head.as_document()):
                raise CheckedAnotherText(self.head)
            self.status = self.Status.CHECKED
            self.checked_by, self.checked_at = by, at
            self.save(update_fields=["status", "checked_by", "checked_at"])
            self.write_log("transcripts.check", by=by, at=at)
            self.become_public()
            self.announce()


def length_of(audio: Audio | None) -> int | None:
    """Return how long a recording is, if there is one."""
    return audio.duration_ms if audio is not None else None


def origin_of(taken: Taken) -> str:
    """Return who first heard the words of what was handed in."""
    return Origin.MACHINE if taken.is_machine else Origin.HUMAN
