"""The name of a result: a hash of what it is made of, and of how it is made."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

BLOCK_BYTES = 1 << 20

Values = Mapping[str, "str | int | Sequence[str] | None"]


def name_of(made: Values, digests: Sequence[str]) -> str:
    """
    Return the name of what is made in some way, of files with these digests, in order.

    Whoever makes the same of the same gets the same name, on any machine; any other
    option, revision, byte or order of files gives another.

    >>> name = name_of({"kind": "read", "to": "json"}, ["aa", "bb"])
    >>> len(name), name == name_of({"to": "json", "kind": "read"}, ["aa", "bb"])
    (64, True)
    >>> name == name_of({"kind": "read", "to": "json"}, ["bb", "aa"])
    False
    """
    whole = json.dumps([dict(made), list(digests)], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def digest_of(file: Path) -> str:
    """Return the SHA-256 of a file's bytes. Memory: one block. Raises: OSError"""
    digest = hashlib.sha256()
    with file.open("rb", buffering=0) as content:
        while block := content.read(BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()
