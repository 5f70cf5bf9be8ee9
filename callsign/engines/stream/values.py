"""Values of a file's objects, taken out one by one with what is allowed for each."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from callsign.engines.stream.moments import NotAMoment, read_moment

LONGEST_TEXT = 2_000


class Values:
    """
    The values of one object of a file.

    Each is returned as what it must be. Whatever is something else raises the error of
    the file's kind, with the place and what is allowed there.
    """

    def __init__(self, place: str, values: object, wrong: type[ValueError]) -> None:
        if not isinstance(values, Mapping):
            raise wrong(f"{place} must be an object")
        self.place = place
        self.values: Mapping[str, object] = values
        self.wrong = wrong

    def within(self, place: str, values: object) -> "Values":
        """Return the values of another object of the same file."""
        return Values(place, values, self.wrong)

    def refuse(self, key: str, problem: str) -> ValueError:
        return self.wrong(f"{self.place}: {key} {problem}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text of one line; an empty one only where that is the default."""
        value = self.values.get(key, default)
        if default is not None and value == default:
            return default
        is_short = isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT
        if isinstance(value, str) and is_short and value.isprintable():
            return value
        raise self.refuse(key, "must be a text of one line")

    def address(self, key: str, default: str | None = None) -> str:
        value = self.text(key, default)
        try:
            parts = urlsplit(value)
        except ValueError as error:
            raise self.refuse(key, "is no address") from error
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise self.refuse(key, "must begin with http:// or https://")
        return value

    def whole(self, key: str, allowed: range, default: int | None = None) -> int:
        value = self.values.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
            return value
        if allowed.stop - allowed.start == 1:
            raise self.refuse(key, f"must be {allowed.start}")
        raise self.refuse(
            key, f"must be a whole number from {allowed.start} to {allowed.stop - 1}"
        )

    def moment(self, key: str) -> int:
        """Return milliseconds of UTC."""
        try:
            return read_moment(self.text(key))
        except NotAMoment as error:
            raise self.wrong(f"{self.place}: {key}: {error}") from error

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if isinstance(value, bool):
            return value
        raise self.refuse(key, "must be true or false")

    def rows(
        self, key: str, most: int, default: Sequence[object] | None = None
    ) -> Sequence[object]:
        value = self.values.get(key, default)
        if isinstance(value, list) and len(value) <= most:
            return value
        raise self.refuse(key, f"must be a list of at most {most}")
