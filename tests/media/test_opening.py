"""Opening what people drop into an upload box."""

import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from callsign.media.opening import (
    CutOff,
    EmptyFile,
    NoSound,
    NotAudio,
    open_recording,
)
from callsign.media.sound import Sound
from tests.tape import shortened, tone, write_tape

PLAYLIST = """#EXTM3U
#EXT-X-TARGETDURATION:5
#EXTINF:5,
file:///etc/passwd
#EXT-X-ENDLIST
"""


class TestOpeningWhatIsNotARecording:
    def test_an_empty_file_says_zero_bytes(self, tmp_path):
        (tmp_path / "tape.wav").touch()

        with pytest.raises(EmptyFile, match="0 bytes"):
            open_recording(tmp_path / "tape.wav")

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"Good morning, this is Local Desk.\n", "This is a text file"),
            ("Ada Okafor: ¿Qué tal?\r\n".encode(), "This is a text file"),
            (b"%PDF-1.7 ...", "This is a PDF document"),
            (b"PK\x03\x04 a script in a zip", "a ZIP archive"),
            (bytes(range(256)) * 40, "not a recording in any format"),
        ],
    )
    def test_is_named_for_what_it_seems_to_be(self, tmp_path, content, sentence):
        tape = tmp_path / "tape.mp3"  # the name claims otherwise
        tape.write_bytes(content)

        with pytest.raises(NotAudio, match=sentence):
            open_recording(tape)

    @pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp", "bmp", "tiff"])
    def test_a_picture_is_refused(self, tmp_path, kind):
        Image.new("RGB", (40, 30), "red").save(tmp_path / "tape.wav", kind)

        with pytest.raises(NotAudio):
            open_recording(tmp_path / "tape.wav")

    @pytest.mark.parametrize(
        "content", [PLAYLIST, "ffconcat version 1.0\nfile '/etc/passwd'\n"]
    )
    def test_a_list_that_names_other_files_is_not_followed(self, tmp_path, content):
        (tmp_path / "tape.mp3").write_text(content)

        with pytest.raises(NotAudio, match="text file"):
            open_recording(tmp_path / "tape.mp3")

    def test_a_list_behind_a_byte_order_mark_is_not_followed_either(self, tmp_path):
        (tmp_path / "tape.mp3").write_bytes(b"\x00" + PLAYLIST.encode())

        with pytest.raises(NotAudio):
            open_recording(tmp_path / "tape.mp3")

    def test_a_film_without_sound_says_so(self, tmp_path, silent_film):
        with pytest.raises(NoSound, match="pictures but no sound"):
            open_recording(silent_film)

    def test_a_phone_recording_without_its_index_says_it_was_cut_off(self, tmp_path):
        tape = write_tape(
            tmp_path / "a.m4a", tone(3), container="ipod", codec="aac"
        )  # the index comes last

        with pytest.raises(CutOff, match="copy it again from the recorder"):
            open_recording(shortened(tape, to=0.6))

    def test_a_header_with_nothing_behind_it_holds_no_sound(self, tmp_path):
        header = b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt "
        header += struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
        (tmp_path / "tape.wav").write_bytes(header + b"data" + struct.pack("<I", 0))

        with pytest.raises(NoSound, match="No sound in this file could be decoded"):
            Sound(tmp_path / "tape.wav")


class TestOpeningARecording:
    @pytest.mark.parametrize(
        ("container", "codec"),
        [
            ("wav", "pcm_s24le"),
            ("mp3", "libmp3lame"),
            ("ogg", "libopus"),
            ("flac", "flac"),
            ("ipod", "aac"),
            ("adts", "aac"),
            ("webm", "libopus"),
            ("aiff", "pcm_s16be"),
        ],
    )
    def test_reads_it_whatever_its_name(self, tmp_path, container, codec):
        tape = write_tape(
            tmp_path / "tape.txt",
            tone(1, rate_hz=48_000),
            rate_hz=48_000,
            container=container,
            codec=codec,
        )

        with Sound(tape) as sound:
            heard = sum(frame.samples for frame in sound)

        assert heard >= 47_000

    def test_a_name_with_a_colon_is_only_a_name(self, tmp_path):
        tape = write_tape(tmp_path / "concat:noon|news.wav", tone(0.2))

        with open_recording(tape) as container:
            assert container.format.name == "wav"


class TestAnyBytes:
    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        head=st.sampled_from(
            [
                b"",
                b"RIFF",
                b"ID3\x03",
                b"OggS",
                b"fLaC",
                b"\xff\xfb\x90\x00",
                b"\0\0\0\x18ftypM4A ",
            ]
        ),
        rest=st.binary(max_size=600),
    )
    def test_raise_nothing_but_a_named_error(self, tmp_path, head, rest):
        (tmp_path / "tape").write_bytes(head + rest)

        try:
            with Sound(tmp_path / "tape") as sound:
                for _ in sound:
                    pass
        except NotAudio as error:
            assert str(error).endswith(".")
