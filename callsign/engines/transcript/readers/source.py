"""A file as somebody handed it in: many formats look at it, and it is parsed once."""

import json
import re
from collections.abc import Sequence
from functools import cached_property

from callsign.engines.transcript.decoding import decoded
from callsign.engines.transcript.model import Problem
from callsign.engines.transcript.readers.broken_json import documents_in, values_before
from callsign.engines.transcript.script import NotAScript

# Enough of a text to know a format by; nobody's header is longer.
HEAD = 4_096  # characters

_JSON = re.compile(r'\{\s*"|\[\s*\{|\[\s*\[\s*\d')
ZIP, PDF = b"PK\x03\x04", b"%PDF"


class DamagedFile(NotAScript):
    """The file is of a known format, and nothing in it can be trusted."""


class Source:
    """
    The content of one file, by which formats are told apart; never by its name.

    ``text`` is what it says if it is a text, ``json`` the values it holds if it is JSON
    (else None). ``hosts`` are the names of known hosts. Costs nothing until asked.
    """

    def __init__(self, content: bytes, *, hosts: Sequence[str] = ()) -> None:
        self.content = content
        self.hosts = tuple(hosts)

    @property
    def text(self) -> str:
        """The file as text, without the mark of its encoding."""
        return self._decoded[0]

    @property
    def decoding_problems(self) -> list[Problem]:
        """What was odd about the encoding, and where JSON is broken."""
        return [*self._decoded[1], *self._parsed[1]]

    @cached_property
    def head(self) -> str:
        """The beginning of the text, without what stands before its first mark."""
        return self.text[:HEAD].lstrip("\ufeff \t\r\n")

    @cached_property
    def is_binary(self) -> bool:
        """Whether it is an office document, an archive or a PDF."""
        return self.content.startswith((ZIP, PDF))

    @property
    def json(self) -> object:
        """
        The values of a JSON file; None where it is none, or holds nothing.

        Of one that is broken, by a download that was cut off, what stands before that.
        """
        return self._parsed[0]

    def json_object(self) -> dict[str, object]:
        """The values of a JSON file that holds an object, or else nothing."""
        return self.json if isinstance(self.json, dict) else {}

    @cached_property
    def _decoded(self) -> tuple[str, list[Problem]]:
        return ("", []) if self.is_binary else decoded(self.content)

    @cached_property
    def _parsed(self) -> tuple[object, list[Problem]]:
        if self.is_binary or not self.head.startswith(("{", "[")):
            return None, []
        text = self.text.removeprefix("\ufeff")
        try:
            return json.loads(text, strict=False), []
        except json.JSONDecodeError as error:
            damage, line = error.pos, error.lineno
        except (ValueError, RecursionError):
            return None, []  # a number, or a depth, that no transcript has
        if not self.looks_like_json:
            return None, []
        documents = documents_in(text)
        if documents is not None:
            return documents, []
        message = "this JSON is broken from here on; what stands before was read"
        values = values_before(text, damage)
        return values, [Problem(line, message, is_loss=True)]

    @property
    def looks_like_json(self) -> bool:
        """Whether it begins as JSON does; a script may begin with [MUSIC]."""
        return _JSON.match(self.head) is not None
