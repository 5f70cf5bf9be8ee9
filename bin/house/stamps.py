"""Stamps: remember what a step was last done for, so that doing it again costs nothing."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


class Stamps:
    """
    A small file of digests, one for each step that has been done.

    >>> import tempfile
    >>> stamps = Stamps(Path(tempfile.mkdtemp()) / "stamps.json")
    >>> stamps.holds("fonts", "abc")
    False
    >>> stamps.set("fonts", "abc")
    >>> stamps.holds("fonts", "abc"), stamps.holds("fonts", "xyz")
    (True, False)
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def holds(self, step: str, digest: str) -> bool:
        return self.read().get(step) == digest

    def set(self, step: str, digest: str) -> None:
        stamps = self.read() | {step: digest}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(json.dumps(stamps, indent=2) + "\n")
        unfinished.replace(self.path)

    def read(self) -> dict[str, str]:
        """Return every stamp; a file half written by a stopped machine counts as none."""
        try:
            return dict(json.loads(self.path.read_text()))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}


def digest_of(paths: Iterable[Path], *, also: str = "") -> str:
    """Return one digest for the names and contents of files, in the order given."""
    digest = hashlib.sha256(also.encode())
    for path in paths:
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
