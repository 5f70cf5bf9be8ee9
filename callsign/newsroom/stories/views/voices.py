"""Voices: who speaks, corrected once for the whole transcript."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from callsign.engines.transcript.model import Role
from callsign.engines.transcript.speakers import UnknownSpeaker, UnknownTurn
from callsign.newsroom.people.models import Person
from callsign.newsroom.stories.views.base import DeskView, row_number
from callsign.newsroom.transcripts.models import (
    Revision,
    Speaker,
    Transcript,
    TranscriptMovedOn,
)
from callsign.newsroom.transcripts.reading import storable

GONE = (
    "Somebody changed the transcript meanwhile, and what you wanted to change is gone"
    " from it. Nothing was lost; look at it as it is now."
)


class NobodyOfThatName(Exception):
    """A name was typed that belongs to nobody, or to several."""


class ChangeView(DeskView):
    """A change to the transcript: the right is asked for, what is gone is told."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        self.require_right_to_change()
        if self.desk.transcript is None:
            raise Http404
        try:
            return self.change(self.desk.transcript, **kwargs)
        except NobodyOfThatName as error:
            messages.error(request, str(error))
            return self.back("#speakers")
        except (UnknownSpeaker, UnknownTurn):
            messages.error(request, GONE)
            return self.back("#speakers")
        except TranscriptMovedOn as error:
            messages.warning(request, str(error))
            return redirect("desk:version", self.story.pk, error.kept.pk)

    def said(self, field: str, otherwise: str = "") -> str:
        """Return what was typed into a field, as every database can take it."""
        return storable(self.request.POST.get(field, otherwise))

    def change(self, transcript: Transcript, **kwargs: str) -> HttpResponse:
        """Make the change, and say where to look next."""
        raise NotImplementedError


class ChangeVoice(ChangeView):
    """Renames a speaker, says who it is, and merges another into it: one form, one save."""

    def change(self, transcript: Transcript, **kwargs: str) -> HttpResponse:
        speaker = transcript.speakers.filter(key=kwargs["key"]).first()
        if speaker is None:
            raise UnknownSpeaker(kwargs["key"])
        name = " ".join(self.said("name").split())[:200] or speaker.name
        done = {"by": self.request.user, "at": timezone.now()}
        with transaction.atomic():
            person = self.person_meant()
            self.rename(speaker, name, **done)
            self.link(speaker, person, **done)
            if same := self.said("same_as"):
                transcript.merge_speakers([speaker.key], into=same, **done)
        messages.success(self.request, f"{name or speaker.key} saved.")
        return self.back("#speakers")

    def rename(self, speaker: Speaker, name: str, **done: Any) -> None:
        role = self.said("role", speaker.role)
        if (name, role) != (speaker.name, speaker.role):
            speaker.transcript.rename_speaker(
                speaker.key,
                name,
                role=Role(role) if role in set(Role) else None,
                **done,
            )

    def link(self, speaker: Speaker, person: Person | None, **done: Any) -> None:
        """
        Say which person it is, if the form does.

        Another name may have found its person by itself, or lost the one it had: who
        was typed is that person all the same, and an empty field only empties what
        was there before.
        """
        before = speaker.person
        speaker.refresh_from_db()
        is_said = "person" in self.request.POST and (person or before) is not None
        if is_said and person != speaker.person:
            speaker.transcript.link_speaker(speaker.key, person, **done)

    def person_meant(self) -> Person | None:
        """Return the person whose name was typed; None when it was left empty."""
        typed = self.said("person").strip()
        if not typed:
            return None
        found = Person.objects.named([typed]).get(typed)
        if found is not None:
            return found
        if self.request.POST.get("introduce") and not Person.objects.are_named(typed):
            if not self.request.user.has_perm("people.add_person"):
                raise PermissionDenied
            return Person.objects.introduce(typed)
        raise NobodyOfThatName(
            f"There is not exactly one person called {typed}. Nothing was changed;"
            " tick “add to people”, or look under People."
        )


class ChangeTurn(ChangeView):
    """Gives a turn to another speaker, or lets it say something else."""

    def change(self, transcript: Transcript, **kwargs: str) -> HttpResponse:
        first_word = kwargs["first_word"]
        turn = self.desk.turn(first_word)
        if turn is None:
            raise UnknownTurn(first_word)
        done = {"by": self.request.user, "at": timezone.now()}
        text = self.said("text", turn.text).replace("\r\n", "\n").strip()
        if text != turn.text:
            transcript.retell_turn(
                first_word, text, based_on=self.based_on(transcript), **done
            )
        speaker = self.said("speaker", turn.speaker)
        if speaker != turn.speaker and text:
            transcript.reassign_turn(
                first_word_now(transcript, first_word), to=speaker, **done
            )
        return self.back(f"#turn-{first_word}")

    def based_on(self, transcript: Transcript) -> Revision:
        """Return the version the editor had in front of them."""
        number = row_number(self.request.POST.get("based_on", ""))
        return get_object_or_404(transcript.revisions, pk=number)


def first_word_now(transcript: Transcript, first_word: str) -> str:
    """Return the id a turn begins with after its text was changed."""
    turns = transcript.head.as_document().turns
    starts = {word.id: turn.words[0].id for turn in turns for word in turn.words}
    if first_word in starts:
        return starts[first_word]
    raise UnknownTurn(first_word)
