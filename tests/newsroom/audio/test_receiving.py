"""A file arrives and becomes a recording."""

import pytest

from callsign.media.opening import NotAudio
from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.audio.receiving import receive_recording, title_from
from tests.cast import FRIDAY_NOON
from tests.newsroom.audio.conftest import contents, queued
from tests.tape import shortened, sweep, write_tape


class TestReceivingARecording:
    def test_keeps_the_master_and_what_is_known_of_it(self, tape, ada):
        before = tape.read_bytes()

        audio = receive_recording(
            tape, file_name="rain_at_last.wav", by=ada, at=FRIDAY_NOON
        ).audio

        audio.refresh_from_db()
        assert contents(audio.master) == before
        assert (audio.title, audio.codec) == ("rain at last", "pcm_s16le")
        assert (audio.duration_ms, audio.size_bytes) == (3_000, len(before))
        assert audio.uploaded_by == ada
        assert not tape.exists()

    def test_asks_for_its_renditions(self, tape, ada):
        audio = receive_recording(tape, file_name="a.wav", by=ada, at=FRIDAY_NOON).audio

        assert audio.preparation.state == Preparation.State.WAITING
        (task,) = queued()
        assert task.args_kwargs["args"] == [audio.pk]

    def test_gives_it_a_name_nobody_can_guess(self, tape, ada):
        audio = receive_recording(tape, file_name="a.wav", by=ada, at=FRIDAY_NOON).audio

        folder, _, name = audio.master.name.partition("/")
        assert folder == "masters"
        assert len(name) == len("0123456789abcdef0123456789abcdef.wav")

    def test_takes_title_from_the_tags(self, tmp_path, ada):
        tape = write_tape(
            tmp_path / "x",
            sweep(1),
            container="mp3",
            codec="libmp3lame",
            tags={"title": "Luis Prieto on rain"},
        )

        audio = receive_recording(tape, file_name="x.mp3", by=ada, at=FRIDAY_NOON).audio

        assert audio.title == "Luis Prieto on rain"
        assert audio.master.name.endswith(".mp3")

    def test_knows_a_recording_it_has_already(self, tape, tmp_path, ada):
        (tmp_path / "again.wav").write_bytes(tape.read_bytes())
        first = receive_recording(tape, file_name="a.wav", by=ada, at=FRIDAY_NOON)

        second = receive_recording(
            tmp_path / "again.wav", file_name="b.wav", by=ada, at=FRIDAY_NOON
        )

        assert second.audio == first.audio
        assert (first.is_new, second.is_new) == (True, False)
        assert Audio.objects.count() == 1
        assert not (tmp_path / "again.wav").exists()

    def test_notes_what_is_wrong_with_it(self, tape, ada):
        audio = receive_recording(
            shortened(tape, to=0.3), file_name="a.wav", by=ada, at=FRIDAY_NOON
        ).audio

        (problem,) = audio.problems
        assert "0:03 long" in problem["message"]

    def test_refuses_what_is_no_recording_and_leaves_the_file(self, tmp_path, ada):
        script = tmp_path / "script.wav"
        script.write_text("ADA OKAFOR, HOST: Rain at last.")

        with pytest.raises(NotAudio, match="text file"):
            receive_recording(script, file_name="script.wav", by=ada, at=FRIDAY_NOON)

        assert script.exists()
        assert not Audio.objects.exists()


@pytest.mark.parametrize(
    ("file_name", "title"),
    [
        ("2026-11-20_rain.WAV", "2026-11-20 rain"),
        ("C:\\Tapes\\rain.wav", "rain"),
        ("../../etc/passwd", "passwd"),
        ("", "Untitled recording"),
    ],
)
def test_makes_a_title_of_a_file_name(file_name, title):
    assert title_from(file_name) == title
