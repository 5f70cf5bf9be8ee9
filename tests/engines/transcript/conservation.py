"""Where each character of a script went: nowhere twice, and nowhere not at all."""

import re
from collections import Counter

from callsign.engines.transcript.entities import without_entities
from callsign.engines.transcript.found_labels import find_labels
from callsign.engines.transcript.label import LabelKind
from callsign.engines.transcript.lines import lines_of
from callsign.engines.transcript.model import Transcript

# What the reader leaves out, and reports.
LEFT_OUT = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
LOOKS_BLANK = re.compile(
    r"[\s\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]+"
)


def is_conserved(text: str, transcript: Transcript) -> bool:
    """Return whether each character is in one word, sound, note, label or piece."""
    kept = letters(
        *(word.text for word in transcript.words),
        *(event.text for event in transcript.events),
        *(note.text for note in transcript.notes),
        *(piece.text for piece in transcript.boilerplate),
    )
    return kept + letters_of_labels(text) == letters(cleaned(text))


def is_in_order(text: str, transcript: Transcript) -> bool:
    """Return whether speech is what stands in the text, in that order."""
    rest = iter(cleaned(text))
    return all(
        turn.text.split() == [word.text for word in turn.words]
        and all(letter in rest for letter in "".join(turn.text.split()))
        for turn in transcript.turns
    )


def cleaned(text: str) -> str:
    """Return what the reader has to keep: entities read, nothing that is no letter."""
    rows = without_entities(text)[0].removeprefix("\ufeff").splitlines()
    rows = [LEFT_OUT.sub("", row) for row in rows]
    return "\n".join(row for row in rows if not LOOKS_BLANK.fullmatch(row))


def letters(*texts: str) -> Counter[str]:
    return Counter("".join("".join(text.split()) for text in texts))


def letters_of_labels(text: str) -> Counter[str]:
    """Count what stands in labels; a break's label is kept in its event."""
    page = lines_of(without_entities(text)[0])
    count: Counter[str] = Counter()
    found = find_labels(page.lines)
    for at, (label, rest) in found.labels.items():
        count += letters(found.lines[at].text)
        count -= letters(rest)
        if label.kind is LabelKind.BREAK:
            count -= letters(f"{label.printed}:")
    return count
