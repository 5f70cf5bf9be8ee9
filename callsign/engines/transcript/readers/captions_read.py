"""Captions to a transcript: cues in order, each line once, every voice that is told."""

from collections.abc import Sequence

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.caption_text import (
    NEEDS_READING,
    Piece,
    pieces_of,
    shown,
)
from callsign.engines.transcript.readers.caption_voices import (
    NO_OPENING,
    CaptionVoices,
    Opening,
    may_name_a_voice,
    opening_of,
    without_chevrons,
)
from callsign.engines.transcript.readers.cues import Cue
from callsign.engines.transcript.readers.frames import frame_rate
from callsign.engines.transcript.readers.rolling import (
    Repetition,
    without_repeated_lines,
)
from callsign.engines.transcript.readers.sounds_said import Span, say_with_sounds
from callsign.engines.transcript.readers.source import DamagedFile, Source
from callsign.engines.transcript.readers.spans_shared import parts_of_time


def read_captions(source: Source, cues: list[Cue], building: Building) -> Transcript:
    """
    Say what captions show, and return it as a transcript.

    Raises:  DamagedFile: no cue has a word in it
    """
    _put_in_order(building, cues)
    _report_repetitions(building, without_repeated_lines(cues))
    rate = frame_rate(source.text)
    if rate is not None:
        building.problem(f"times in frames, read as {rate} to a second")
    _CaptionReader(building, cues).read()
    transcript = building.transcript(problems=source.decoding_problems)
    if not (transcript.turns or transcript.events):
        raise DamagedFile("these captions have no words in them")
    return transcript


def _report_repetitions(building: Building, repeated: Sequence[Repetition]) -> None:
    """Tell what was left out because it was shown twice."""
    if not repeated:
        return
    if any(one.letters for one in repeated):
        message = f"growing captions: what {len(repeated)} cues repeat"
    else:
        message = f"rolling captions: the lines that {len(repeated)} cues repeat"
    message += " from the one before is kept once"
    building.problem(message, line=repeated[0].cue.line)


def _put_in_order(building: Building, cues: list[Cue]) -> None:
    """Sort cues by their times; one without any stays behind the one above it."""
    latest = 0
    is_disordered = False
    keys: list[int] = []
    for cue in cues:
        start_ms = cue.start_ms
        if start_ms is None or start_ms < 0:
            start_ms = latest
        elif start_ms < latest:
            is_disordered = True
            building.problem("a cue out of order, put in its place", line=cue.line)
        latest = start_ms
        keys.append(start_ms)
    if is_disordered:
        order = sorted(range(len(cues)), key=keys.__getitem__)
        cues[:] = [cues[at] for at in order]


class _CaptionReader:
    def __init__(self, building: Building, cues: Sequence[Cue]) -> None:
        self.building = building
        self.cues = cues
        self.voice: str | None = None
        self.has_tags = False
        self.without_voice = 0
        self.voices = CaptionVoices(
            shown(row) for cue in cues for row in cue.rows if may_name_a_voice(row)
        )

    def read(self) -> None:
        for cue in self.cues:
            self._read_cue(cue)
            for note in cue.notes:
                self.building.note("editor_note", note)
        if self.has_tags and self.without_voice:
            self.building.problem(
                f"{self.without_voice} cues name no voice; they go on with the voice"
                " before them"
            )

    def _read_cue(self, cue: Cue) -> None:
        text = "\n".join(cue.rows)
        if NEEDS_READING.search(text) is None:
            self.without_voice += self.has_tags
            self._read_piece(text, Span(cue.start_ms, cue.end_ms, cue.line))
            return
        pieces = _with_whole_words(pieces_of(text))
        if any(piece.voice is not None for piece in pieces):
            self.has_tags = True
        elif self.has_tags and pieces:
            self.without_voice += 1
        for piece, span in zip(pieces, _spans(cue, pieces), strict=True):
            if piece.voice is not None:
                self.voice = self.building.speaker(piece.voice)
            self._read_piece(piece.text, span)

    def _read_piece(self, text: str, span: Span) -> None:
        if "\n" not in text and not may_name_a_voice(text):
            self._say(text, span)
            return
        parts = self._parted_at_voices(text, span.line or 0)
        times = parts_of_time([said for _, said in parts], span.start_ms, span.end_ms)
        for (voice, said), (start_ms, end_ms) in zip(parts, times, strict=True):
            self.voice = voice
            is_shared = span.is_shared or len(parts) > 1
            self._say(said, Span(start_ms, end_ms, span.line, "", is_shared))

    def _parted_at_voices(self, text: str, line: int) -> list[tuple[str | None, str]]:
        """Part lines where their text names another voice."""
        parts: list[tuple[str | None, list[str]]] = []
        for row in text.split("\n"):
            opening = opening_of(row) if may_name_a_voice(row) else NO_OPENING
            if opening.label is not None and self.voices.believes(opening):
                speaker = self.voices.speaker(self.building, opening.label, line)
                parts.append((speaker, [opening.rest]))
            elif opening.changes:
                parts.append((None, [self._kept(opening, row)]))
            elif parts:
                parts[-1][1].append(row)
            else:
                parts.append((self.voice, [row]))
        return [(voice, " ".join(rows)) for voice, rows in parts]

    def _kept(self, opening: Opening, row: str) -> str:
        """Return what somebody new says, with what only looked like a label."""
        return opening.rest if opening.label is None else without_chevrons(row)

    def _say(self, text: str, span: Span) -> None:
        say_with_sounds(self.building, text, self.voice, span)


def _with_whole_words(pieces: Sequence[Piece]) -> list[Piece]:
    """Join what a time inside a word has parted: each word is said once."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (
            before is None
            or piece.voice != before.voice
            or before.text[-1:].isspace()
            or piece.text[:1].isspace()
        ):
            joined.append(piece)
            continue
        head, *tail = piece.text.split(maxsplit=1)
        before.text += head if tail else f"{head}{piece.text[len(head) :]}"
        if tail:
            joined.append(Piece(f" {tail[0]}", piece.voice, piece.start_ms))
    return joined


def _spans(cue: Cue, pieces: Sequence[Piece]) -> list[Span]:
    """Return when each piece is said: from its own time to that of the next."""
    if len(pieces) == 1 and pieces[0].start_ms is None:
        return [Span(cue.start_ms, cue.end_ms, cue.line)]
    if all(piece.start_ms is None for piece in pieces):
        texts = [piece.text for piece in pieces]
        return [
            Span(start_ms, end_ms, cue.line, "", is_shared=True)
            for start_ms, end_ms in parts_of_time(texts, cue.start_ms, cue.end_ms)
        ]
    spans: list[Span] = []
    start_ms = cue.start_ms
    ends = [*(piece.start_ms for piece in pieces[1:]), cue.end_ms]
    for piece, end_ms in zip(pieces, ends, strict=True):
        start_ms = start_ms if piece.start_ms is None else piece.start_ms
        end_ms = cue.end_ms if end_ms is None else end_ms
        spans.append(Span(start_ms, end_ms, cue.line))
    return spans
