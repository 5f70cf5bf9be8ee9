"""A voice: somebody who speaks in a script, as far as the labels have told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from callsign.engines.transcript.label import Label, LabelKind
from callsign.engines.transcript.model import Evidence, EvidenceKind, Role
from callsign.engines.transcript.names import key_of

_VOWEL = re.compile(r"[aeiouyà-ÿ]")


@dataclass(slots=True, eq=False)
class Voice:
    """A speaker in the making."""

    key: tuple[str, ...]
    tokens: tuple[str, ...]
    kind: LabelKind = LabelKind.PERSON
    title: str = ""
    role: Role | None = None
    labels: dict[str, Label] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    turns: int = 0
    turns_heard: int = 0
    turns_on_tape: int = 0
    stands_among_initials: bool = False

    @property
    def is_full(self) -> bool:
        """Whether more than a surname is known of this person."""
        return len(self.key) > 1

    @property
    def has_full_label(self) -> bool:
        """Whether the script itself ever prints more than one name."""
        return any(not label.is_short for label in self.labels.values())

    @property
    def is_initials(self) -> bool:
        """Whether two or three letters are all there is, and they are no name."""
        return (
            len(self.key) == 1
            and all(label.may_be_initials for label in self.labels.values())
            and (self.stands_among_initials or not _VOWEL.search(self.key[0]))
        )

    @property
    def is_guessed_caller(self) -> bool:
        """Whether only the look of a first name speaks for a caller."""
        return (
            self.role is Role.CALLER
            and all(one.kind is EvidenceKind.LABEL for one in self.evidence)
            and all(label.role is None for label in self.labels.values())
        )

    def learn(
        self, tokens: Sequence[str], kind: EvidenceKind, text: str, line: int | None
    ) -> None:
        """Take a longer name, with the reason for it."""
        if len(key_of(tokens)) > len(self.key):
            self.tokens, self.key = tuple(tokens), key_of(tokens)
        self.believe(kind, text, line)

    def believe(self, kind: EvidenceKind, text: str, line: int | None) -> None:
        """Note a reason once."""
        if not any(one.kind == kind and one.text == text for one in self.evidence):
            self.evidence.append(Evidence(kind, text, line))
