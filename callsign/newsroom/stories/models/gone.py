"""What is gone: a version of a story outlives what it held, and can still be opened."""

from typing import Any

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.people.models import signed_by_somebody
from callsign.newsroom.transcripts.models import Transcript

HELD = {"audio": Audio, "transcript": Transcript}

Held = dict[str, Audio | Transcript | None]


def held_by(content: dict[str, Any]) -> Held:
    """Return what the stored content of a version held and is still there, or None."""
    return {
        name: kind.objects.filter(pk=content[name]).first()
        if content.get(name)
        else None
        for name, kind in HELD.items()
    }


def without_what_is_gone(content: dict[str, Any], held: Held) -> dict[str, Any]:
    """
    Return the stored content of a version without what was deleted since.

    What a published story holds cannot be deleted; what only a draft or an older
    version holds can, and would leave them impossible to read.
    """
    gone = {name: None for name, one in held.items() if one is None}
    bylines = signed_by_somebody(content.get("bylines", []))
    return {**content, **gone, "bylines": bylines}
