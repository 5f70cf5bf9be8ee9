"""The order: what is wanted of every file; a task is that, for one of them."""

from dataclasses import dataclass
from enum import StrEnum

from callsign.lib.batch.naming import Values
from callsign.lib.batch.receipt import Receipt, Source


class Kind(StrEnum):
    """What is done with a file."""

    READ = "read"
    ALIGN = "align"
    RECOGNIZE = "recognize"


# Raised by whoever changes a maker so much that an archive should be made anew. It is not
# the version of the program: a release that changes nothing here costs nobody 100,000 hours.
REVISIONS = {Kind.READ: 1, Kind.ALIGN: 1, Kind.RECOGNIZE: 1}


@dataclass(frozen=True, slots=True)
class Order:
    """
    What is wanted of every file.

    ``recognizer`` is the kind of machine and ``identity`` what tells it from others, where
    one is to hear; ``station`` is the folder that has its models.
    """

    kind: Kind
    to: str = "json"
    hosts: tuple[str, ...] = ()
    recognizer: str | None = None
    identity: str | None = None
    station: str = ""

    @property
    def made(self) -> Values:
        """All that makes one result differ from another of the same files."""
        return {
            "kind": str(self.kind),
            "revision": REVISIONS[self.kind],
            "to": self.to,
            "hosts": list(self.hosts),
            "recognizer": self.identity,
        }


@dataclass(frozen=True, slots=True)
class Task:
    """
    One job, as it is sent to whoever does it.

    ``paths`` are those in ``folder``: a file, or a recording and its script. ``version``
    is that of the program that asks; ``again`` tries also what failed for good.
    """

    order: Order
    folder: str
    paths: tuple[str, ...]
    results: str
    version: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What became of a task: its receipt, and its own files as they were.

    The receipt of a result that stood already (not ``is_new``) may tell of other files
    with the same content.
    """

    receipt: Receipt
    sources: tuple[Source, ...] = ()
    is_new: bool = False
