"""Uploaded scripts: judged by what is in them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from callsign.engines.transcript.script import ScriptTooLong
from callsign.newsroom.transcripts.reading import LONGEST_SCRIPT
from callsign.newsroom.transcripts.uploads import NotText, decoded, text_of

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
    assert decoded(SPANISH.encode(encoding)) == SPANISH


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"PK\x03\x04rest", "a Word or office document"),
        (b"%PDF-1.7", "a PDF document"),
        (b"ID3\x04", "a recording"),
        (b"\x00\x01\x02", "not a text file"),
    ],
)
def test_names_what_is_no_text(data, named):
    with pytest.raises(NotText, match=named):
        decoded(data)


def test_refuses_a_large_file_without_reading_it():
    class Large(SimpleUploadedFile):
        def read(self, *_):
            raise AssertionError("nobody should read this")

    upload = Large("script.txt", b"")
    upload.size = 4 * LONGEST_SCRIPT + 1

    with pytest.raises(ScriptTooLong, match="Paste the script of this recording alone"):
        text_of(upload)
