"""
NPR-style text: labels in capitals, the role at first and the surname afterwards.

Sounds stand in capitals in parentheses. Two people of one surname keep their full names.
"""

from collections import Counter
from dataclasses import replace

from callsign.engines.transcript.model import Role, Speaker, Transcript
from callsign.engines.transcript.names import is_suffix_of_names, split_title
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.paragraphs import plain_name
from callsign.engines.transcript.writers.plain_text import best_form
from callsign.engines.transcript.writers.remarks import cautioned

_ROLES = {Role.HOST: "HOST", Role.BYLINE: "BYLINE"}
_UNIDENTIFIED = "UNIDENTIFIED PERSON"


def write_npr(transcript: Transcript, facts: Facts) -> bytes:
    """Write a transcript as NPR's scripts are written."""
    return to_npr(cautioned(transcript, facts)).encode("utf-8", "replace")


def to_npr(transcript: Transcript) -> str:
    """
    Write a transcript as NPR's scripts are written.

    >>> from callsign.engines.transcript.script import read_script
    >>> to_npr(read_script("Ada Okafor, host: Good morning. (laughter)"))
    'ADA OKAFOR, HOST: Good morning.\\n\\n(LAUGHTER)\\n'
    """
    labels = _Labels(transcript)
    events = tuple(
        event if event.kind == "break" else replace(event, text=event.text.upper())
        for event in transcript.events
    )
    return best_form(replace(transcript, events=events), labels.of)


class _Labels:
    """What each voice is called at first, and what afterwards."""

    def __init__(self, transcript: Transcript) -> None:
        speakers = transcript.speakers
        self.short = {one.id: _surname(one) for one in speakers}
        self.shared = Counter(self.short.values())
        nameless = [one.id for one in speakers if not plain_name(one)]
        self.numbers = {name: at for at, name in enumerate(nameless, 1)}

    def of(self, speaker: Speaker, is_first: bool) -> str:
        full = plain_name(speaker).upper()
        if not full:
            return f"{_UNIDENTIFIED} #{self.numbers[speaker.id]}"
        if is_first:
            role = _ROLES.get(speaker.role) if speaker.role else None
            return f"{full}, {role}" if role else full
        short = self.short[speaker.id]
        return short if short and self.shared[short] == 1 else full


def _surname(speaker: Speaker) -> str:
    """Return the last word of a person's name; of anything else, all of it."""
    if not speaker.name or speaker.role in (Role.GROUP, Role.UNIDENTIFIED, Role.TAPE):
        return plain_name(speaker).upper()
    _, tokens = split_title(speaker.name.split())
    while len(tokens) > 1 and is_suffix_of_names(tokens[-1]):
        tokens.pop()
    return tokens[-1].strip(",").upper() if tokens else ""
