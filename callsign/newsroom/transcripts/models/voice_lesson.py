"""Voice lessons: a voice is learned from what somebody checked that it says."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from wagtail.log_actions import log

from callsign.media.decoding import decode_speech
from callsign.media.opening import NotAudio
from callsign.media.sound import Stopped
from callsign.media.voice_prints import (
    LEARNED_MS,
    MADE_BY,
    Print,
    joined,
    print_of,
    spans_of,
)
from callsign.newsroom.audio.files import on_disk
from callsign.newsroom.people.models import Person
from callsign.newsroom.transcripts.models.errand import Errand
from callsign.newsroom.transcripts.models.speaker import Speaker
from callsign.newsroom.transcripts.models.voice_consent import (
    NoConsent,
    VoiceConsent,
    require_consent,
)
from callsign.newsroom.transcripts.models.voice_print import VoicePrint
from callsign.newsroom.transcripts.pulse import Pulse
from callsign.newsroom.transcripts.signals import lesson_asked

# A voice is told well enough by so many recordings; the newest are most like today's.
MOST_RECORDINGS = 8

GIVEN_UP = (
    "Learning this voice stopped the worker three times, so it was given up. Ask your"
    " engineer to look at the worker's log."
)
UNEXPECTED = (
    "Learning this voice failed for a reason the program did not expect. No voice-print"
    " was made; tell your engineer."
)
NOTHING_CHECKED = (
    "No checked transcript with a recording has a voice that is linked to this person."
)
TOO_LITTLE = (
    "Only {heard} s of this voice are in checked transcripts with their times;"
    " {needed} s are needed."
)
AGREES_NO_MORE = "Consent was withdrawn meanwhile. No voice-print was made."


class VoiceLesson(Errand):
    """One try at learning somebody's voice."""

    given_up = GIVEN_UP
    asked = lesson_asked
    verb = "lesson"

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="voice_lessons"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"the voice of {self.person}: {self.state}"

    def call_off(self, *, by: AbstractBaseUser | None, at: datetime) -> bool:
        """Stop learning; return whether there was anything to stop."""
        stopped = self.cancel(at=at)
        if stopped:
            log(self.person, "voices.lesson.call_off", user=by, timestamp=at)
        return stopped

    def carry_out(self, clock: Callable[[], datetime]) -> None:
        """Listen to what the person says in checked transcripts; of a lesson taken on."""
        pulse = Pulse(self, clock)
        try:
            with transaction.atomic():
                require_consent(self.person)
            heard = list(self._heard(pulse))
        except (NoConsent, Stopped):
            self._end(AGREES_NO_MORE, at=clock())
        except NotAudio as error:
            self.fail(str(error), at=clock())
        except FileNotFoundError:
            self.fail("A recording is not where it was stored.", at=clock())
        except Exception:
            self.fail(UNEXPECTED, at=clock())
            raise
        else:
            self.conclude(heard, at=clock())

    def _heard(self, pulse: Pulse) -> Iterator[tuple[Speaker, Print]]:
        """Yield what each checked recording has of the voice."""
        for voice in checked_voices(self.person)[:MOST_RECORDINGS]:
            spans = spans_of(voice.transcript.head.as_document()).get(voice.key, [])
            with (
                on_disk(voice.transcript.audio.master) as recording,
                decode_speech(recording, cancelled=pulse.is_called_off) as speech,
            ):
                made = print_of(speech, spans)
            pulse.work.beat(at=pulse.clock(), percent=50)
            if made is not None:
                yield voice, made

    def conclude(self, heard: list[tuple[Speaker, Print]], *, at: datetime) -> None:
        """Put what was learned in the place of the print before, if consent still stands."""
        heard_ms = sum(made.length_ms for _, made in heard)
        if not heard:
            self._end(NOTHING_CHECKED, at=at)
            return
        if heard_ms < LEARNED_MS:
            self._end(
                TOO_LITTLE.format(heard=heard_ms // 1_000, needed=LEARNED_MS // 1_000),
                at=at,
            )
            return
        try:
            with transaction.atomic():
                require_consent(self.person)
                self._keep(heard, heard_ms, at=at)
        except NoConsent:
            self._end(AGREES_NO_MORE, at=at)

    def _keep(
        self, heard: list[tuple[Speaker, Print]], heard_ms: int, *, at: datetime
    ) -> None:
        self.refresh_from_db(
            from_queryset=VoiceLesson.objects.select_for_update(of=("self",))
        )
        if self.state != self.State.RUNNING:
            return
        VoicePrint.objects.filter(person=self.person).delete()
        VoicePrint.objects.create(
            person=self.person,
            content=joined([made for _, made in heard]).as_json(),
            made_by=MADE_BY,
            made_at=at,
            asked_by=self.asked_by,
            heard_ms=heard_ms,
            sources=[
                {"id": voice.transcript_id, "title": voice.transcript.title}
                for voice, _ in heard
            ],
        )
        log(self.person, "voices.learn", user=self.asked_by, timestamp=at)
        self.finish(at=at)

    def _end(self, because: str, *, at: datetime) -> None:
        """Say why there is no print, unless somebody called the lesson off."""
        self.refresh_from_db()
        if self.state == self.State.RUNNING:
            self.fail(because, at=at)


def checked_voices(person: Person) -> models.QuerySet:
    """Return where somebody checked that a person speaks, with a recording; newest first."""
    return (
        Speaker.objects.known()
        .filter(
            person=person,
            transcript__status__in=["checked", "corrected"],
            transcript__audio__isnull=False,
            transcript__head__isnull=False,
        )
        .select_related("transcript__head", "transcript__audio")
        .order_by("-transcript__checked_at", "-pk")
    )


def ask_lesson(
    person: Person, *, by: AbstractBaseUser | None, at: datetime
) -> VoiceLesson:
    """
    Ask for somebody's voice to be learned; a lesson on its way is that lesson.

    Raises: NoConsent
    """
    with transaction.atomic():
        require_consent(person)
        lesson = VoiceLesson.objects.unfinished().filter(person=person).first()
        if lesson is None:
            lesson = VoiceLesson.objects.create(person=person, asked_by=by, asked_at=at)
            log(person, "voices.lesson.ask", user=by, timestamp=at)
            lesson.send_to_worker()
    return lesson


def withdraw_consent(
    person: Person, *, by: AbstractBaseUser | None, at: datetime
) -> int:
    """End a person's consent: prints are gone at once, lessons stop; say how many prints."""
    with transaction.atomic():
        consent = VoiceConsent.objects.standing().filter(person=person).first()
        gone = consent.withdraw(by=by, at=at) if consent else 0
        for lesson in VoiceLesson.objects.unfinished().filter(person=person):
            lesson.call_off(by=by, at=at)
    return gone
