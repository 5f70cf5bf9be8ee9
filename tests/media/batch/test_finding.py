import os

import pytest

from callsign.media.batch.finding import Item, LeftOut, find
from callsign.media.batch.order import Kind

TEXT = b"ADA OKAFOR: Good morning."


@pytest.fixture
def archive(tmp_path):
    return tmp_path / "archive"


def put(folder, name, content=TEXT):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def jobs(folder, kind):
    found = find(folder, kind, except_in=folder / "results")
    return [one.paths for one in found if isinstance(one, Item)]


def left_out(folder, kind=Kind.READ):
    found = find(folder, kind, except_in=folder / "results")
    return {one.path: one.reason for one in found if isinstance(one, LeftOut)}


class TestFindingTranscripts:
    def test_takes_texts_in_every_folder_in_the_order_of_names(self, archive):
        for name in ("b.srt", "a.txt", "1987/c.docx", "1986/no-ending"):
            put(archive, name)

        assert jobs(archive, Kind.READ) == [
            ("a.txt",),
            ("b.srt",),
            ("1986/no-ending",),
            ("1987/c.docx",),
        ]

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("tape.mp3", b"", "a recording"),
            ("tape", b"fLaC\0\0\0\x22", "a recording"),
            ("cover.png", b"", "a file with the ending .png"),
            ("cover", b"\x89PNG\r\n\x1a\n", "a picture"),
            ("noise", bytes(range(256)), "neither a text nor a recording"),
            ("nothing", b"", "empty"),
            (".hidden.txt", TEXT, "hidden"),
            ("receipt.json", b"{}", "a receipt of a batch"),
        ],
    )
    def test_says_why_a_file_is_left_out(self, archive, name, content, reason):
        put(archive, name, content)

        assert jobs(archive, Kind.READ) == []
        assert left_out(archive) == {name: reason}

    def test_takes_a_damaged_file_whose_name_says_what_it_should_be(self, archive):
        """It is then a failure that somebody reads of, not one passed over."""
        put(archive, "script.docx", b"")

        assert jobs(archive, Kind.READ) == [("script.docx",)]

    def test_follows_no_link_out_of_the_folder_or_around_in_it(self, archive, tmp_path):
        put(archive, "a.txt")
        secret = put(tmp_path, "elsewhere/secret.txt")
        (archive / "secret.txt").symlink_to(secret)
        (archive / "elsewhere").symlink_to(secret.parent)
        (archive / "round").symlink_to(archive)

        assert jobs(archive, Kind.READ) == [("a.txt",)]
        assert set(left_out(archive).values()) == {"a link"}

    def test_waits_for_no_pipe(self, archive):
        archive.mkdir()
        os.mkfifo(archive / "pipe.txt")

        assert left_out(archive) == {"pipe.txt": "no plain file"}

    def test_does_not_read_its_own_results(self, archive):
        put(archive, "results/results/3f/3f9c/transcript.json")

        assert jobs(archive, Kind.READ) == []

    def test_takes_a_name_that_is_no_text(self, archive):
        name = os.fsdecode(b"caf\xe9.txt")
        put(archive, name)

        assert jobs(archive, Kind.READ) == [(name,)]

    def test_tells_of_a_folder_that_is_gone(self, archive):
        (found,) = find(archive, Kind.READ, except_in=archive / "results")

        assert found == LeftOut(".", "No such file or directory", is_trouble=True)


class TestFindingRecordings:
    def test_takes_them_by_ending_or_content(self, archive):
        for name, content in (("a.WAV", b""), ("b", b"OggS"), ("c.txt", TEXT)):
            put(archive, name, content)

        assert jobs(archive, Kind.RECOGNIZE) == [("a.WAV",), ("b",)]
        assert left_out(archive, Kind.RECOGNIZE) == {"c.txt": "a text"}


class TestFindingPairs:
    def test_pairs_every_recording_with_every_script_of_its_name(self, archive):
        for name in ("a.mp3", "a.wav", "a.txt", "a.srt", "1987/a.txt"):
            put(archive, name)

        assert jobs(archive, Kind.ALIGN) == [
            ("a.mp3", "a.srt"),
            ("a.mp3", "a.txt"),
            ("a.wav", "a.srt"),
            ("a.wav", "a.txt"),
        ]

    def test_says_who_has_no_partner(self, archive):
        for name in ("tape.mp3", "script.txt"):
            put(archive, name)

        assert left_out(archive, Kind.ALIGN) == {
            "tape.mp3": "a recording without a script of its name",
            "script.txt": "a script without a recording of its name",
        }
