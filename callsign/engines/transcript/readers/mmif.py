"""
MMIF, the JSON-LD of the CLAMS platform: what programs found in an archive's recording.

A text that was aligned with sound is speech; one that was aligned with a picture stood
on a slate, and is not. The prototype of 2018 kept words and seconds in one annotation.

Source:  mmif.clams.ai, specification 1.0 (views, TextDocument, Token, Alignment)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.annotations import (
    UNITS,
    Annotation,
    Annotations,
)
from callsign.engines.transcript.readers.building import IMPOSSIBLE, Building
from callsign.engines.transcript.readers.heard import (
    Heard,
    Shape,
    say_heard,
    say_text,
)
from callsign.engines.transcript.readers.joining import Joining
from callsign.engines.transcript.readers.mmif_voices import MmifVoices
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.times import is_no_time, milliseconds
from callsign.engines.transcript.readers.values import listed, mapped, text_at

_PROTOTYPE = Shape(("word",), "start", "end", speaker="")
_PICTURES = {"BoundingBox", "TimePoint", "VideoObject", "ImageDocument"}
_SOUNDS = {"TimeFrame", "AudioDocument", "VideoDocument"}


def is_mmif(source: Source) -> bool:
    """Whether views stand beside the documents, or media, that they are about."""
    values = source.json_object()
    return isinstance(values.get("views"), list) and (
        "documents" in values or "media" in values
    )


def read_mmif(source: Source) -> Transcript:
    """
    Read what was heard, from the program that heard most of it.

    Words on pictures, and drafts of other programs, are reported and not said. A file
    may hold no text at all: then it says where the text is.
    """
    building = Building()
    values = source.json_object()
    _read_prototype(building, values)
    annotations = Annotations(values)
    for one in annotations.of_kind("TimeFrame"):
        if one.unit not in UNITS:
            building.problem(f"times in {one.unit}, left out", where=one.where)
    texts = _texts(building, annotations)
    best = _most_heard(texts)
    for text in best:
        _say(building, text)
    _report_others(building, [text for text in texts if text not in best])
    _report_elsewhere(building, values)
    return building.transcript(problems=source.decoding_problems)


def _say(building: Building, text: "_Text") -> None:
    if text.text:
        heard = [token.heard for token in text.tokens]
        where = text.document.where
        say_text(building, text.text, heard, within=text.times, where=where)
    else:
        say_heard(building, _joined(text.tokens))


class _Token(NamedTuple):
    """A word or a mark, and from where to where it stands in its text."""

    heard: Heard
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A text, with the words that were found in it; it may be in another file."""

    document: Annotation
    text: str
    tokens: list[_Token]
    times: tuple[int | None, int | None]
    is_heard: bool
    is_seen: bool


def _texts(building: Building, annotations: Annotations) -> list[_Text]:
    """Return the texts, each with the tokens of the program that timed most of them."""
    for one in annotations.of_kind("TimeFrame"):
        if is_no_time(milliseconds, one.values.get("start"), one.values.get("end")):
            building.problem(IMPOSSIBLE, where=one.where)
    tokens: dict[str, dict[str, list[Annotation]]] = {}
    for one in annotations.of_kind("Token"):
        about = annotations.named(one.document, one.view)
        if about is None:
            building.problem("a word of no text", where=one.where, is_loss=True)
        else:
            of_views = tokens.setdefault(about.id, {})
            of_views.setdefault(one.view, []).append(one)
    return [
        _text(
            document,
            max(tokens.get(document.id, {}).values(), key=_timed, default=[]),
            annotations,
        )
        for document in annotations.of_kind("TextDocument")
    ]


def _timed(tokens: Sequence[Annotation]) -> tuple[int, int]:
    return sum(bool(one.beside) for one in tokens), len(tokens)


def _text(
    document: Annotation, found: Sequence[Annotation], annotations: Annotations
) -> _Text:
    voices = MmifVoices(annotations, document) if found else None
    tokens = [_token(one, document.text, annotations, voices) for one in found]
    kinds = {one.kind for one in document.beside}
    is_timed = any(one.heard.start_ms is not None for one in tokens)
    frames = [one for one in document.beside if one.kind == "TimeFrame"]
    return _Text(
        document,
        document.text,
        [one for one in tokens if one.heard.text],
        annotations.stretch(frames[0]) if frames else (None, None),
        is_heard=is_timed or bool(kinds & _SOUNDS),
        is_seen=bool(kinds & _PICTURES) and not is_timed,
    )


def _token(
    token: Annotation, text: str, annotations: Annotations, voices: MmifVoices | None
) -> _Token:
    start, end = token.offset("start"), token.offset("end")
    said = token.text
    if not said and start is not None and end is not None and 0 <= start <= end:
        said = text[start:end]
    frames = [one for one in token.beside if one.kind == "TimeFrame"]
    times = annotations.stretch(frames[0]) if frames else (None, None)
    voice = voices.of(token, start, times[0]) if voices else ""
    heard = Heard(said, *times, speaker=voice, where=token.where)
    return _Token(heard, start, end)


def _most_heard(texts: Sequence[_Text]) -> list[_Text]:
    """Return the texts of the program that heard most, or else the first text."""
    views: dict[str, list[_Text]] = {}
    for one in texts:
        if one.is_heard and (one.text or one.tokens):
            views.setdefault(one.document.view, []).append(one)
    if views:
        return max(views.values(), key=_length)
    return [one for one in texts if one.text and not one.is_seen][:1]


def _length(texts: Sequence[_Text]) -> int:
    words = sum(len(token.heard.text) for one in texts for token in one.tokens)
    return max(words, sum(len(one.text) for one in texts))


def _joined(tokens: Sequence[_Token]) -> list[Heard]:
    """Return tokens as words: those that touch in their text are one."""
    joining = Joining()
    before_end = None
    for heard, start, end in tokens:
        if start is not None and start == before_end:
            joining.mark(heard.text)
        else:
            joining.word(heard)
        before_end = end
    return joining.words


def _read_prototype(building: Building, values: Mapping[str, object]) -> None:
    for number, value in enumerate(listed(values, "views")):
        for at, one in enumerate(listed(mapped(value), "annotations")):
            annotation = mapped(one)
            feature = mapped(annotation.get("feature"))
            if "word" in feature:
                where = f"views[{number}].annotations[{at}]"
                heard = _PROTOTYPE.one(building, {**annotation, **feature}, where)
                say_heard(building, [heard] if heard else [])


def _report_others(building: Building, texts: Sequence[_Text]) -> None:
    for one in texts:
        if one.is_seen:
            building.problem(
                "seen in a picture, not spoken; left out", where=one.document.where
            )
        elif one.text or one.tokens:
            building.problem(
                "another text of the recording, left out", where=one.document.where
            )


def _report_elsewhere(building: Building, values: Mapping[str, object]) -> None:
    """Say where the text is that the file is about and does not hold."""
    if building.latest_word is not None:
        return
    for value in (*listed(values, "documents"), *listed(values, "media")):
        document = mapped(value)
        properties = {**document, **mapped(document.get("properties"))}
        kind = text_at(document, "@type") or text_at(document, "type")
        if "text" in kind.lower():
            place = text_at(properties, "location") or "another file"
            building.problem(f"the text is not in this file, but in {place}")
