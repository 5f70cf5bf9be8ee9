"""A small archive for tests, and what a batch made of it."""

import json
from contextlib import closing
from pathlib import Path

from callsign.lib.batch.here import Here
from callsign.lib.batch.known import Known
from callsign.lib.batch.results import Results
from callsign.media.batch.folder import Batch, Row
from callsign.media.batch.order import Kind, Order
from callsign.media.batch.work import installed, work

SCRIPT = "ADA OKAFOR, HOST: Good morning, {}.\n\nLUIS PRIETO: Hello.\n"
# What differs from one making of the same thing to another.
FLEETING = ("made_at", "made_by", "token", "work_s")
READ = Order(Kind.READ)


def write_script(file: Path, who: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(SCRIPT.format(who), encoding="utf-8")
    return file


def run(
    folder: Path, into: Path, order: Order = READ, *, again: bool = False
) -> list[Row]:
    """Do a batch in this process, and return its rows."""
    with closing(Known(into / "known.sqlite3")) as known:
        batch = Batch(order, folder, Results(into), installed(), known, again)
        return list(batch.rows(Here(work)))


def contents(into: Path) -> dict[str, object]:
    """Return all results and failures of a folder, without what is fleeting."""
    files = [*into.glob("results/*/*/*"), *into.glob("failures/*/*")]
    return {str(file.relative_to(into)): lasting(file) for file in files}


def lasting(file: Path) -> object:
    content = file.read_bytes()
    if file.name.startswith("transcript."):
        return content
    receipt = json.loads(content)
    return {key: value for key, value in receipt.items() if key not in FLEETING}
