"""The parts of a transcript's JSON, and the words to say where one is wrong."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from callsign.engines.transcript.model import ImpossibleTimes

Piece = TypeVar("Piece")
Choice = TypeVar("Choice", bound=StrEnum)


class NotTranscriptJson(ValueError):
    """The text is not a transcript as JSON; the message names the part."""


class JsonPart:
    """One object of the document, known by where it stands."""

    def __init__(self, values: object, where: str) -> None:
        if not isinstance(values, Mapping):
            raise NotTranscriptJson(f"{where} must be an object")
        self.values = values
        self.where = where

    def text(self, key: str) -> str:
        value = self._value(key)
        if not isinstance(value, str):
            raise self._wrong(key, "text")
        return value

    def text_or_null(self, key: str) -> str | None:
        return None if self._value(key) is None else self.text(key)

    def whole_number(self, key: str) -> int:
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(key, "a whole number")
        return value

    def whole_number_or_null(self, key: str) -> int | None:
        return None if self._value(key) is None else self.whole_number(key)

    def text_if_there(self, key: str) -> str | None:
        """Return a text that version 1 did not have."""
        return self.text_or_null(key) if key in self.values else None

    def share_or_null(self, key: str) -> float | None:
        """Return a number from 0 to 1, or None; version 1 had none."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, "a number")
        if not 0 <= value <= 1:
            raise self._wrong(key, "a number from 0 to 1")
        return float(value)

    def times(self) -> tuple[int | None, int | None]:
        start_ms = self.whole_number_or_null("start_ms")
        end_ms = self.whole_number_or_null("end_ms")
        return start_ms, end_ms

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        try:
            return choices(self.text(key))
        except ValueError as error:
            raise self._wrong(key, "one of " + ", ".join(choices)) from error

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            raise self._wrong(key, "a list of texts")
        return tuple(values)

    def list_of(
        self, key: str, read: Callable[["JsonPart"], Piece]
    ) -> tuple[Piece, ...]:
        return tuple(
            self._read_part(read, value, f"{key}[{position}]")
            for position, value in enumerate(self._list(key))
        )

    def _read_part(
        self, read: Callable[["JsonPart"], Piece], value: object, where: str
    ) -> Piece:
        try:
            return read(JsonPart(value, where))
        except ImpossibleTimes as error:
            raise NotTranscriptJson(f"{where}: {error}") from error

    def _list(self, key: str) -> list[str]:
        value = self._value(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        return value

    def _value(self, key: str) -> object:
        try:
            return self.values[key]
        except KeyError as error:
            raise NotTranscriptJson(f"{self.where} has no {key!r}") from error

    def _wrong(self, key: str, wanted: str) -> NotTranscriptJson:
        return NotTranscriptJson(f"{key!r} of {self.where} must be {wanted}")
