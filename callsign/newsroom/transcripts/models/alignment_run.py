"""Alignment runs: fitting a transcript to its recording, however often workers die."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.db import models, transaction

from callsign.engines.alignment.report import SILENT, Report
from callsign.engines.transcript.model import Word
from callsign.media.aligning import Aligned, Cancelled, align_recording
from callsign.media.opening import NotAudio
from callsign.media.realigning import HearAllOfIt, Realigned, realign_recording
from callsign.newsroom.audio.files import on_disk
from callsign.newsroom.transcripts.carried_report import carried_report
from callsign.newsroom.transcripts.models.errand import Errand
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.pulse import Pulse
from callsign.newsroom.transcripts.signals import alignment_asked

logger = logging.getLogger(__name__)

LONGEST_QUOTE = 12  # words

GIVEN_UP = (
    "Aligning this recording stopped the worker three times, so it was given up. The "
    "story can be published without times; ask your engineer to look at the worker's log."
)
UNEXPECTED = (
    "Aligning failed for a reason the program did not expect. The transcript is as it "
    "was, and the story can be published without times; tell your engineer."
)


class AlignmentRun(Errand):
    """One try at fitting a transcript to its recording."""

    given_up = GIVEN_UP
    asked = alignment_asked
    verb = "align"

    transcript = models.ForeignKey(
        "transcripts.Transcript",
        on_delete=models.CASCADE,
        related_name="alignment_runs",
    )
    audio = models.ForeignKey(
        "audio.Audio", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    # The ids of the words to listen for; none of them means the whole recording.
    words = models.JSONField(default=list, blank=True)
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.transcript}: {self.state}"

    def carry_out(self, clock: Callable[[], datetime]) -> None:
        """Listen to the recording and write down the times; of a run taken on."""
        pulse = Pulse(self, clock)
        try:
            with on_disk(self.audio.master) as recording:
                found = self._heard(recording, pulse)
        except Cancelled:
            return
        except NotAudio as error:
            self.fail(str(error), at=clock())
        except FileNotFoundError:
            self.fail(
                "The recording is not where it was stored. Upload it again.", at=clock()
            )
        except Exception:
            self.fail(UNEXPECTED, at=clock())
            raise
        else:
            self.conclude(found, at=clock())

    def _heard(self, recording: Path, pulse: Pulse) -> Aligned | Realigned:
        """Hear the seconds around the words, or all of it where that is no help."""
        document = self.revision.as_document()
        if self.words:
            try:
                return realign_recording(
                    recording,
                    document,
                    self.words,
                    duration_ms=self.audio.duration_ms,
                    on_progress=pulse.tell,
                    cancelled=pulse.is_called_off,
                )
            except HearAllOfIt as why:
                logger.info("aligning all of %s: %s", self.transcript, why)
        return align_recording(
            recording, document, on_progress=pulse.tell, cancelled=pulse.is_called_off
        )

    def conclude(self, found: Aligned | Realigned, *, at: datetime) -> None:
        """Write the times on whatever the transcript says by now, unless called off."""
        with transaction.atomic():
            transcript = self.transcript
            transcript.lock()
            self.refresh_from_db(from_queryset=AlignmentRun.objects.select_for_update())
            if self.state != self.State.RUNNING:
                return
            if isinstance(found, Realigned):
                self._take_around(found, transcript, at=at)
            else:
                self._take_all(found, transcript, at=at)
            # Whoever edited meanwhile wrote words nobody has listened for yet.
            transcript.ask_alignment_if_needed(at=at)

    def _take_all(
        self, aligned: Aligned, transcript: models.Model, *, at: datetime
    ) -> None:
        is_silent = self.audio is not None and self.audio.is_silent
        self.words = []
        self.report = as_report(aligned, is_silent=is_silent)
        self.finish(at=at)
        transcript.is_unheard = self.report["is_other_recording"]
        transcript.save(update_fields=["is_unheard"])
        if aligned.report.has_times:
            transcript.take_times(aligned.transcript, at=at)

    def _take_around(
        self, found: Realigned, transcript: models.Model, *, at: datetime
    ) -> None:
        before = transcript.alignment_runs.filter(
            pk__lt=self.pk, audio=self.audio, state=self.State.DONE
        ).first()
        self.report = carried_report(before.report if before else {}, found.transcript)
        self.finish(at=at)
        transcript.take_times_around(self.revision, found.transcript, at=at)


def as_report(aligned: Aligned, *, is_silent: bool) -> dict[str, object]:
    """Return what an alignment found out, as an editor reads it."""
    report = aligned.report
    if is_silent:
        # Silence fits no script; that says nothing about whose script it is.
        report = Report(problems=(SILENT,))
    words = aligned.transcript.words
    # Where there are places to listen to, they say more than sentences about them.
    has_places = bool(report.untranscribed or report.not_found)
    return {
        "problems": [
            *(problem.message for problem in aligned.recording_problems),
            *(() if has_places else report.problems),
        ],
        "is_other_recording": report.is_other_recording,
        "heard": round(report.heard, 3),
        "untranscribed": [
            {"start_ms": span.start_ms, "end_ms": span.end_ms}
            for span in report.untranscribed
        ],
        "not_found": [
            {
                "first_word": words[passage.first].id,
                "word_count": passage.stop - passage.first,
                "text": quoted(words[passage.first : passage.stop]),
            }
            for passage in report.not_found
        ],
    }


def quoted(words: Sequence[Word]) -> str:
    """Return enough of a passage to find it by."""
    text = " ".join(word.text for word in words[:LONGEST_QUOTE])
    return text if len(words) <= LONGEST_QUOTE else f"{text} …"
