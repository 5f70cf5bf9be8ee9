"""
Origin: whether a machine made a transcript that nobody has checked.

The formats of machines say so by themselves; what this program wrote carries a sentence,
which is no part of the transcript and is taken out where it is read as one.
"""

from dataclasses import replace

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.format import Format
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.values import listed, mapped
from callsign.engines.transcript.writers.facts import UNREAD
from callsign.engines.transcript.writers.mmif import APP
from callsign.engines.transcript.writers.remarks import is_caution

_IN_A_HEAD = f"<ttm:desc>{UNREAD}</ttm:desc>"


def with_origin(
    source: Source, found: Format, transcript: Transcript
) -> tuple[Transcript, bool]:
    """Return what was read without the sentence, and whether a machine made it."""
    notes = tuple(note for note in transcript.notes if not is_caution(note))
    is_told = len(notes) < len(transcript.notes)
    if is_told:
        transcript = replace(transcript, notes=notes)
    ours = _of_this_program(source)
    if ours is not None:
        return transcript, _is_in_json(source, ours)
    is_told = is_told or _is_in_json(source, {}) or _IN_A_HEAD in source.head
    return transcript, found.is_machine or is_told


def _of_this_program(source: Source) -> dict[str, object] | None:
    """Return what MMIF tells of a program's work, if that program is this one."""
    views = listed(source.json_object(), "views")
    told = mapped(mapped(views[0]).get("metadata")) if views else {}
    return dict(told) if told.get("app") == APP else None


def _is_in_json(source: Source, metadata: dict[str, object]) -> bool:
    said = (source.json_object().get("caution"), *listed(metadata, "warnings"))
    return UNREAD in said
