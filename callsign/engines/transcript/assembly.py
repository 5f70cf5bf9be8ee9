"""Assembly: paragraphs and their voices to speakers, turns, words, events and notes."""

import itertools
from collections.abc import Sequence

from callsign.engines.transcript.casting import Casting
from callsign.engines.transcript.label import LabelKind
from callsign.engines.transcript.lone_labels import is_only_time
from callsign.engines.transcript.model import (
    Event,
    EvidenceKind,
    Note,
    Problem,
    Role,
    Speaker,
    Turn,
)
from callsign.engines.transcript.names import as_written, spelled_in
from callsign.engines.transcript.page import Paragraph
from callsign.engines.transcript.sounds import Aside, cut_asides, note_kind
from callsign.engines.transcript.voice import Voice
from callsign.engines.transcript.words import untimed_words

_ENDS_A_PARAGRAPH = ".?!…\"”’')]-—:"


class Assembly:
    """The parts of a transcript, put together in one pass over the paragraphs."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        voices: Sequence[Voice | None],
        casting: Casting,
        text: str,
    ) -> None:
        self.turns: list[Turn] = []
        self.events: list[Event] = []
        self.notes: list[Note] = []
        self.problems: list[Problem] = []
        self._texts: list[str] = []
        self._spans: list[tuple[str | None, str, int, int]] = []
        self._spoken: list[str] = []
        self._first_word = 0
        self._voice: Voice | None = None
        self._label: Paragraph | None = None
        self._on_tape = self._began_on_tape = False
        self._has_sound = False
        self._ids: dict[int, str] = {}
        self._order: list[Voice] = []
        self._is_wrapped = _is_wrapped(paragraphs)
        for paragraph, voice in zip(paragraphs, voices, strict=True):
            self._take(paragraph, voice)
        self._end_turn()
        self._make_turns()
        self.speakers = self._make_speakers(casting, text)

    def _make_turns(self) -> None:
        """Make all words at once, which is faster, and hand each turn its own."""
        words = untimed_words(self._texts)
        for speaker, text, first, end in self._spans:
            self.turns.append(Turn(speaker, text, words[first:end]))

    def _make_speakers(self, casting: Casting, text: str) -> tuple[Speaker, ...]:
        """Return those who speak, in that order, then labels that say nothing."""
        silent = [one for one in casting.voices if id(one) not in self._ids]
        voices = self._order + [one for one in silent if one.labels]
        spellings = spelled_in(text) if _has_capitals(voices) else {}
        is_host_known = any(voice.role is Role.HOST for voice in voices)
        return tuple(
            _speaker(f"s{at}", voice, spellings, is_host_known=is_host_known)
            for at, voice in enumerate(voices, 1)
        )

    def _take(self, paragraph: Paragraph, voice: Voice | None) -> None:
        label = paragraph.label
        if label is not None and label.kind is LabelKind.BREAK:
            self._end_turn()
            self._hear_break(f"{label.printed}: {paragraph.text}".rstrip())
            return
        if label is not None or voice is not self._voice:
            self._end_turn()
            self._voice, self._label = voice, paragraph if label else None
            if voice is not None and voice.role in (Role.HOST, Role.BYLINE):
                self._on_tape = False
            self._began_on_tape = self._on_tape
        kind = note_kind(paragraph.text) if label is None else None
        if kind is not None:
            self._hear(Aside(0, kind, paragraph.text))
            return
        speech, asides = cut_asides(paragraph.text)
        for aside in asides:
            self._hear(aside)
            self._has_sound = self._has_sound or label is not None
        if speech:
            if self._spoken:
                self._spoken.append(self._gap(paragraph))
            self._spoken.append(speech)
            self._texts += speech.split()

    def _gap(self, paragraph: Paragraph) -> str:
        """Return what parts this line from the one above in the same turn."""
        if paragraph.after_blank or not self._is_wrapped:
            return "\n\n"
        return "\n"

    def _hear(self, aside: Aside) -> None:
        at = len(self._texts) + aside.words_before
        after_word = f"w{at}" if at else None
        if aside.is_note:
            self.notes.append(Note(aside.kind, aside.text, after_word))
        else:
            self.events.append(Event(after_word, aside.kind, aside.text))
        self._on_tape = self._on_tape or aside.is_recorded_speech

    def _hear_break(self, text: str) -> None:
        after_word = f"w{len(self._texts)}" if self._texts else None
        self.events.append(Event(after_word, "break", text))

    def _end_turn(self) -> None:
        """Close the turn; one of laughter only is a turn without words."""
        if not self._spoken and not self._has_sound:
            self._report_silence()
            return
        speaker = self._speaker_id(self._voice)
        if self._voice is not None:
            self._voice.turns_on_tape += self._began_on_tape
            self._voice.turns_heard += 1
        end = len(self._texts)
        self._spans.append((speaker, "".join(self._spoken), self._first_word, end))
        self._first_word = end
        self._spoken, self._label, self._has_sound = [], None, False

    def _report_silence(self) -> None:
        if self._label is not None and self._label.label is not None:
            message = f"nothing is said under “{self._label.label.printed}:”"
            self.problems.append(Problem(self._label.line, message))
        self._label = None

    def _speaker_id(self, voice: Voice | None) -> str | None:
        if voice is None:
            return None
        if id(voice) not in self._ids:
            self._order.append(voice)
            self._ids[id(voice)] = f"s{len(self._order)}"
        return self._ids[id(voice)]


def _is_wrapped(paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether lines were broken to a width, so that a line is no paragraph."""
    broken = whole = 0
    spoken = [one for one in paragraphs if not is_only_time(one.text)]
    for above, below in itertools.pairwise(spoken):
        if not below.after_blank and below.label is None and above.text:
            if above.text[-1] in _ENDS_A_PARAGRAPH:
                whole += 1
            else:
                broken += 1
    return broken > whole


def _has_capitals(voices: Sequence[Voice]) -> bool:
    return any(token.isupper() for voice in voices for token in voice.tokens)


def _speaker(
    speaker_id: str, voice: Voice, spellings: dict[str, str], *, is_host_known: bool
) -> Speaker:
    has_name = voice.tokens and not voice.is_initials
    return Speaker(
        id=speaker_id,
        name=as_written(voice.tokens, spellings) if has_name else None,
        role=_role(voice, is_host_known=is_host_known),
        labels=tuple(voice.labels),
        evidence=tuple(voice.evidence),
    )


def _role(voice: Voice, *, is_host_known: bool) -> Role | None:
    """Return what a voice is: not a host, in a script that says who its hosts are."""
    if voice.role is not None or voice.kind is not LabelKind.PERSON:
        return voice.role
    if voice.turns_heard and voice.turns_on_tape == voice.turns_heard:
        voice.believe(EvidenceKind.INFERRED, "heard on tape only", None)
        return Role.TAPE
    is_presented = voice.title or any(one.is_described for one in voice.labels.values())
    return Role.GUEST if is_host_known or is_presented else None
