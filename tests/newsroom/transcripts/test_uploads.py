"""Uploaded transcripts: judged by what is in them."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from callsign.engines.transcript.script import NotAScript, ScriptTooLong
from callsign.newsroom.transcripts.reading import LONGEST_SCRIPT, take
from callsign.newsroom.transcripts.uploads import LARGEST_UPLOAD, content_of
from tests.engines.transcript.readers.documents import docx, pdf

SPANISH = "LUIS PRIETO: Buenos días, señora."


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",  # Windows Notepad
        "utf-16",  # "Unicode text" of old word processors
        "cp1252",  # everything before them
    ],
)
def test_reads_text_in_the_alphabets_newsrooms_have(encoding):
    taken = take(SPANISH.encode(encoding))

    assert taken.document.turns[0].text == "Buenos días, señora."
    assert taken.script == SPANISH
    assert taken.note == ""


class TestAFileOfAnotherProgram:
    @pytest.mark.parametrize("content", [docx(SPANISH), pdf([SPANISH])])
    def test_is_a_document_with_a_script(self, content):
        taken = take(content)

        assert taken.document.turns[0].text == "Buenos días, señora."
        assert taken.script == ""  # the desk goes on with the words as it read them
        assert taken.note.startswith("a file in the format")
        assert not taken.is_machine

    def test_tells_that_a_machine_heard_the_words(self):
        segment = {"start": 0, "end": 1, "text": "Yes."}

        taken = take(json.dumps({"segments": [segment]}).encode())

        assert taken.is_machine
        assert taken.note == "a file in the format Whisper JSON"

    @pytest.mark.parametrize(
        ("content", "named"),
        [
            (b"PK\x03\x04rest", "damaged and cannot be opened"),
            (b"\xd0\xcf\x11\xe0", "an old Word document"),
            (b"ID3\x04", "a recording"),
            (b"\x00\x01\x02" * 20, "not text"),
            (b"", "empty"),
        ],
    )
    def test_is_named_where_it_is_no_transcript(self, content, named):
        with pytest.raises(NotAScript, match=named):
            take(content)


class TestALargeFile:
    def test_is_refused_without_reading_it(self):
        class Large(SimpleUploadedFile):
            def read(self, *_):
                raise AssertionError("nobody should read this")

        upload = Large("script.txt", b"")
        upload.size = LARGEST_UPLOAD + 1

        with pytest.raises(ScriptTooLong, match="Upload the transcript of this"):
            content_of(upload)

    def test_of_text_is_refused_sooner(self):
        with pytest.raises(ScriptTooLong, match="Paste the script of this recording"):
            take(b"Yes. " * LONGEST_SCRIPT)
