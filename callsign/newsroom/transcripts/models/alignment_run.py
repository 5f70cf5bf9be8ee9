"""Alignment runs: fitting a transcript to its recording, however often workers die."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from wagtail.log_actions import log

from callsign.engines.alignment.report import SILENT, Report
from callsign.engines.transcript.model import Word
from callsign.media.aligning import Aligned, Cancelled, align_recording
from callsign.media.opening import NotAudio
from callsign.newsroom.audio.files import on_disk
from callsign.newsroom.station.work import Work, WorkQuerySet
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.pulse import Pulse
from callsign.newsroom.transcripts.signals import alignment_asked

# A recording that killed its worker this often will kill the next one too.
MOST_ATTEMPTS = 3

LONGEST_QUOTE = 12  # words

GIVEN_UP = (
    "Aligning this recording stopped the worker three times, so it was given up. The "
    "story can be published without times; ask your engineer to look at the worker's log."
)
UNEXPECTED = (
    "Aligning failed for a reason the program did not expect. The transcript is as it "
    "was, and the story can be published without times; tell your engineer."
)


class AlignmentRunQuerySet(WorkQuerySet):
    """Alignments, by how they stand."""

    def resume_interrupted(self, *, at: datetime) -> int:
        """
        Begin again what a killed worker left behind, and what the queue lost; say how many.

        Twice does no harm: of two workers with one run, one takes it on.
        """
        left = list(self.interrupted(at=at) | self.lost(at=at))
        for run in left:
            run.send_again(at=at)
        return len(left)


class AlignmentRun(Work):
    """One try at fitting a transcript to its recording."""

    transcript = models.ForeignKey(
        "transcripts.Transcript",
        on_delete=models.CASCADE,
        related_name="alignment_runs",
    )
    audio = models.ForeignKey(
        "audio.Audio", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    report = models.JSONField(default=dict, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = AlignmentRunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.transcript}: {self.state}"

    def take_on(self, *, at: datetime) -> bool:
        """
        Begin if the run waits, or if the worker that had it was killed.

        Return whether it is ours now; one that keeps killing workers is given up.
        """
        interrupted = AlignmentRun.objects.interrupted(at=at).filter(pk=self.pk)
        interrupted.update(state=self.State.WAITING)
        if not self.claim(at=at):
            self.refresh_from_db()
            return False
        self.attempts += 1
        if self.attempts > MOST_ATTEMPTS:
            self.fail(GIVEN_UP, at=at)
            return False
        self.save(update_fields=["attempts"])
        return True

    def carry_out(self, clock: Callable[[], datetime]) -> None:
        """Listen to the recording and write down the times; of a run taken on."""
        pulse = Pulse(self, clock)
        try:
            with on_disk(self.audio.master) as recording:
                aligned = align_recording(
                    recording,
                    self.revision.as_document(),
                    on_progress=pulse.tell,
                    cancelled=pulse.is_called_off,
                )
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
            self.conclude(aligned, at=clock())

    def conclude(self, aligned: Aligned, *, at: datetime) -> None:
        """Write the times on whatever the transcript says by now, unless called off."""
        with transaction.atomic():
            transcript = self.transcript
            transcript.lock()
            self.refresh_from_db(from_queryset=AlignmentRun.objects.select_for_update())
            if self.state != self.State.RUNNING:
                return
            is_silent = self.audio is not None and self.audio.is_silent
            self.report = as_report(aligned, is_silent=is_silent)
            self.finish(at=at)
            if aligned.report.has_times:
                transcript.take_times(aligned.transcript, at=at)
            # Whoever edited meanwhile wrote words nobody has listened for yet.
            transcript.ask_alignment_if_needed(at=at)

    def call_off(self, *, by: AbstractBaseUser | None, at: datetime) -> bool:
        """Stop the run, begun or not; return whether there was anything to stop."""
        stopped = self.cancel(at=at)
        if stopped:
            log(
                instance=self.transcript,
                action="transcripts.align.call_off",
                user=by,
                timestamp=at,
            )
        return stopped

    def send_to_worker(self) -> None:
        """
        Let a worker carry it out.

        The queue is in the same database: within a transaction, it knows of the run if
        and only if the run is there.
        """
        alignment_asked.send(sender=AlignmentRun, run=self)

    def send_again(self, *, at: datetime) -> None:
        """Let a worker carry out what no worker seems to know of; not every minute."""
        with transaction.atomic():
            if self.state == self.State.WAITING:
                self.heartbeat_at = at
                self.save(update_fields=["heartbeat_at"])
            self.send_to_worker()


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
