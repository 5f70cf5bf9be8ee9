"""
An archive: many files and a manifest in one tar, written and read as a stream.

The manifest stands last, with the size and hash of every file before it: an archive
that was cut off has none, so that no half of a backup is ever taken for a whole one.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any, Self

MANIFEST = "manifest.json"
BLOCK_BYTES = 1024 * 1024


class DamagedArchive(Exception):
    """The file is no archive of ours, was cut off, or was changed on its way."""


class NotAPlainFile(OSError):
    """Something else has the name already: a folder, or a device no archive may replace."""


class ArchiveWriter:
    """
    Writes an archive, readable for its owner only, under its name once it is whole.

    Memory: one block, whatever the size of the files.
    Raises: NotAPlainFile
    """

    def __init__(self, file: Path) -> None:
        if file.exists() and not file.is_file():
            raise NotAPlainFile(f"{file} is not a plain file")
        self._file = file
        self._partial = file.with_name(f"{file.name}.partial")
        # There are secrets in it from the first byte on.
        handle = os.open(self._partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._stream = os.fdopen(handle, "wb")
        self._tar = tarfile.open(  # noqa: SIM115 - closed by __exit__
            fileobj=self._stream, mode="w|", format=tarfile.PAX_FORMAT
        )
        self._files: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Remove what is not whole."""
        try:
            self._tar.close()
            self._stream.close()
        finally:
            self._partial.unlink(missing_ok=True)

    def add(self, name: str, file: Path) -> None:
        """
        Add a file, as long as it is now.

        Raises: FileNotFoundError: it has been deleted meanwhile.
        """
        with file.open("rb") as opened:
            size_bytes = os.fstat(opened.fileno()).st_size
            hashed = Hashed(opened)
            self._tar.addfile(entry(name, size_bytes), hashed)
        self._files[name] = {"size_bytes": size_bytes, "sha256": hashed.sha256}

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add a small file that is in memory."""
        self._tar.addfile(entry(name, len(content)), io.BytesIO(content))
        digest = hashlib.sha256(content).hexdigest()
        self._files[name] = {"size_bytes": len(content), "sha256": digest}

    def finish(self, manifest: dict[str, Any]) -> None:
        """Write the manifest, and give the archive its name."""
        text = json.dumps({**manifest, "files": self._files}, indent=1)
        content = text.encode()
        self._tar.addfile(entry(MANIFEST, len(content)), io.BytesIO(content))
        self._tar.close()
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._partial.replace(self._file)


class Hashed(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, opened: IO[bytes]) -> None:
        super().__init__()
        self._opened = opened
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """The hash of what was read."""
        return self._hash.hexdigest()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        block = self._opened.read(size)
        self._hash.update(block)
        return block


def entry(name: str, size_bytes: int) -> tarfile.TarInfo:
    """Return the header of a file; owners and times of this machine stay here."""
    header = tarfile.TarInfo(name)
    header.size = size_bytes
    header.mode = 0o600
    return header


def unpack(archive: Path, into: Path, *, roots: Collection[str]) -> dict[str, Any]:
    """
    Unpack an archive into an empty folder, and return its manifest.

    Every file is compared with the manifest; nothing is written outside the folder,
    nor outside the roots ("media", "secret-key") that the caller expects.

    Raises: DamagedArchive, with the folder in whatever state.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    for name, header, content in entries(archive):
        if name == MANIFEST:
            manifest = read_manifest(content)
        else:
            found[name] = written(content, safe_path(name, into, roots), header.size)
    if manifest is None:
        raise DamagedArchive(f"{archive} ends too early: it was not written to its end")
    compare(manifest["files"], found)
    return manifest


def read_manifest(content: IO[bytes]) -> dict[str, Any]:
    """Read the manifest, which must be one."""
    try:
        manifest = json.loads(content.read())
        if isinstance(manifest["files"], dict):
            return dict(manifest)
    except (ValueError, KeyError, TypeError, tarfile.ReadError) as error:
        raise DamagedArchive("the manifest of the backup cannot be read") from error
    raise DamagedArchive("the manifest of the backup lists no files")


def entries(archive: Path) -> Iterator[tuple[str, tarfile.TarInfo, IO[bytes]]]:
    """Return the files of an archive one after the other."""
    try:
        with tarfile.open(archive, "r|") as tar:
            for header in tar:
                content = tar.extractfile(header) if header.isreg() else None
                if content is None:
                    raise DamagedArchive(f"{header.name} is not a plain file")
                yield header.name, header, content
    except (tarfile.TarError, EOFError) as error:
        raise DamagedArchive(f"{archive} is no backup, or a damaged one") from error


def safe_path(name: str, into: Path, roots: Collection[str]) -> Path:
    """Return where a file belongs; a name that points elsewhere is refused."""
    parts = PurePosixPath(name).parts
    inside = parts and parts[0] in roots and ".." not in parts and "\\" not in name
    if not inside:
        raise DamagedArchive(f"“{name}” has no place in a backup")
    return into.joinpath(*parts)


def written(content: IO[bytes], file: Path, size_bytes: int) -> dict[str, Any]:
    """Write a file, and return its size and hash."""
    file.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    try:
        with file.open("xb") as opened:
            while block := content.read(BLOCK_BYTES):
                digest.update(block)
                opened.write(block)
    except FileExistsError as error:
        raise DamagedArchive(f"{file.name} is in the backup twice") from error
    except tarfile.ReadError as error:
        raise DamagedArchive("the backup ends too early") from error
    return {"size_bytes": size_bytes, "sha256": digest.hexdigest()}


def compare(told: dict[str, Any], found: dict[str, Any]) -> None:
    """Make sure that the files are those of the manifest, to the byte."""
    if lost := sorted(told.keys() - found.keys()):
        raise DamagedArchive(f"{lost[0]} is missing, and {len(lost) - 1} more")
    if strange := sorted(found.keys() - told.keys()):
        raise DamagedArchive(f"{strange[0]} was added to the backup later")
    for name, about in told.items():
        if found[name] != about:
            raise DamagedArchive(f"{name} was changed or damaged since the backup")
