"""Refusals: what air does not do, told to whoever asked and counted for the engineer."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum


class Why(StrEnum):
    """The reasons there are; a fixed set, so that no stranger can invent a counter."""

    MALFORMED = "malformed"
    TOO_LARGE = "too large"
    TOO_SLOW = "too slow"
    UNKNOWN_METHOD = "unknown method"
    UNKNOWN_VERSION = "unknown version"
    UNEXPECTED_BODY = "unexpected body"
    NO_SUCH_ADDRESS = "no such address"
    NO_SUCH_SERVICE = "no such service"
    NOTHING_KEPT = "nothing kept"
    REWIND_FORBIDDEN = "rewind forbidden"
    WITHHELD = "withheld"
    RANGE_OUTSIDE = "range outside"
    NOT_YET = "not yet"
    WRONG_PASSWORD = "wrong password"  # noqa: S105 (the name of a counter)
    GUESSING = "guessing passwords"
    MOUNT_TAKEN = "mount taken"
    UNKNOWN_SOUND = "unknown sound"
    NOT_CONNECTED = "not connected"
    LISTENER_BEHIND = "listener behind"
    UNREADABLE = "unreadable"
    TOO_MANY_REWIND = "too many rewind"
    FULL = "full"


class Refused(Exception):
    """Something that is answered with a status, and with words that say what to do."""

    def __init__(
        self,
        status: int,
        why: Why,
        words: str,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(words)
        self.headers = headers
        self.status = status
        self.why = why
        self.words = words


class Tally:
    """How often each reason was given since air began."""

    def __init__(self) -> None:
        self.counts: Counter[Why] = Counter()

    def add(self, why: Why) -> None:
        self.counts[why] += 1
