"""
Casting: which labels of a script are one voice, and how sure that is.

A later label is shorter than the first (``BILL MOYERS``, then ``MOYERS``), may
carry a title, or be initials. A label is never stretched to a name it does not
support: where two people fit, it stays a voice of its own and is reported.
"""

from collections.abc import Iterable, Sequence

from callsign.engines.transcript.first_names import FIRST_NAMES
from callsign.engines.transcript.label import Label, LabelKind
from callsign.engines.transcript.model import Evidence, EvidenceKind, Problem, Role
from callsign.engines.transcript.names import as_written, key_of, titles_agree
from callsign.engines.transcript.voice import Voice

# Of people with one surname, this many are told apart; more are ambiguous anyway.
MOST_NAMESAKES = 8


class Casting:
    """The voices of one script, found label by label, in the order they appear."""

    def __init__(self) -> None:
        self.voices: list[Voice] = []
        self.problems: list[Problem] = []
        self._by_label: dict[str, Voice] = {}
        self._by_end: dict[tuple[str, ...], list[Voice]] = {}
        self._by_first: dict[str, list[Voice]] = {}
        self._by_initials: dict[str, Voice] = {}
        self._labels_ending: dict[tuple[str, ...], set[str]] = {}
        self._uses_surnames = False
        self._stood_alone: set[tuple[str, ...]] = set()

    def person(self, tokens: Sequence[str], *, role: Role | None = None) -> Voice:
        """Return the voice of somebody named in full, new or known."""
        key = key_of(tokens)
        known = self._by_end.get(key, [])
        if len(known) == 1 and known[0].key[-len(key) :] == key:
            return known[0]
        voice = Voice(key=key, tokens=tuple(tokens), role=role)
        self._enter(voice)
        return voice

    def voice_of(self, label: Label, line: int) -> Voice:
        """Return whose label this is."""
        voice = self._by_label.get(label.printed)
        if voice is None:
            voice = self._recognize(label, line) or self._introduce(label)
            self._by_label[label.printed] = voice
            for end in _ends(label.key):
                self._labels_ending.setdefault(end, set()).add(label.printed)
        self._read_off(voice, label, line)
        return voice

    def named(self, name: Sequence[str]) -> Voice | None:
        """Return who already carries this full name."""
        key = key_of(name)
        return next((one for one in self._by_end.get(key, []) if one.key == key), None)

    def extend(
        self,
        voice: Voice,
        tokens: Sequence[str],
        kind: EvidenceKind,
        text: str,
        line: int | None,
    ) -> None:
        """Let a voice known by a surname take the full name that speech gives it."""
        voice.learn(tokens, kind, text, line)
        self._index(voice)

    def report_initials(self) -> None:
        """Report the letters that no name in the script explains: BB, and SI beside it."""
        if not any(voice.is_initials for voice in self.voices):
            return
        for voice in self.voices:
            is_name = bool(voice.key) and voice.key[0] in FIRST_NAMES
            voice.stands_among_initials = voice.kind is LabelKind.PERSON and not is_name
            if voice.is_initials and voice.labels:
                letters, line = voice.tokens[0], voice.evidence[0].line
                message = (
                    f"“{letters}” are initials of nobody named here; name the speaker"
                )
                self.problems.append(Problem(line, message))

    def _recognize(self, label: Label, line: int) -> Voice | None:
        if label.kind is not LabelKind.PERSON:
            return self._same_words(label)
        return (
            self._by_surname(label, line)
            or self._shorter_before(label, line)
            or self._by_initial_and_surname(label)
            or self._by_first_name(label, line)
            or self._by_letters(label, line)
        )

    def _same_words(self, label: Label) -> Voice | None:
        alike = self._by_end.get(("", *label.key), [])
        return alike[0] if alike else None

    def _by_surname(self, label: Label, line: int) -> Voice | None:
        fits = [
            voice
            for voice in self._by_end.get(label.key, [])
            if titles_agree(voice.title, label.title)
        ]
        if len(fits) > 1:
            fits = _best(fits, label)
        if len(fits) > 1 and label.key not in self._stood_alone:
            names = " or ".join(as_written(voice.tokens, {}) for voice in fits[:3])
            self.problems.append(
                Problem(line, f"“{label.printed}” may be {names}; kept apart")
            )
            self._stood_alone.add(label.key)
        if len(fits) != 1:
            return None
        self._uses_surnames |= label.is_short and fits[0].is_full
        return fits[0]

    def _shorter_before(self, label: Label, line: int) -> Voice | None:
        """Return a voice that had a surname only, now that its full label comes."""
        for end in _ends(label.key)[1:]:
            fits = [
                voice
                for voice in self._by_end.get(end, [])
                if voice.key == end and titles_agree(voice.title, label.title)
            ]
            if len(fits) == 1 and end not in self._stood_alone:
                self.extend(
                    fits[0], label.tokens, EvidenceKind.INFERRED, label.printed, line
                )
                return fits[0]
        return None

    def _by_initial_and_surname(self, label: Label) -> Voice | None:
        """Return whom ``J. SMITH`` means, of several Smiths."""
        if len(label.key) != 2:
            return None
        first, last = label.key
        fits = [
            voice
            for voice in self._by_end.get((last,), [])
            if voice.is_full
            and (
                voice.key[0].startswith(first)
                if len(first) == 1
                else first.startswith(voice.key[0])
                if len(voice.key[0]) == 1
                else voice.key[0] == first
            )
        ]
        return fits[0] if len(fits) == 1 else None

    def _by_first_name(self, label: Label, line: int) -> Voice | None:
        """
        Return whose first name this is: ``Chris:`` after ``Chris Drew:``.

        In capitals a lone first name is a caller's, unless this script calls
        its people so: those who were named by surname are not.
        """
        if not label.is_short or label.title:
            return None
        fits = [
            voice
            for voice in self._by_first.get(label.key[0], [])
            if not (label.is_capital and voice.role not in (None, Role.HOST))
            and not any(one.is_short for one in voice.labels.values())
        ]
        if len(fits) != 1 or (label.is_capital and self._uses_surnames):
            return None
        fits[0].believe(EvidenceKind.INFERRED, f"first name {label.printed}", line)
        return fits[0]

    def _by_letters(self, label: Label, line: int) -> Voice | None:
        if not label.may_be_initials:
            return None
        voice = self._by_initials.get(label.key[0])
        if voice is not None:
            voice.believe(EvidenceKind.INFERRED, f"initials {label.printed}", line)
        return voice

    def _introduce(self, label: Label) -> Voice:
        voice = Voice(
            key=label.key,
            tokens=label.tokens,
            kind=label.kind,
            title=label.title,
            role=label.role,
        )
        self._enter(voice)
        return voice

    def _read_off(self, voice: Voice, label: Label, line: int) -> None:
        if label.printed in voice.labels:
            return
        voice.labels[label.printed] = label
        voice.evidence.append(Evidence(EvidenceKind.LABEL, label.printed, line))
        if voice.role is None or label.role is Role.HOST:
            voice.role = label.role
        voice.title = voice.title or label.title
        if label.kind is LabelKind.PERSON and not label.may_be_initials:
            voice.tokens = _better_spelled(voice.tokens, label.tokens)

    def _enter(self, voice: Voice) -> None:
        self.voices.append(voice)
        self._index(voice)

    def _index(self, voice: Voice) -> None:
        if voice.kind is not LabelKind.PERSON:
            self._by_end.setdefault(("", *voice.key), []).append(voice)
            return
        for end in _ends(voice.key):
            alike = self._by_end.setdefault(end, [])
            if voice not in alike and len(alike) < MOST_NAMESAKES:
                alike.append(voice)
            # A label that meant the only Smith must be looked at again.
            for printed in self._labels_ending.pop(end, ()):
                if len(alike) > 1:
                    self._by_label.pop(printed, None)
        if voice.is_full:
            self._by_first.setdefault(voice.key[0], []).append(voice)
            self._by_initials["".join(part[0] for part in voice.key)] = voice


def _ends(key: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [key[at:] for at in range(len(key))]


def _best(fits: Iterable[Voice], label: Label) -> list[Voice]:
    """Of people with one surname, prefer who has this very name, then this title."""
    fits = list(fits)
    exact = [voice for voice in fits if voice.key == label.key]
    if len(exact) == 1:
        return exact
    titled = [voice for voice in fits if voice.title == label.title]
    return titled if len(titled) == 1 else fits


def _better_spelled(ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Prefer mixed case over capitals for the same name, whoever came first."""
    same = [one.casefold() for one in ours] == [one.casefold() for one in theirs]
    is_shouting = all(one.isupper() for one in ours)
    return tuple(theirs) if same and is_shouting else tuple(ours)
