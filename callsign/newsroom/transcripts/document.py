"""The document: what one version of a transcript says, as the engine knows it."""

from callsign.engines.transcript.json_format import as_document, from_document
from callsign.engines.transcript.model import Transcript as Document

__all__ = ["Document", "from_stored", "to_stored"]


def to_stored(document: Document) -> dict[str, object]:
    """
    Return a document as the values a JSON column keeps.

    Roles and tiers are texts to JSON, so every database and every later version reads
    plain words.
    """
    return as_document(document)


def from_stored(stored: object) -> Document:
    """Return the document a JSON column kept."""
    return from_document(stored)
