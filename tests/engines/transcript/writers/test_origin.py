"""Who made a transcript: every file says so of a machine's, and it is read back."""

from dataclasses import replace

import pytest

from callsign.engines.transcript.model import Event, Note
from callsign.engines.transcript.readers.table import read_transcript
from callsign.engines.transcript.writers.facts import NO_FACTS, UNREAD, Facts
from callsign.engines.transcript.writers.table import WRITERS, writer_named
from tests.engines.transcript.talks import talk
from tests.engines.transcript.writers.opening import readable

UNCHECKED = Facts("The river rose", "en-US", is_unread=True)
CHECKED = replace(UNCHECKED, is_unread=False)
SAID = replace(
    talk(
        ("s1", "Good morning."),
        ("s2", "The river rose."),
        ("s1", "Thank you."),
        ("s2", "Good bye."),
    ),
    notes=(Note("correction", "It fell.", "w5", "w3", "2026-11-24"),),
)
READ_BACK = [one.name for one in WRITERS if one.name != "pbcore"]


def later(transcript, by_ms):
    """The same after a pause, such as a station's jingle."""
    return replace(
        transcript,
        turns=tuple(
            replace(
                turn,
                words=tuple(
                    replace(
                        one, start_ms=one.start_ms + by_ms, end_ms=one.end_ms + by_ms
                    )
                    for one in turn.words
                ),
            )
            for turn in transcript.turns
        ),
    )


def shown(content):
    """What stands in a file, on one line."""
    return " ".join(readable(content).split())


@pytest.mark.parametrize("writer", WRITERS, ids=lambda one: one.name)
class TestAFileOfAMachinesTranscript:
    def test_says_that_no_editor_has_checked_it(self, writer):
        assert "Made by a machine" in shown(writer.write(SAID, UNCHECKED))

    def test_says_so_also_where_nothing_else_is_known(self, writer):
        written = shown(writer.write(SAID, Facts(is_unread=True)))

        assert "Made by a machine" in written

    def test_says_so_no_more_once_somebody_has(self, writer):
        assert "a machine" not in shown(writer.write(SAID, CHECKED))
        assert "a machine" not in shown(writer.write(SAID, NO_FACTS))

    def test_carries_its_corrections_as_well(self, writer):
        written = shown(writer.write(SAID, UNCHECKED))

        assert "It fell." in written
        assert "2026" in written


@pytest.mark.parametrize("name", READ_BACK)
class TestReadBack:
    def test_it_is_a_machines_still(self, name):
        reading = read_transcript(writer_named(name).write(SAID, UNCHECKED))

        assert reading.is_machine

    def test_it_is_not_where_somebody_checked_it(self, name):
        assert not read_transcript(writer_named(name).write(SAID, CHECKED)).is_machine

    def test_the_sentence_is_no_part_of_it(self, name):
        bare, told = (
            read_transcript(writer_named(name).write(SAID, facts)).transcript
            for facts in (CHECKED, UNCHECKED)
        )

        assert [turn.text for turn in told.turns] == [turn.text for turn in bare.turns]
        assert [(one.name, one.role) for one in told.speakers] == [
            (one.name, one.role) for one in bare.speakers
        ]
        assert told.notes == bare.notes
        assert told.events == bare.events


class TestCaptionsWithoutRoomForRemarks:
    def test_show_it_first_where_nobody_speaks_yet(self):
        shown = writer_named("srt").write(later(SAID, 5_000), UNCHECKED).decode()

        assert shown.startswith(
            "1\n00:00:00,000 --> 00:00:02,350\n[Editor's note: Made by a\nmachine; not"
            " checked.]\n\n2\n00:00:05,"
        )

    def test_show_it_last_where_somebody_does(self):
        shown = writer_named("srt").write(SAID, UNCHECKED).decode()
        without = writer_named("srt").write(SAID, CHECKED).decode()
        words_alone = writer_named("srt").write(replace(SAID, notes=()), CHECKED)

        assert shown.startswith(words_alone.decode())
        assert len(shown) > len(without)


class TestWordsThatReadLikeSounds:
    """Where no sound can stand in plain text, the sentence still does."""

    @pytest.mark.parametrize("name", ["txt", "npr"])
    def test_do_not_hide_who_made_it(self, name):
        said = replace(
            talk(("s1", "He said (LAUGHTER) aloud."), ("s2", "(MUSIC)")),
            events=(Event("w1", "laughter", "(LAUGHTER)"),),
        )

        assert UNREAD in shown(writer_named(name).write(said, UNCHECKED))


class TestAnEditorsNoteOfTheSameWords:
    def test_is_kept_where_it_says_more(self):
        script = f"[EDITOR'S NOTE: {UNREAD} So was the film.]\n\nADA OKAFOR: Yes."

        reading = read_transcript(script.encode())

        assert not reading.is_machine
        assert len(reading.transcript.notes) == 1
