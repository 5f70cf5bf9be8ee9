"""The bytes of a script file to text: UTF-8, UTF-16, or what was written before them."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace

from callsign.engines.transcript.encodings import Guess, guessed, mended
from callsign.engines.transcript.model import Problem, Transcript
from callsign.engines.transcript.script import (
    LONGEST_SCRIPT,
    NotAScript,
    ScriptTooLong,
    read_script,
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A text of one byte per letter has next to no NUL; UTF-16 has one for each.
_SHARE_OF_NULS = 0.2
_SAMPLE = 4_096
LARGEST_FILE = 2 * LONGEST_SCRIPT  # bytes; UTF-16 takes two for a letter
_REPLACEMENT = "\ufffd"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


# What is dropped into the wrong box, by its first bytes.
_LOOKALIKES = (
    (b"PK\x03\x04", "an office document or an archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich text document"),
    (b"%PDF", "a PDF document"),
    (b"RIFF", "a recording"),
    (b"ID3", "a recording"),
    (b"fLaC", "a recording"),
    (b"OggS", "a recording"),
    (b"\xff\xfb", "a recording"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "an archive"),
)
# A text may hold a stray control character; a file of this share is no text.
_MOST_CONTROL = 0.05


class NotText(NotAScript):
    """The file is something else: a recording, a picture, an office document."""


def read_bytes(content: bytes, *, hosts: Sequence[str] = ()) -> Transcript:
    """
    Read a script file; a guessed encoding is the first of its problems.

    Raises:  NotText: it is a recording, a picture, an office document
             EmptyScript, ScriptTooLong: as ``read_script``
    """
    if len(content) > LARGEST_FILE:
        raise ScriptTooLong(
            f"this file has more than {LARGEST_FILE // 1_000_000} MB; no script is that"
            " long. Upload the script of one recording."
        )
    text, problems = decoded(content)
    _require_text(content, text)
    transcript = read_script(text, hosts=hosts)
    return replace(transcript, problems=(*problems, *transcript.problems))


def decoded(content: bytes) -> tuple[str, list[Problem]]:
    """
    Return the text of a file, and what had to be guessed or left out.

    >>> decoded("Café".encode("cp1252"))[0]
    'Café'
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _without_damage(content[len(mark) :], encoding)
    guess = _utf16_without_mark(content)
    if guess is not None:
        text, problems = _without_damage(content, guess)
        return text, [Problem(None, "read as UTF-16, by its look"), *problems]
    try:
        return _once(content.decode())
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    text = content.decode("utf-8", "surrogateescape")
    if _has_more_letters_than_damage(text):
        return text, []
    found = guessed(content)
    message = f"not UTF-8; read as {found.title}, check its accents"
    if not found.is_sure:
        message = (
            f"not UTF-8, and in no encoding known here; read as {found.title}, its"
            " letters are likely wrong. Save it as UTF-8, and upload it again"
        )
    return _guessed_text(content, found), [
        Problem(line, message, is_loss=not found.is_sure)
    ]


def _guessed_text(content: bytes, guess: Guess) -> str:
    """Decode; a byte that is no letter is a lone surrogate, reported with its line."""
    try:
        return content.decode(guess.encoding, "surrogateescape")
    except UnicodeDecodeError:
        return content.decode(guess.encoding, "replace")


def _once(text: str) -> tuple[str, list[Problem]]:
    """Return a text whose UTF-8 was not written twice."""
    if text.isascii():
        return text, []
    read, count, lost = mended(text)
    problems = []
    if count:
        message = f"written as UTF-8 twice; letters read back: {count}"
        problems.append(Problem(None, message))
    if lost:
        message = f"letters lost before the text came here (such as â€): {lost}"
        problems.append(Problem(None, message, is_loss=True))
    return read, problems


def _require_text(content: bytes, text: str) -> None:
    for mark, what in _LOOKALIKES:
        if content.startswith(mark):
            raise NotText(f"this is {what}, not plain text; paste the script's text")
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _MOST_CONTROL * len(sample) + 8:
        raise NotText("this file is not text; paste the script's text")


def _without_damage(content: bytes, encoding: str) -> tuple[str, list[Problem]]:
    """
    Decode; what is no letter becomes a lone surrogate or a replacement character.

    Surrogates are left out and reported with their line where lines are read.
    """
    if encoding == "utf-8":
        return content.decode(encoding, "surrogateescape"), []
    text = content.decode(encoding, "replace")
    if text.count(_REPLACEMENT) == content.decode(encoding, "ignore").count(
        _REPLACEMENT
    ):
        return text, []
    return text, [Problem(None, "this UTF-16 text is damaged or cut off", is_loss=True)]


def _utf16_without_mark(content: bytes) -> str | None:
    sample = content[:_SAMPLE]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) / half > _SHARE_OF_NULS:
        return "utf-16-le"
    if sample[0::2].count(0) / half > _SHARE_OF_NULS:
        return "utf-16-be"
    return None


def _has_more_letters_than_damage(text: str) -> bool:
    """Return whether the text is UTF-8 with some bytes broken, and nothing older."""
    damaged = len(_SURROGATE.findall(text))
    letters = len(_BEYOND_ASCII.findall(text)) - damaged
    return letters > damaged
