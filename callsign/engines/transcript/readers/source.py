"""A file as somebody handed it in: many formats look at it, and it is parsed once."""

import json
import re
from collections.abc import Sequence
from functools import cached_property

from callsign.engines.transcript.decoding import decoded
from callsign.engines.transcript.model import Problem
from callsign.engines.transcript.readers.broken_json import (
    DEEPEST,
    documents_in,
    values_before,
    whole_number,
    without_depths,
)
from callsign.engines.transcript.script import NotAScript

# Enough of a text to know a format by; nobody's header is longer.
HEAD = 4_096  # characters

_JSON = re.compile(r'\{\s*"|\[\s*\{|\[\s*\[\s*\d|\[(?:\s*\[){3}')
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
            damage = error.pos
        except RecursionError:
            return self._without_depths(text)
        except ValueError:
            return self._with_long_numbers(text)
        if not self.looks_like_json:
            return None, []
        documents = documents_in(text)
        if documents is not None:
            return documents, []
        return self._before(text, damage)

    def _with_long_numbers(self, text: str) -> tuple[object, list[Problem]]:
        """Read JSON with numbers of thousands of digits; as times they are reported."""
        try:
            return json.loads(text, strict=False, parse_int=whole_number), []
        except json.JSONDecodeError as error:
            return self._before(text, error.pos)
        except RecursionError:
            return self._without_depths(text)

    def _without_depths(self, text: str) -> tuple[object, list[Problem]]:
        """Read JSON without what nests deeper than any transcript."""
        flat, first = without_depths(text)
        line = text.count("\n", 0, first) + 1
        message = f"nested deeper than {DEEPEST} levels; that part was left out"
        problem = Problem(line, message, is_loss=True)
        try:
            return json.loads(flat, strict=False, parse_int=whole_number), [problem]
        except (ValueError, RecursionError):
            return values_before(flat, len(flat)), [problem, _broken(line)]

    def _before(self, text: str, damage: int) -> tuple[object, list[Problem]]:
        """Read what stands whole before a damage."""
        line = text.count("\n", 0, damage) + 1
        return values_before(text, damage), [_broken(line)]

    @property
    def looks_like_json(self) -> bool:
        """Whether it begins as JSON does; a script may begin with [MUSIC]."""
        return _JSON.match(self.head) is not None


def _broken(line: int) -> Problem:
    message = "this JSON is broken from here on; what stands before was read"
    return Problem(line, message, is_loss=True)
