"""Voices: who speaks in a transcript, said once for the whole of it."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from callsign.engines.transcript.model import Role
from callsign.engines.transcript.speakers import rename_speaker
from callsign.newsroom.people.models import Person
from callsign.newsroom.transcripts.changes import merged, reassigned
from callsign.newsroom.transcripts.models.moving_head import MovingHead
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.models.speaker import people_of
from callsign.newsroom.transcripts.reading import storable


class Voiced(MovingHead):
    """A transcript as its voices: small changes, which never get in each other's way."""

    class Meta:
        abstract = True

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
        return self.change_head(
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
            revision = self.change_head(
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
        return self.change_head(
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
            self.write_log(
                "transcripts.link_speaker", by=by, at=at, note=f"{speaker} is {person}"
            )
