"""
MMIF, for archives that work with the CLAMS platform: text, words, when, and who spoke.

Every word is a token of one text, aligned with a stretch of time; turns are stretches with
the name of who speaks.

Source:  mmif.clams.ai, specification 1.0 and its vocabulary
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from callsign.engines.transcript.model import Transcript, Word
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.remarks import remarks
from callsign.engines.transcript.writers.voices import names_of

_SPECIFICATION = "http://mmif.clams.ai/1.0.0"
_KINDS = {
    name: f"http://mmif.clams.ai/vocabulary/{name}/v1"
    for name in (
        *("AudioDocument", "TextDocument", "Token", "TimeFrame", "Alignment"),
        "Annotation",
    )
}
_RECORDING, _VIEW = "d1", "v1"
_TEXT = f"{_VIEW}:td1"
# What made this; a name, which nobody can mistake for a page.
APP = "urn:callsign:transcript"


def write_mmif(transcript: Transcript, facts: Facts) -> bytes:
    """Write a transcript as MMIF."""
    document = {
        "metadata": {"mmif": _SPECIFICATION},
        "documents": [_recording(facts)],
        "views": [
            {
                "id": _VIEW,
                "metadata": _metadata(facts),
                "annotations": _View(transcript, facts).all(),
            }
        ],
    }
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")


def _recording(facts: Facts) -> dict[str, object]:
    properties = {
        "id": _RECORDING,
        "mime": "audio/mpeg",
        # The recording is heard where the story is read.
        "location": facts.address or "urn:callsign:recording",
    }
    return {"@type": _KINDS["AudioDocument"], "properties": properties}


def _metadata(facts: Facts) -> dict[str, object]:
    about = {"document": _RECORDING}
    contains = {
        _KINDS["TextDocument"]: {},
        _KINDS["Token"]: {"document": _TEXT},
        _KINDS["TimeFrame"]: {**about, "timeUnit": "milliseconds"},
        _KINDS["Alignment"]: {},
        _KINDS["Annotation"]: {"document": _TEXT},
    }
    metadata: dict[str, object] = {"app": APP, "contains": contains}
    if facts.caution:
        metadata["warnings"] = [facts.caution]
    if facts.published_on:
        metadata["timestamp"] = f"{facts.published_on.isoformat()}T00:00:00"
    return metadata


@dataclass(slots=True)
class _View:
    """The annotations of a transcript, while they are counted."""

    transcript: Transcript
    facts: Facts
    found: list[dict[str, object]] = field(default_factory=list)
    frames: int = 0
    alignments: int = 0
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    def all(self) -> list[dict[str, object]]:
        text = "\n\n".join(turn.text for turn in self.transcript.turns)
        self._add("TextDocument", "td1", text=self._text(text))
        self._align(_RECORDING, _TEXT)
        self._find_words(text)
        self._add_words()
        self._add_turns()
        for number, (place, said) in enumerate(self._remarks(), 1):
            self._add(
                "Annotation", f"a{number}", start=place[0], end=place[1], note=said
            )
        return self.found

    def _text(self, text: str) -> dict[str, str]:
        language = {"@language": self.facts.language} if self.facts.language else {}
        return {"@value": text, **language}

    def _find_words(self, text: str) -> None:
        at = 0
        for word in self.transcript.words:
            start = text.find(word.text, at)
            at = start + len(word.text)
            self.places[word.id] = (start, at)

    def _add_words(self) -> None:
        for number, word in enumerate(self.transcript.words, 1):
            start, end = self.places[word.id]
            self._add("Token", f"t{number}", start=start, end=end, text=word.text)
            if word.start_ms is not None and word.end_ms is not None:
                frame = self._frame(word.start_ms, word.end_ms, "speech")
                self._align(frame, f"{_VIEW}:t{number}")

    def _add_turns(self) -> None:
        """Say who speaks: the words of each turn, and the time they took, if known."""
        names = names_of(self.transcript)
        for number, turn in enumerate(self.transcript.turns, 1):
            if turn.speaker is None or turn.speaker not in names or not turn.words:
                continue
            name = names[turn.speaker]
            start, end = self._reach(turn.words)
            self._add("Annotation", f"s{number}", start=start, end=end, speaker=name)
            times = [
                (word.start_ms, word.end_ms)
                for word in turn.words
                if word.start_ms is not None and word.end_ms is not None
            ]
            if times:
                start_ms = min(start for start, _ in times)
                end_ms = max(end for _, end in times)
                self._frame(start_ms, end_ms, "turn", speaker=name)

    def _reach(self, words: Sequence[Word]) -> tuple[int, int]:
        return self.places[words[0].id][0], self.places[words[-1].id][1]

    def _remarks(self) -> Iterator[tuple[tuple[int, int], str]]:
        for remark in remarks(self.transcript):
            place = self.places.get(remark.after_word or "", (0, 0))
            yield place, str(remark)

    def _frame(self, start_ms: int, end_ms: int, label: str, **more: str) -> str:
        self.frames += 1
        name = f"tf{self.frames}"
        self._add("TimeFrame", name, start=start_ms, end=end_ms, label=label, **more)
        return f"{_VIEW}:{name}"

    def _align(self, source: str, target: str) -> None:
        self.alignments += 1
        self._add("Alignment", f"al{self.alignments}", source=source, target=target)

    def _add(self, kind: str, name: str, **properties: object) -> None:
        self.found.append(
            {
                "@type": _KINDS[kind],
                "properties": {"id": f"{_VIEW}:{name}", **properties},
            }
        )
