"""The ledger: every process writes down what it put in place, and never goes back."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

from callsign.lib.batch.receipt import Receipt


def whoami() -> str:
    """Return what tells this process from those of all machines."""
    host = socket.gethostname().replace("/", "_") or "unknown"
    return f"{host}-{os.getpid()}"


def enter(folder: Path, receipt: Receipt) -> None:
    """
    Write down that a result was put in place.

    Each process has a file of its own, because appends of two machines to one file get
    lost on a network drive.
    """
    file = folder / "ledger" / f"{receipt.made_by}.log"
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as ledger:
        ledger.write(f"{receipt.made_at} {receipt.name} {receipt.token}\n")


def entries(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield who put which result in place, and the token of its making."""
    for file in sorted((folder / "ledger").glob("*.log")):
        for line in file.read_text(encoding="utf-8").splitlines():
            _, name, token = line.split(" ")
            yield file.stem, name, token
