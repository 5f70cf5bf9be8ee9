"""The head of a transcript: what everybody reads, and how every change moves it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from wagtail.log_actions import log

from callsign.engines.transcript.corrections import RETRACTION
from callsign.engines.transcript.keeping_out import TakenBack, kept_out
from callsign.engines.transcript.model import Tier
from callsign.newsroom.transcripts.changes import places_of_gone, says_the_same
from callsign.newsroom.transcripts.document import Document, to_stored
from callsign.newsroom.transcripts.holders import is_shown
from callsign.newsroom.transcripts.models.original import keep_original
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.models.speaker import people_of, place_speakers
from callsign.newsroom.transcripts.originals import FileAsItCame
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


class SeemsAnother(Exception):
    """A text that would replace what readers see seems not to belong here; it is kept."""

    def __init__(self, kept: Revision) -> None:
        super().__init__(
            f"{kept.doubt} It was kept beside it, and readers still see the present one."
            " Use it all the same?"
        )
        self.kept = kept


class MovingHead(models.Model):
    """What has versions, of which the head is read; each change writes one and moves on."""

    class Status(models.TextChoices):
        READ = "read"
        ALIGNED = "aligned"
        CHECKED = "checked"
        CORRECTED = "corrected"

    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.READ
    )
    # Who listened along and found it right, and when; empty again when it changed.
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
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
    # Where the words that edits took out had stood: beside which word there is now.
    gone_words = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True

    @property
    def ever_used(self) -> tuple[str, str]:
        """The latest ids of words and voices in any version."""
        return f"w{self.highest_word}", f"s{self.highest_speaker}"

    def move_head(
        self,
        document: Document,
        *,
        reason: str,
        by: AbstractBaseUser | None,
        at: datetime,
        based_on: Revision | None = None,
        is_first: bool = False,
        note: str = "",
        script: str = "",
        original: FileAsItCame | None = None,
        action: str = "",
        doubt: str = "",
    ) -> Revision:
        """
        Write a version, make it the head, and draw what readers see, all or nothing.

        A version based on another than the head, or thought to be the first when there
        is one, is written too, but set aside; so is one that is in ``doubt``.

        Raises: TranscriptMovedOn: ``based_on`` is given and is not the head; SeemsAnother
        """
        with transaction.atomic():
            self.lock()
            is_late = (based_on is not None and based_on.pk != self.head_id) or (
                is_first and self.head_id is not None
            )
            again: tuple[TakenBack, ...] = ()
            is_aside = is_late or bool(doubt)
            if not is_aside:
                document, again = self._without_what_was_taken_back(document)
            revision = Revision.objects.create(
                transcript=self,
                parent=based_on if is_late else self.head,
                document=to_stored(document),
                script=script,
                reason=reason,
                note=noted(note, again),
                made_by=by,
                made_at=at,
                set_aside=is_aside,
                doubt="" if is_late else doubt[:300],
            )
            revision.remember(document)
            revision.retracted_again = tuple(one.text for one in again)
            if original is not None:
                keep_original(revision, original)
            if not is_aside:
                self._stand_on(revision, document)
            self.write_log(
                "transcripts.set_aside"
                if is_aside
                else action or f"transcripts.{reason}",
                by=by,
                at=at,
                note=note,
            )
        if is_late:
            raise TranscriptMovedOn(self.head, revision)
        if is_aside:
            raise SeemsAnother(revision)
        return revision

    def _without_what_was_taken_back(
        self, document: Document
    ) -> tuple[Document, tuple[TakenBack, ...]]:
        """Return a version without the passages that were retracted, and which it had."""
        before = self.head.as_document() if self.head is not None else Document()
        # Every retraction that stands has its notice, so that nearly no save asks more.
        if not any(note.kind == RETRACTION for note in before.notes):
            return document, ()
        standing = [
            one.as_taken_back(audio_id=self.audio_id)
            for one in self.retractions.standing()
        ]
        kept = kept_out(document, before, standing)
        return kept.transcript, kept.again

    def redraw(self) -> None:
        """Draw what readers see anew: a person got another name or address."""
        if self.head is not None:
            self.html = self._draw(self.head.as_document())
            self.save(update_fields=["html"])
            self.announce()

    def change_head(
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
                reason=reason or self.reason_of_a_change(),
                by=by,
                at=at,
                note=note,
                action=action,
            )

    def lock(self) -> None:
        """Hold this transcript until the transaction ends, and see it as it is now."""
        known = self._state.fields_cache.get("head")
        type(self).objects.select_for_update().only("pk").get(pk=self.pk)
        self.refresh_from_db()
        if known is not None and known.pk == self.head_id:
            self.head = known  # a version never changes, so it need not be read again

    def _stand_on(self, revision: Revision, document: Document) -> None:
        words = document.words
        before = self.head.as_document() if self.head is not None else None
        if before is not None:
            self.gone_words = places_of_gone(before, document, self.gone_words)
        self.highest_word = max(self.highest_word, highest(word.id for word in words))
        self.highest_speaker = max(
            self.highest_speaker, highest(one.id for one in document.speakers)
        )
        place_speakers(self, document)
        self.head = revision
        self.script = revision.script or self.script
        self.word_count = len(words)
        self.timed_word_count = sum(word.tier is not Tier.NONE for word in words)
        is_same = before is not None and says_the_same(before, document)
        self.status = self._status_after(revision.reason, is_same=is_same)
        if self.status not in self.final:
            self.checked_by, self.checked_at = None, None
        self.plain_text = self._plain(document)
        self.html = self._draw(document)
        self.save(update_fields=MOVED)
        self.announce()

    def _draw(self, document: Document) -> str:
        return transcript_html(document, people_of(self), self.gone_words)

    def _plain(self, document: Document) -> str:
        return "\n\n".join(turn.text for turn in document.turns)

    def announce(self) -> None:
        transaction.on_commit(
            lambda: transcript_moved.send(sender=type(self), transcript=self)
        )

    @property
    def final(self) -> tuple[str, str]:
        """How a transcript stands that somebody found right."""
        return self.Status.CHECKED, self.Status.CORRECTED

    def _status_after(self, reason: str, *, is_same: bool) -> str:
        if reason == Reason.CORRECTION:
            return self.Status.CORRECTED
        if self.status in self.final and not is_same:
            if is_shown(self):
                return self.Status.CORRECTED
            return self.Status.ALIGNED if self.timed_word_count else self.Status.READ
        if reason == Reason.ALIGN and self.status == self.Status.READ:
            return self.Status.ALIGNED
        return self.status

    def reason_of_a_change(self) -> str:
        """A change to what was found right is a correction where readers see it."""
        is_correction = self.status in self.final and is_shown(self)
        return Reason.CORRECTION if is_correction else Reason.EDIT

    def write_log(
        self, action: str, *, by: AbstractBaseUser | None, at: datetime, note: str = ""
    ) -> None:
        log(instance=self, action=action, user=by, timestamp=at, data={"note": note})


# What a moving head writes; the title and the language are not its business.
MOVED = [
    "head",
    "script",
    "status",
    "checked_by",
    "checked_at",
    "html",
    "plain_text",
    "word_count",
    "timed_word_count",
    "highest_word",
    "highest_speaker",
    "gone_words",
]


def noted(note: str, again: Sequence[TakenBack]) -> str:
    """Return what the list of versions says of one, with what was taken out of it again."""
    if not again:
        return note[:300]
    texts = ", ".join(f"“{one.text}”" for one in again)
    said = f"retracted again: {texts}"[:200]
    return f"{note[:98]}; {said}" if note else said


def highest(ids: Iterable[str]) -> int:
    """
    Return the highest number among ids such as ``w31``.

    >>> highest(["w2", "w31", "intro"])
    31
    """
    return max((int(one[1:]) for one in ids if one[1:].isdecimal()), default=0)
