"""
Finding: which files of a folder a batch is about, and why it leaves the others out.

A known ending tells what a file is: a recording that is damaged or empty is then a failure
that somebody reads of, not a file passed over. Of others the first bytes tell. Links are
not followed: what lies in the folder is found where it lies, once, and nothing outside is.
"""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from callsign.lib.batch.results import RECEIPT
from callsign.media.batch.order import Kind
from callsign.media.opening import HEAD_BYTES, is_text, seems

SOUND = frozenset(
    ".3gp .aac .ac3 .aif .aifc .aiff .amr .ape .asf .au .avi .bwf .caf .dsf .dts .flac .flv"
    " .gsm .m2ts .m4a .m4b .m4v .mka .mkv .mov .mp2 .mp3 .mp4 .mpc .mpg .mpeg .mts .oga .ogg"
    " .ogv .opus .rf64 .ts .tta .voc .w64 .wav .wave .webm .wma .wmv .wv".split()
)
TEXT = frozenset(
    ".dfxp .doc .docx .htm .html .itt .json .markdown .md .mmif .odt .pdf .rtf .sami .sbv"
    " .smi .smil .srt .text .ttml .txt .vtt .xhtml .xml".split()
)
OTHER = frozenset(
    ".7z .bmp .csv .db .exe .gif .gz .heic .ico .ini .jpeg .jpg .log .m3u .m3u8 .md5 .pkf"
    " .png .py .rar .reapeaks .sha1 .sha256 .sqlite .svg .tar .tif .tiff .webp .xls .xlsx"
    " .zip".split()
)
# How recordings begin: WAV, MP3, FLAC, Ogg, AIFF, Matroska, W64, CAF.
BEGINNINGS = (
    *(b"RIFF", b"RF64", b"ID3", b"fLaC", b"OggS", b"FORM", b"\x1aE\xdf\xa3", b"riff"),
    *(b"caff", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"\xff\xf9"),
)
BYTE_ORDERS = (b"\xff\xfe", b"\xfe\xff")
DOCUMENTS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
A_RECORDING, A_TEXT = "a recording", "a text"


@dataclass(frozen=True, slots=True)
class Item:
    """What one job is about: the paths of its files in the folder, and their size."""

    paths: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that no job is about; ``is_trouble`` where that is nobody's wish."""

    path: str
    reason: str
    is_trouble: bool = False


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    size: int
    what: str


def find(folder: Path, kind: Kind, *, except_in: Path) -> Iterator[Item | LeftOut]:
    """
    Yield what a batch of some kind is about in a folder, in the order of names.

    Nothing is looked for in ``except_in``, where the results go.

    Memory: that of the largest single folder in it
    """
    waiting = [""]
    except_in = except_in.resolve()
    while waiting:
        here = waiting.pop()
        if (folder / here).resolve() == except_in:
            continue
        try:
            with os.scandir(folder / here) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield LeftOut(here or ".", error.strerror or str(error), is_trouble=True)
            continue
        files: list[_File] = []
        below = []
        for entry in found:
            path = f"{here}/{entry.name}" if here else entry.name
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                below.append(path)
                continue
            one = looked_at(entry, path)
            if isinstance(one, LeftOut):
                yield one
            else:
                files.append(one)
        yield from CHOICES[kind](files)
        waiting += reversed(below)


def looked_at(entry: "os.DirEntry[str]", path: str) -> "_File | LeftOut":
    """Return what a file is; one that nobody means is left out."""
    if entry.name.startswith("."):
        return LeftOut(path, "hidden")
    if entry.is_symlink():
        return LeftOut(path, "a link")
    if not entry.is_file(follow_symlinks=False):
        return LeftOut(path, "no plain file")
    if entry.name == RECEIPT:
        return LeftOut(path, "a receipt of a batch")
    try:
        size = entry.stat(follow_symlinks=False).st_size
        return _File(path, size, what_is(Path(entry.path)))
    except OSError as error:
        return LeftOut(path, error.strerror or str(error), is_trouble=True)


def what_is(file: Path) -> str:
    """Name what a file is, by its ending or else by its first bytes. Raises: OSError"""
    ending = file.suffix.lower()
    if ending in SOUND:
        return A_RECORDING
    if ending in TEXT:
        return A_TEXT
    if ending in OTHER:
        return f"a file with the ending {ending}"
    with file.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
    return told_by(head)


def told_by(head: bytes) -> str:
    """
    Name what a file is by its first bytes.

    >>> told_by(b"WEBVTT"), told_by(b"fLaC"), told_by(b"GIF89a\\xff")
    ('a text', 'a recording', 'a picture')
    """
    if not head:
        return "empty"
    if head.startswith((*DOCUMENTS, *BYTE_ORDERS)):
        return A_TEXT
    is_picture = head[8:12] == b"WEBP"
    if (head.startswith(BEGINNINGS) and not is_picture) or head[4:8] == b"ftyp":
        return A_RECORDING
    if is_text(head):
        return A_TEXT
    return seems(head) or "neither a text nor a recording"


def texts(files: Iterable[_File]) -> Iterator[Item | LeftOut]:
    return of_kind(files, A_TEXT)


def recordings(files: Iterable[_File]) -> Iterator[Item | LeftOut]:
    return of_kind(files, A_RECORDING)


def of_kind(files: Iterable[_File], wanted: str) -> Iterator[Item | LeftOut]:
    for one in files:
        if one.what == wanted:
            yield Item((one.path,), one.size)
        else:
            yield LeftOut(one.path, one.what)


def pairs(files: Iterable[_File]) -> Iterator[Item | LeftOut]:
    """Yield every recording with every script of its name."""
    scripts, tapes = defaultdict(list), defaultdict(list)
    for one in files:
        if one.what == A_TEXT:
            scripts[stem(one.path)].append(one)
        elif one.what == A_RECORDING:
            tapes[stem(one.path)].append(one)
        else:
            yield LeftOut(one.path, one.what)
    for name in sorted({*scripts, *tapes}):
        for tape in tapes[name]:
            for script in scripts[name]:
                yield Item((tape.path, script.path), tape.size + script.size)
            if not scripts[name]:
                yield LeftOut(tape.path, "a recording without a script of its name")
        for script in scripts[name] if not tapes[name] else ():
            yield LeftOut(script.path, "a script without a recording of its name")


def stem(path: str) -> str:
    """
    Return a file's name without its last ending, however its letters are composed.

    >>> stem("1987/Rio\u0301.mp3") == stem("1987/Ri\u00f3.txt")
    True
    """
    return unicodedata.normalize("NFC", Path(path).stem)


CHOICES = {Kind.READ: texts, Kind.RECOGNIZE: recordings, Kind.ALIGN: pairs}
