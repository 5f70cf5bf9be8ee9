"""Other cuts of a recording, which share its transcript."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from callsign.engines.transcript.edit_list_text import UnreadableEdits
from callsign.engines.transcript.model import Tier
from callsign.engines.transcript.timing import with_timings
from callsign.newsroom.station import tried_work
from callsign.newsroom.transcripts.models import Edition, NoEdition, edition
from callsign.newsroom.transcripts.showing import shown_of
from callsign.newsroom.transcripts.tasks import redraw_editions
from tests.broadcasts import RATE_HZ, babble
from tests.cast import FRIDAY_NOON
from tests.newsroom.transcripts.conftest import recording
from tests.tape import write_tape

LATER = FRIDAY_NOON + timedelta(minutes=5)
State = Edition.State
# The interview has 30 words, one every half second.
PARTS = "other 0:10 Advertisement\nkeep 0:02 0:15\n"


def noon():
    return FRIDAY_NOON


class Timing:
    """A word every half second."""

    tier = Tier.HEARD

    def __init__(self, number):
        self.start_ms, self.end_ms = number * 500, number * 500 + 400


@pytest.fixture
def timed(interview, audio, ada):
    """The interview with its recording, every word timed."""
    interview.hear(audio, by=ada, at=FRIDAY_NOON)
    head = interview.head.as_document()
    timings = [Timing(number) for number, _ in enumerate(head.words)]
    interview.take_times(with_timings(head, timings), at=FRIDAY_NOON)
    return interview


@pytest.fixture
def podcast(timed, ada):
    """An edition of it, of which nobody knows the parts yet."""
    return Edition.objects.begin(
        timed, recording(title="Podcast"), by=ada, at=FRIDAY_NOON
    )


class TestBeginning:
    def test_asks_what_differs(self, podcast):
        assert podcast.state == State.WAITING
        assert str(podcast) == "Podcast, an edition of Rain at last"

    def test_refuses_the_recording_itself(self, timed, audio, ada):
        with pytest.raises(NoEdition, match="this transcript itself"):
            Edition.objects.begin(timed, audio, by=ada, at=FRIDAY_NOON)

    def test_refuses_what_is_an_edition_already(self, timed, podcast, ada):
        with pytest.raises(NoEdition, match="already"):
            Edition.objects.begin(timed, podcast.audio, by=ada, at=FRIDAY_NOON)

    def test_refuses_a_transcript_without_a_recording(self, interview, audio, ada):
        with pytest.raises(NoEdition, match="no recording"):
            Edition.objects.begin(interview, audio, by=ada, at=FRIDAY_NOON)


class TestUsingParts:
    def test_puts_the_transcript_on_the_editions_clock(self, podcast, mina):
        podcast.use(PARTS, by=mina, at=LATER)

        podcast.refresh_from_db()
        first = podcast.as_document().words[0]
        assert podcast.is_in_use
        assert (podcast.checked_by, podcast.checked_at) == (mina, LATER)
        assert (first.id, first.start_ms) == ("w5", 10_000)
        assert 'id="w5" data-start="10000"' in podcast.html
        assert "ADVERTISEMENT" in podcast.html
        assert podcast.word_count == len(podcast.as_document().words)

    def test_calls_off_who_is_still_listening(self, podcast, mina):
        assert podcast.take_on(at=FRIDAY_NOON)

        podcast.use(PARTS, by=mina, at=LATER)

        podcast.refresh_from_db()
        assert podcast.state == State.DONE

    @pytest.mark.parametrize("lines", ["", "keep noon 0:15", "keep 0:00 0:31"])
    def test_changes_nothing_when_they_cannot_be_read(self, podcast, mina, lines):
        with pytest.raises(UnreadableEdits):
            podcast.use(lines, by=mina, at=LATER)

        podcast.refresh_from_db()
        assert not podcast.is_in_use
        assert not podcast.edits

    def test_ends_when_the_transcript_is_of_another_recording(self, podcast, mina):
        podcast.use(PARTS, by=mina, at=LATER)

        podcast.transcript.hear(recording(title="Another"), by=mina, at=LATER)

        assert not podcast.is_in_use
        assert not Edition.objects.in_use().exists()


class TestAnEditOfTheTranscript:
    def test_is_in_every_edition(self, timed, podcast, mina):
        podcast.use(PARTS, by=mina, at=LATER)
        head = timed.head.as_document()
        words = [
            replace(word, text="Sleet") if word.id == "w5" else word
            for word in head.turns[0].words
        ]
        text = " ".join(word.text for word in words)
        turn = replace(head.turns[0], words=tuple(words), text=text)
        document = replace(head, turns=(turn, *head.turns[1:]))

        timed.edit(document, based_on=timed.head, by=mina, at=LATER)
        redraw_editions.func(timed.pk)

        podcast.refresh_from_db()
        assert podcast.plain_text.startswith("Sleet")

    def test_says_no_retracted_word_before_a_worker_comes(self, timed, podcast, mina):
        podcast.use(PARTS, by=mina, at=LATER)
        podcast.refresh_from_db()
        first = podcast.plain_text.split()[0]
        word = next(
            one.id for one in podcast.as_document().words if one.text.startswith(first)
        )

        timed.retract_words(word, word, "Not so.", by=mina, at=LATER)

        podcast.refresh_from_db()
        assert not podcast.plain_text.startswith(first)
        assert f">{first}<" not in podcast.html


class TestWhatReadersSee:
    class Page:
        transcript = transcript_id = None

        def __init__(self, audio):
            self.audio_id = audio.pk

    def test_is_the_transcript_on_the_editions_clock(self, podcast, mina):
        podcast.use(PARTS, by=mina, at=LATER)

        assert shown_of(self.Page(podcast.audio)) == podcast

    def test_is_nothing_before_an_editor_has_found_the_parts_right(self, podcast):
        assert shown_of(self.Page(podcast.audio)) is None

    def test_is_nothing_of_a_rough_draft(self, podcast, mina):
        podcast.use(PARTS, by=mina, at=LATER)
        podcast.transcript.is_rough = True
        podcast.transcript.save(update_fields=["is_rough"])

        assert shown_of(self.Page(podcast.audio)) is None


class TestListening:
    @pytest.fixture
    def sounds(self, tmp_path, monkeypatch):
        """The recordings by their titles; the podcast has six seconds before the rain."""
        rain = babble(15, seed=1)
        said = {
            "Rain at last": rain,
            "Podcast": np.concatenate([babble(6, seed=2), rain], axis=1),
        }
        files = {
            title: write_tape(tmp_path / f"{title}.wav", sound, rate_hz=RATE_HZ)
            for title, sound in said.items()
        }

        @contextmanager
        def on_disk(master):
            yield files[master.instance.title]

        monkeypatch.setattr(edition, "on_disk", on_disk)
        return files

    def test_finds_the_parts_and_waits_for_an_editor(self, podcast, sounds):
        assert podcast.take_on(at=FRIDAY_NOON)
        podcast.carry_out(noon)

        other, kept = podcast.edit_list().parts
        assert podcast.state == State.DONE
        assert not podcast.is_in_use
        assert other.duration_ms == pytest.approx(6_000, abs=50)
        assert kept.end_ms == 15_000
        assert podcast.report["shared"] == pytest.approx(15 / 21, abs=0.01)

    def test_says_that_it_is_another_recording(self, podcast, sounds):
        write_tape(sounds["Podcast"], babble(15, seed=3), rate_hz=RATE_HZ)
        assert podcast.take_on(at=FRIDAY_NOON)
        podcast.carry_out(noon)

        assert podcast.state == State.FAILED
        assert "next to nothing in common" in podcast.problem

    def test_says_that_a_recording_is_gone(self, podcast):
        assert podcast.take_on(at=FRIDAY_NOON)
        podcast.carry_out(noon)

        assert podcast.state == State.FAILED
        assert "not where it was stored" in podcast.problem

    def test_writes_nothing_once_it_was_called_off(self, podcast, sounds, mina):
        assert podcast.take_on(at=FRIDAY_NOON)
        Edition.objects.get(pk=podcast.pk).call_off(by=mina, at=FRIDAY_NOON)
        podcast.carry_out(noon)

        podcast.refresh_from_db()
        assert podcast.state == State.CANCELLED
        assert not podcast.edits

    def test_leaves_alone_what_an_editor_took_into_use_meanwhile(self, podcast, mina):
        """A recording that turns out to be gone does not undo it."""
        assert podcast.take_on(at=FRIDAY_NOON)
        Edition.objects.get(pk=podcast.pk).use(PARTS, by=mina, at=LATER)
        podcast.carry_out(noon)

        podcast = Edition.objects.get(pk=podcast.pk)
        assert podcast.state == State.DONE
        assert podcast.is_in_use
        assert len(podcast.edit_list().parts) == 2

    @pytest.mark.parametrize("is_gone", [True, False])
    def test_brings_nothing_back_that_is_no_edition_any_more(
        self, podcast, sounds, mina, is_gone
    ):
        if is_gone:
            sounds["Podcast"].unlink()
        assert podcast.take_on(at=FRIDAY_NOON)
        Edition.objects.get(pk=podcast.pk).leave(by=mina, at=FRIDAY_NOON)
        podcast.carry_out(noon)

        assert not Edition.objects.exists()

    def test_goes_on_without_a_word_of_work_that_was_deleted(self, podcast, mina):
        Edition.objects.get(pk=podcast.pk).leave(by=mina, at=FRIDAY_NOON)
        podcast.beat(at=LATER, percent=50)

        assert not Edition.objects.exists()

    def test_keeps_what_is_in_use_when_it_finds_the_same(self, podcast, sounds, mina):
        assert podcast.take_on(at=FRIDAY_NOON)
        podcast.carry_out(noon)
        podcast.use(podcast.edits, by=mina, at=LATER)
        podcast.ask_again(by=mina, at=LATER)
        assert podcast.take_on(at=LATER)
        podcast.carry_out(noon)

        assert podcast.is_in_use

    def test_is_given_up_when_it_keeps_killing_workers(self, podcast):
        podcast.attempts = tried_work.MOST_ATTEMPTS
        podcast.save()

        assert not podcast.take_on(at=FRIDAY_NOON)
        assert "three times" in podcast.problem
