"""What a reader sees of a transcript: its HTML, drawn when its head moves."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import islice
from types import MappingProxyType
from typing import Protocol

from callsign.engines.transcript.model import (
    Event,
    Note,
    Role,
    Speaker,
    Transcript,
    Turn,
    Word,
)
from callsign.newsroom.transcripts.notes_drawn import DrawnNotes

# As many hues as a page can keep apart; a round table begins again with the first.
GUEST_HUES = 4

PARAGRAPHS = re.compile(r"\n\s*\n")
BRACKETS = re.compile(r"^[\[(\s]+|[\])\s]+$")
NUMBERED = re.compile(r"w[0-9]{1,9}")
ELEMENT_ID = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)


class Addressed(Protocol):
    """Somebody with a page of their own."""

    def get_absolute_url(self) -> str: ...


NOBODY: Mapping[str, Addressed] = MappingProxyType({})
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Voice:
    """
    How a reader meets a speaker: the name in the margin, and the person's page.

    ``hue`` is "host", or "1" to "4" for everybody else in the order they first speak.
    """

    name: str
    hue: str
    address: str = ""


def transcript_html(
    transcript: Transcript,
    people: Mapping[str, Addressed] = NOBODY,
    gone: Mapping[str, str] = NOTHING,
) -> str:
    """
    Return the transcript as HTML in which nothing of the script can run.

    A timed word is ``<span id="w31" data-start="12340">word</span>``; the last one
    before a change of voice also carries ``data-end``. An untimed word is plain text.
    Words that a correction is about stand in ``<span class="corrected">``, and the
    correction beneath their turn. ``people`` are those the newsroom knows, by the id of their voice. ``gone`` are words
    that edits took out, each with one that is there: it carries their numbers, as in
    ``data-once="32-35 40"``, so that links to them lead to it.
    """
    once = _once(transcript, gone)
    drawing = _Drawing(transcript, voices(transcript, people), once)
    return "".join(drawing.parts())


def voices(
    transcript: Transcript, people: Mapping[str, Addressed] = NOBODY
) -> dict[str, Voice]:
    """
    Return everybody who speaks, by speaker id, in the order they are first heard.

    >>> ada = Speaker("s1", "Ada Okafor", Role.HOST)
    >>> luis = Speaker("s2", "Luis Prieto", Role.GUEST)
    >>> talk = Transcript((ada, luis), (Turn("s2", "", ()), Turn("s1", "", ())))
    >>> [(voice.name, voice.hue) for voice in voices(talk).values()]
    [('Luis Prieto', '1'), ('Ada Okafor', 'host')]
    """
    known = {speaker.id: speaker for speaker in transcript.speakers}
    heard = dict.fromkeys(turn.speaker for turn in transcript.turns)
    found: dict[str, Voice] = {}
    guests = 0
    for speaker in (known[key] for key in heard if key in known):
        is_host = speaker.role is Role.HOST
        hue = "host" if is_host else str(guests % GUEST_HUES + 1)
        guests += not is_host
        person = people.get(speaker.id)
        address = person.get_absolute_url() if person else ""
        found[speaker.id] = Voice(_name(speaker), hue, address)
    return found


def _name(speaker: Speaker) -> str:
    if speaker.name:
        return speaker.name
    return speaker.labels[0].capitalize() if speaker.labels else "Speaker"


class _Drawing:
    """The pieces of one transcript, in order."""

    def __init__(
        self,
        transcript: Transcript,
        voices: Mapping[str, Voice],
        once: Mapping[str, str],
    ) -> None:
        self.transcript = transcript
        self.voices = voices
        self.linked: set[str] = set()
        self.once = once
        self.events = _by_word(transcript.events)
        self.notes = _by_word(transcript.notes)
        self.drawn_notes = DrawnNotes(transcript)
        # Words that something hangs on; all others are drawn the quick way.
        self.laden = {*self.events, *self.once, *self.drawn_notes.about}

    def parts(self) -> Iterator[str]:
        yield from map(self._note, self.notes.pop(None, []))
        yield from map(_event_line, self.events.pop(None, []))
        speaker_before: str | None = None
        for turn in self.transcript.turns:
            yield from self._turn(turn, goes_on=turn.speaker == speaker_before)
            speaker_before = turn.speaker
        yield from self._leftovers()
        yield from self._boilerplate()

    def _turn(self, turn: Turn, *, goes_on: bool) -> Iterator[str]:
        voice = self.voices.get(turn.speaker or "")
        hue = f' data-voice="{voice.hue}"' if voice else ""
        yield f'<div class="turn"{hue}>'
        yield from self._margin(turn, voice, goes_on=goes_on)
        yield '<div class="turn__text">'
        yield from self._paragraphs(turn)
        yield "</div></div>"
        for word in turn.words[-1:]:
            yield from map(_event_line, self.events.pop(word.id, []))
        for word in turn.words:
            yield from map(self._note, self.notes.pop(word.id, []))

    def _margin(
        self, turn: Turn, voice: Voice | None, *, goes_on: bool
    ) -> Iterator[str]:
        first = next((word for word in turn.words if word.start_ms is not None), None)
        if not first and (not voice or goes_on):
            return
        yield '<p class="turn__speaker">'
        if voice and not goes_on:
            yield f'<span class="turn__name">{self._name(turn, voice)}</span> '
        if first and first.start_ms is not None:
            yield f'<a class="turn__time" href="#{_id(first)}">{clock(first.start_ms)}</a>'
        yield "</p>"

    def _name(self, turn: Turn, voice: Voice) -> str:
        if not voice.address or not turn.speaker or turn.speaker in self.linked:
            return escape(voice.name)
        # Once is a courtesy; a link on every turn would be forty stops of the Tab key.
        self.linked.add(turn.speaker)
        return f'<a href="{escape(voice.address)}">{escape(voice.name)}</a>'

    def _paragraphs(self, turn: Turn) -> Iterator[str]:
        words = iter(turn.words)
        closing = next((w for w in reversed(turn.words) if w.end_ms is not None), None)
        for paragraph in PARAGRAPHS.split(turn.text):
            row = list(islice(words, len(paragraph.split())))
            if not row:
                continue
            if self.laden.isdisjoint(word.id for word in row):
                drawn = (_word(word, end=word is closing, once="") for word in row)
                yield f"<p>{' '.join(drawn)}</p>"
            else:
                yield from self._laden_paragraph(row, turn, closing)

    def _laden_paragraph(
        self, row: Iterable[Word], turn: Turn, closing: Word | None
    ) -> Iterator[str]:
        yield "<p>"
        inside = ""
        for position, word in enumerate(row):
            gap = " " if position else ""
            yield from self.drawn_notes.marked(word.id, inside, gap)
            inside = self.drawn_notes.about.get(word.id, "")
            once = self.once.get(word.id, "")
            yield _word(word, end=word is closing, once=once)
            if word is not turn.words[-1]:
                yield from self._within(word)
        yield "</span></p>" if inside else "</p>"

    def _within(self, word: Word) -> Iterator[str]:
        for event in self.events.pop(word.id, []):
            yield f' <span class="event">{_plain(event.text)}</span>'

    def _note(self, note: Note) -> str:
        return self.drawn_notes.html(note, _plain(note.text))

    def _leftovers(self) -> Iterator[str]:
        """What hangs on a word that is gone is still shown, at the end."""
        yield from (_event_line(one) for many in self.events.values() for one in many)
        yield from (self._note(one) for many in self.notes.values() for one in many)

    def _boilerplate(self) -> Iterator[str]:
        if not self.transcript.boilerplate:
            return
        yield '<details class="boilerplate"><summary>Printed with this script</summary>'
        for line in self.transcript.boilerplate:
            yield f"<p>{escape(line.text)}</p>"
        yield "</details>"


def _by_word(things: Iterable) -> dict[str | None, list]:
    found: dict[str | None, list] = {}
    for thing in things:
        found.setdefault(thing.after_word, []).append(thing)
    return found


def _word(word: Word, *, end: bool, once: str) -> str:
    text = escape(word.text, quote=False)
    if word.start_ms is None:
        return text
    until = f' data-end="{word.end_ms}"' if end else ""
    until += f' data-once="{once}"' if once else ""
    return f'<span id="{_id(word)}" data-start="{word.start_ms}"{until}>{text}</span>'


def _once(transcript: Transcript, gone: Mapping[str, str]) -> dict[str, str]:
    """Return the numbers of words that are gone, by the timed word nearest their place."""
    numbers: dict[str, list[int]] = {}
    for one, place in gone.items():
        if NUMBERED.fullmatch(one):
            numbers.setdefault(place, []).append(int(one[1:]))
    held: dict[str, list[int]] = {}
    timed: str | None = None
    waiting: list[int] = []
    for word in transcript.words if numbers else ():
        waiting += numbers.get(word.id, [])
        timed = word.id if word.start_ms is not None else timed
        if timed and waiting:
            held.setdefault(timed, []).extend(waiting)
            waiting = []
    return {key: ranges(many) for key, many in held.items()}


def ranges(numbers: Iterable[int]) -> str:
    """
    Return numbers in as few characters as a page should spend on them.

    >>> ranges([33, 31, 40, 32])
    '31-33 40'
    """
    rows: list[list[int]] = []
    for number in sorted(set(numbers)):
        if rows and rows[-1][-1] == number - 1:
            rows[-1] = [rows[-1][0], number]
        else:
            rows.append([number])
    return " ".join("-".join(map(str, row)) for row in rows)


def _id(word: Word) -> str:
    """Return the id of the word's element; only a hostile document needs the second."""
    if ELEMENT_ID.fullmatch(word.id):
        return word.id
    return "w" + "".join(f"{ord(letter):x}" for letter in word.id)


def _event_line(event: Event) -> str:
    return f'<p class="event event--line">{_plain(event.text)}</p>'


def _plain(text: str) -> str:
    return escape(BRACKETS.sub("", text), quote=False)


def clock(ms: int) -> str:
    """
    Return a moment of a recording as listeners read it.

    >>> clock(62_500), clock(3_661_000)
    ('1:02', '1:01:01')
    """
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
