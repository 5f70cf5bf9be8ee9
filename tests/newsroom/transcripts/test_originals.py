"""Originals: every uploaded transcript is kept as it came, whatever becomes of its words."""

import hashlib
import json
from pathlib import Path

import pytest

from callsign.newsroom.transcripts.models import (
    Original,
    Transcript,
    TranscriptMovedOn,
)
from callsign.newsroom.transcripts.originals import (
    FileAsItCame,
    kept,
    originals_storage,
)
from tests.cast import FRIDAY_NOON
from tests.engines.transcript.readers.documents import docx
from tests.newsroom.transcripts.conftest import SCRIPT

# Windows' line ends, a byte that is no letter, a cue that is damaged: none is kept in words.
CAPTIONS = (
    b"WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n<v Ada Okafor>Good\x00 morning.\r\n\r\n"
    b"00:05.000 --> nonsense\r\nThe gauge rose.\xff\r\n"
)
MACHINES = json.dumps(
    {"segments": [{"start": 0, "end": 1, "text": "Yes."}]}, indent=3
).encode()
FILES = [
    ("rain.vtt", CAPTIONS, "webvtt"),
    ("rain.json", MACHINES, "whisper"),
    ("Rain at last.docx", docx(SCRIPT), "docx"),
    ("rain.txt", SCRIPT.encode("utf-16"), "script"),
]


def taken(content, by, name="rain.vtt"):
    came = FileAsItCame(content, name)
    return Transcript.objects.take_script(came, "Rain", [], by=by, at=FRIDAY_NOON)


def content_of(original):
    with original.file.open("rb") as file:
        return file.read()


class TestAnUploadedFile:
    @pytest.mark.parametrize(("name", "content", "known_as"), FILES)
    def test_is_kept_byte_for_byte(self, ada, name, content, known_as):
        head = taken(content, ada, name).head

        assert content_of(head.original) == content
        assert head.original.file_name == name
        assert head.original.format == known_as
        assert head.original.sha256 == hashlib.sha256(content).hexdigest()
        assert head.original.size_bytes == len(content)
        assert head.author == "Ada Okafor"

    def test_stays_when_another_one_takes_its_place(self, ada, mina):
        transcript = taken(CAPTIONS, ada)
        first = transcript.head

        transcript.replace_script(
            FileAsItCame(MACHINES, "better.json"),
            based_on=first,
            by=mina,
            at=FRIDAY_NOON,
        )

        first.refresh_from_db()
        assert content_of(first.original) == CAPTIONS
        assert content_of(transcript.head.original) == MACHINES
        assert transcript.head.original.file_name == "better.json"

    def test_that_came_too_late_is_kept_beside_the_transcript(self, ada, mina):
        transcript = taken(CAPTIONS, ada)
        first = transcript.head
        transcript.replace_script(SCRIPT, based_on=first, by=ada, at=FRIDAY_NOON)

        with pytest.raises(TranscriptMovedOn) as raised:
            transcript.replace_script(
                FileAsItCame(MACHINES, "late.json"),
                based_on=first,
                by=mina,
                at=FRIDAY_NOON,
            )

        assert content_of(raised.value.kept.original) == MACHINES
        assert not Original.objects.filter(revision=transcript.head).exists()

    def test_stays_when_its_version_is_edited_and_restored(self, ada):
        transcript = taken(CAPTIONS, ada)
        first = transcript.head
        transcript.replace_script(SCRIPT, based_on=first, by=ada, at=FRIDAY_NOON)

        transcript.restore(first, by=ada, at=FRIDAY_NOON)

        assert content_of(transcript.revisions.first().original) == CAPTIONS

    @pytest.mark.parametrize(
        ("given", "written"), [("a\x00b.vtt", "ab.vtt"), ("ä" * 300, "ä" * 255)]
    )
    def test_has_a_name_that_every_database_can_keep(self, ada, given, written):
        assert taken(CAPTIONS, ada, given).head.original.file_name == written

    def test_is_not_kept_of_a_script_that_was_pasted(self, interview):
        assert not Original.objects.exists()
        assert interview.script == SCRIPT


class TestTheStorage:
    def test_keeps_the_same_bytes_once(self, ada):
        first, second = taken(CAPTIONS, ada, "a.vtt"), taken(CAPTIONS, ada, "b.vtt")

        assert first.head.original.file.name == second.head.original.file.name
        assert second.head.original.file_name == "b.vtt"

    def test_does_not_believe_what_a_crash_left_half_written(self, db):
        came = FileAsItCame(CAPTIONS + b"\r\nNOTE half\r\n")
        storage = originals_storage()
        name = kept(came)
        Path(storage.path(name)).write_bytes(came.content[:10])

        again = kept(came)

        assert again != name
        with storage.open(again) as file:
            assert file.read() == came.content
        storage.delete(name)
        storage.delete(again)

    def test_has_no_address_in_public(self, ada, client, settings):
        original = taken(CAPTIONS, ada).head.original

        assert not Path(original.file.path).is_relative_to(settings.MEDIA_ROOT)
        assert client.get(original.file.url).status_code == 404
