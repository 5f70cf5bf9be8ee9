"""The archive: whole or not at all, and never outside its folder."""

import io
import json
import os
import tarfile

import pytest

from callsign.lib.archive import (
    MANIFEST,
    ArchiveWriter,
    DamagedArchive,
    NotAPlainFile,
    unpack,
)

ROOTS = ("media", "secret-key")


@pytest.fixture
def archive(tmp_path):
    (tmp_path / "river.png").write_bytes(b"a river " * 10_000)
    file = tmp_path / "kdemo.tar"
    with ArchiveWriter(file) as writer:
        writer.add("media/river.png", tmp_path / "river.png")
        writer.add_bytes("secret-key", b"noon")
        writer.finish({"format": 1})
    return file


@pytest.fixture
def into(tmp_path):
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def rewritten(archive, change):
    """Write an archive again, with its entries as a change makes them."""
    with tarfile.open(archive) as tar:
        entries = [(header, tar.extractfile(header).read()) for header in tar]
    with tarfile.open(archive, "w") as tar:
        for header, content in change(entries):
            header.size = len(content)
            tar.addfile(header, io.BytesIO(content))


class TestAnArchive:
    def test_gives_back_what_was_put_in(self, archive, into):
        manifest = unpack(archive, into, roots=ROOTS)

        assert (into / "media/river.png").read_bytes() == b"a river " * 10_000
        assert (into / "secret-key").read_bytes() == b"noon"
        assert manifest["format"] == 1
        assert manifest["files"]["secret-key"]["size_bytes"] == 4

    def test_is_for_its_owner_only(self, archive):
        assert archive.stat().st_mode & 0o777 == 0o600

    def test_is_not_there_when_it_was_not_finished(self, tmp_path):
        file = tmp_path / "kdemo.tar"
        with pytest.raises(ZeroDivisionError), ArchiveWriter(file) as writer:
            writer.add_bytes("secret-key", b"noon")
            raise ZeroDivisionError

        assert list(tmp_path.iterdir()) == []

    def test_does_not_take_the_place_of_the_one_before_until_it_is_whole(self, archive):
        before = archive.read_bytes()
        with pytest.raises(FileNotFoundError), ArchiveWriter(archive) as writer:
            writer.add("media/gone.png", archive.with_name("gone.png"))

        assert archive.read_bytes() == before

    def test_takes_the_place_of_plain_files_alone(self, tmp_path):
        place = tmp_path / "device"
        os.mkfifo(place)

        with pytest.raises(NotAPlainFile, match="device is not a plain file"):
            ArchiveWriter(place)

        assert place.is_fifo()
        assert list(tmp_path.iterdir()) == [place]


class TestADamagedArchive:
    @pytest.mark.parametrize("part", [0, 100, 600, 40_000, 81_000, 82_000])
    def test_that_was_cut_off_is_refused(self, archive, into, part):
        archive.write_bytes(archive.read_bytes()[:part])

        with pytest.raises(DamagedArchive):
            unpack(archive, into, roots=ROOTS)

    def test_that_was_changed_by_a_bit_is_refused(self, archive, into):
        content = bytearray(archive.read_bytes())
        content[content.index(b"a river") + 5_000] ^= 1
        archive.write_bytes(content)

        with pytest.raises(DamagedArchive, match=r"river\.png was changed"):
            unpack(archive, into, roots=ROOTS)

    def test_that_lacks_a_file_is_refused(self, archive, into):
        rewritten(archive, lambda entries: entries[1:])

        with pytest.raises(DamagedArchive, match=r"river\.png is missing"):
            unpack(archive, into, roots=ROOTS)

    def test_that_holds_a_file_twice_is_refused(self, archive, into):
        rewritten(archive, lambda entries: [entries[0], *entries])

        with pytest.raises(DamagedArchive, match="twice"):
            unpack(archive, into, roots=ROOTS)

    @pytest.mark.parametrize(
        "name",
        [
            "../outside",
            "/etc/passwd",
            "media/../../outside",
            "media\\..\\outside",
            "callsign.sqlite3",  # inside, but nothing that a backup brings
            "",
        ],
    )
    def test_that_points_outside_is_refused(self, archive, into, name):
        def sneak(entries):
            header = tarfile.TarInfo(name)
            return [(header, b"evil"), *entries]

        rewritten(archive, sneak)

        with pytest.raises(DamagedArchive):
            unpack(archive, into, roots=ROOTS)
        assert list(into.iterdir()) == []
        assert not (into.parent / "outside").exists()

    @pytest.mark.parametrize(
        "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE]
    )
    def test_that_holds_links_or_devices_is_refused(self, archive, into, kind):
        def sneak(entries):
            header = tarfile.TarInfo("media/link")
            header.type, header.linkname = kind, "/etc/passwd"
            return [(header, b""), *entries]

        rewritten(archive, sneak)

        with pytest.raises(DamagedArchive, match="not a plain file"):
            unpack(archive, into, roots=ROOTS)

    def test_whose_manifest_is_no_json_is_refused(self, archive, into):
        rewritten(archive, lambda entries: [*entries[:2], (entries[2][0], b"{")])

        with pytest.raises(DamagedArchive, match="manifest"):
            unpack(archive, into, roots=ROOTS)

    def test_whose_manifest_lists_more_is_refused(self, archive, into):
        def promise(entries):
            manifest = json.loads(entries[2][1])
            manifest["files"]["media/more.png"] = {"size_bytes": 1, "sha256": ""}
            return [*entries[:2], (entries[2][0], json.dumps(manifest).encode())]

        rewritten(archive, promise)

        with pytest.raises(DamagedArchive, match=r"more\.png is missing"):
            unpack(archive, into, roots=ROOTS)


def test_the_manifest_stands_last(archive):
    with tarfile.open(archive) as tar:
        assert tar.getnames()[-1] == MANIFEST
