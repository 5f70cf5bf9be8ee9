"""The receipt: what became of a job, of what it was made and by whom, as JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

# A file of noise may be odd in every line; its receipt shall not be longer than it is.
MOST_FINDINGS = 1_000


class NotAReceipt(ValueError):
    """A file that lies where a receipt should, and is none."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that something was made of, as it was then; ``path`` is that in its folder."""

    path: str
    digest: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd, and where: a line, a moment; ``is_loss`` where a part was left out."""

    where: str
    message: str
    is_loss: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """
    Why nothing was made.

    ``is_final`` says that trying again gives the same; ``stops_all``, that every other
    job would meet it too.
    """

    name: str
    message: str
    is_final: bool = False
    stops_all: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """
    What became of a job.

    ``file`` lies beside the receipt, ``size`` bytes long; None, with ``trouble``, where
    nothing was made. ``made_by`` is a host and a process, ``token`` tells one making from
    any other.
    """

    name: str
    made: Mapping[str, Any]
    sources: tuple[Source, ...]
    version: str
    made_at: str
    made_by: str
    token: str
    work_s: float = 0.0
    file: str | None = None
    size: int = 0
    format: str = ""
    words: int = 0
    audio_ms: int = 0
    cost: str | None = None
    findings: tuple[Finding, ...] = ()
    finding_count: int = 0
    trouble: Trouble | None = None

    @property
    def has_loss(self) -> bool:
        return any(one.is_loss for one in self.findings)


def to_json(receipt: Receipt) -> bytes:
    """
    Write a receipt for people, by lines.

    >>> receipt = Receipt("3f9c", {"kind": "read"}, (), "0.1.0", "", "", "")
    >>> from_json(to_json(receipt)) == receipt
    True
    """
    return f"{json.dumps(asdict(receipt), indent=1)}\n".encode()


def from_json(content: bytes) -> Receipt:
    """Read what ``to_json`` wrote. Raises: NotAReceipt"""
    try:
        values = json.loads(content)
        known = {one.name for one in fields(Receipt)}
        rest = {name: value for name, value in values.items() if name in known}
        rest["sources"] = tuple(Source(**one) for one in values["sources"])
        rest["findings"] = tuple(Finding(**one) for one in values["findings"])
        trouble = values["trouble"]
        rest["trouble"] = None if trouble is None else Trouble(**trouble)
        return Receipt(**rest)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotAReceipt(f"this is no receipt: {error}") from error
