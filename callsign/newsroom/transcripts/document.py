"""The document: what one version of a transcript says, as the engine knows it."""

import json

from callsign.engines.transcript.json_format import as_document, from_document
from callsign.engines.transcript.model import Transcript as Document

__all__ = ["Document", "from_stored", "to_stored"]


def to_stored(document: Document) -> dict[str, object]:
    """Return a document as the values a JSON column keeps."""
    # Roles and tiers are enums; through text they become the plain words every
    # database and every later version can read.
    stored: dict[str, object] = json.loads(json.dumps(as_document(document)))
    return stored


def from_stored(stored: object) -> Document:
    """Return the document a JSON column kept."""
    return from_document(stored)
