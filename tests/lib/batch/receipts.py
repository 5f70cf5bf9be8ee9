"""Receipts for tests, of talks of Ada Okafor's."""

from uuid import uuid4

from callsign.lib.batch.ledger import whoami
from callsign.lib.batch.naming import name_of
from callsign.lib.batch.receipt import Receipt, Source, Trouble

CONTENT = b"Good morning."


def receipt(
    digest: str = "3f9c", *, content: bytes = CONTENT, trouble: Trouble | None = None
) -> Receipt:
    return Receipt(
        name=name_of({"kind": "read"}, [digest]),
        made={"kind": "read"},
        sources=(Source("local-desk.txt", digest, 20, 1_700_000_000_000_000_000),),
        version="0.1.0",
        made_at="2026-11-23T12:00:00Z",
        made_by=whoami(),
        token=uuid4().hex,
        file=None if trouble else "transcript.json",
        size=0 if trouble else len(content),
        words=2,
        trouble=trouble,
    )
