"""Recognition runs: a first draft heard by a machine, however often workers die."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from wagtail.log_actions import log

from callsign.media.aligning import Cancelled
from callsign.media.opening import NotAudio
from callsign.media.recognizing.choosing import recognizer_of
from callsign.media.recognizing.recognize import Recognition, recognize
from callsign.media.recognizing.recognizer import (
    NotRecognized,
    Recognizer,
    Stalled,
    TryLater,
)
from callsign.media.recognizing.shelf import Shelf
from callsign.media.voice_prints import Print
from callsign.newsroom.audio.files import on_disk
from callsign.newsroom.transcripts.models.moving_head import TranscriptMovedOn
from callsign.newsroom.transcripts.models.put_off import PutOff
from callsign.newsroom.transcripts.models.voice_print import VoicePrint
from callsign.newsroom.transcripts.pulse import Pulse
from callsign.newsroom.transcripts.signals import draft_asked

# What was heard is kept so long for whoever asks again; then the transcript has it.
KEPT_FOR = timedelta(days=30)

GIVEN_UP = (
    "Hearing this recording stopped the worker three times, so it was given up. The"
    " story can be published without a transcript; ask your engineer to look at the"
    " worker's log."
)
UNEXPECTED = (
    "Hearing the recording failed for a reason the program did not expect. Nothing was"
    " changed, and the story can be published without a transcript; tell your engineer."
)
NOTHING_HEARD = "The machine heard no words in this recording."
CAME_LATE = (
    "A script came while the machine was listening, so its draft was set aside among the"
    " versions."
)
SCRIPT_CAME = "A script came while the machine was busy, so it was not asked again."
GONE = "The recording is not where it was stored. Upload it again."


class RecognitionRun(PutOff):
    """One try at hearing what is said in a recording that has no script."""

    given_up = GIVEN_UP
    asked = draft_asked
    verb = "draft"

    transcript = models.ForeignKey(
        "transcripts.Transcript",
        on_delete=models.CASCADE,
        related_name="recognition_runs",
    )
    audio = models.ForeignKey(
        "audio.Audio", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    recognizer = models.CharField(max_length=120)
    # Who may be speaking before anybody is named.
    hosts = models.JSONField(default=list, blank=True)
    # Whose hosts' voices may be known, if its editors said so: the page of its program.
    program = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.transcript} by {self.recognizer}: {self.state}"

    def carry_out(self, clock: Callable[[], datetime]) -> None:
        """Listen to the recording and write down what is said; of a run taken on."""
        if self.transcript.head_id is not None and self.times_put_off:
            self.fail(SCRIPT_CAME, at=clock())
            return
        pulse = Pulse(self, clock)
        shelf = Shelf(settings.RECOGNIZED_FOLDER)
        shelf.sweep(before=(clock() - KEPT_FOR).timestamp())
        machine = recognizer_of(settings.RECOGNIZER, language=self.transcript.language)
        try:
            with on_disk(self.audio.master) as recording:
                heard = recognize(
                    recording,
                    machine,
                    hosts=self.hosts,
                    prints=self.prints_to_use(at=clock()),
                    shelf=shelf,
                    on_progress=pulse.tell,
                    cancelled=pulse.is_called_off,
                )
        except Cancelled:
            return
        except NotRecognized as error:
            self._break_off(error, machine, at=clock())
        except NotAudio as error:
            self.fail(str(error), at=clock())
        except FileNotFoundError:
            self.fail(GONE, at=clock())
        except Exception:
            self.fail(UNEXPECTED, at=clock())
            raise
        else:
            self.conclude(heard, machine, at=clock())

    def prints_to_use(self, *, at: datetime) -> dict[str, Print]:
        """
        Return the prints of its program's hosts, by their names; their use is logged.

        None of a program that does not use voice-prints now, whatever it did when the
        draft was asked for, and none of whoever does not agree to it now.
        """
        program = self.program.specific if self.program else None
        if program is None or not program.uses_voice_prints:
            return {}
        hosts = list(program.hosts_by_voice)
        prints = VoicePrint.objects.of(hosts)
        for host in hosts:
            if host.name in prints:
                note = self.transcript.title
                log(host, "voices.use", timestamp=at, data={"note": note})
        return prints

    def _break_off(
        self, error: NotRecognized, machine: Recognizer, *, at: datetime
    ) -> None:
        """Go on later if that may help and costs nothing; else say what it cost so far."""
        self.report = with_what_was_sent(self.report, error.sent_ms, machine)
        self.save(update_fields=["report"])
        if isinstance(error, TryLater) and not isinstance(error, Stalled):
            wished = None if error.after_s is None else timedelta(seconds=error.after_s)
            self.put_off(str(error), wished=wished, at=at)
        else:
            self.fail(str(error), at=at)

    def conclude(
        self, heard: Recognition, machine: Recognizer, *, at: datetime
    ) -> None:
        """Make the draft the transcript's first version, unless called off or late."""
        with transaction.atomic():
            self.transcript.lock()
            self.refresh_from_db(
                from_queryset=RecognitionRun.objects.select_for_update()
            )
            if self.state != self.State.RUNNING:
                return
            self.recognizer = machine.name[:120]
            before_ms = self.report.get("sent_ms", 0)
            self.report = as_report(heard) | with_what_was_sent(
                {"sent_ms": before_ms}, heard.heard_ms, machine
            )
            if not heard.transcript.words:
                self.fail(NOTHING_HEARD, at=at)
                return
            self.finish(at=at)
            try:
                self.transcript.take_draft(heard.transcript, machine, at=at)
            except TranscriptMovedOn:
                self.problem = CAME_LATE
                self.save(update_fields=["problem"])


def with_what_was_sent(
    report: dict[str, Any], sent_ms: int, machine: Recognizer
) -> dict[str, Any]:
    """Return a report with what more was handed over, and what all of it may cost."""
    all_ms = report.get("sent_ms", 0) + sent_ms
    cost = str(machine.price.of(all_ms)) if machine.price and all_ms else ""
    return report | {"sent_ms": all_ms, "cost": cost}


def as_report(heard: Recognition) -> dict[str, object]:
    """Return what a draft took, as an editor reads it."""
    return {
        "duration_ms": heard.duration_ms,
        "heard_ms": heard.heard_ms,
        "kept_ms": heard.kept_ms,
        "work_s": round(heard.work_s),
        "problems": [problem.message for problem in heard.recording_problems],
    }
