"""A quote as its templates print it: its words as they stand now, and how they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from callsign.engines.transcript.corrections import RETRACTION, gaps
from callsign.engines.transcript.model import Note, Transcript
from callsign.engines.transcript.quotes import (
    Found,
    QuoteKey,
    Standing,
    found_again,
    is_broken,
    notes_on,
    passage,
)
from callsign.newsroom.audio.clip_rights import why_no_clip, why_withdrawn
from callsign.newsroom.audio.clips import LONGEST_MS
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.transcripts.models import Transcript as Held
from callsign.newsroom.transcripts.models.speaker import people_of
from callsign.newsroom.transcripts.rendering import Voice, clock, voices
from callsign.outlets.frontpage.moments import MONTHS
from callsign.outlets.frontpage.quote_sources import Source, said_in

TITLE_LETTERS = 90
# Stands in a quote where words were retracted.
GAP = "[…]"
BROKEN = "Words between these were retracted, so they cannot be passed on as sound or picture."


@dataclass(frozen=True, slots=True)
class Token:
    """A word, and when it begins in the clip."""

    text: str
    at_ms: int | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one voice says of a quote."""

    voice: Voice
    words: tuple[Token, ...]

    @property
    def text(self) -> str:
        """What is said, as plain text."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Remark:
    """What the newsroom says about the words, and since when."""

    text: str
    day: str
    iso_day: str


@dataclass(frozen=True, slots=True)
class Sound:
    """The clip of a quote: ``[start_ms, end_ms)`` of a recording."""

    audio: Audio
    start_ms: int
    end_ms: int

    @property
    def address(self) -> str:
        """Where it is played and kept from."""
        return self.audio.clip_url(self.start_ms, self.end_ms)

    @property
    def clock(self) -> str:
        """How long it is, as a player shows it; a part of a second counts as one."""
        return clock(self.end_ms - self.start_ms + 999)

    @property
    def length_ms(self) -> int:
        """How long it is."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class QuoteShown:
    """A quote as its templates print it."""

    key: str
    source: Source
    standing: Standing
    spoken: tuple[Spoken, ...]
    words: Transcript  # of the quote alone, with their times
    remarks: tuple[Remark, ...]
    moment: str
    sound: Sound | None
    why_no_sound: str
    is_machines: bool
    # Words were retracted between these: no clip, picture or film puts them together.
    is_broken: bool = False

    @property
    def address(self) -> str:
        """The path of its page."""
        return f"{self.source.address}quote/{self.key}/"

    @property
    def text(self) -> str:
        """What was said, as plain text."""
        return " ".join(one.text for one in self.spoken)

    @property
    def names(self) -> str:
        """Who said it."""
        return ", ".join(
            dict.fromkeys(one.voice.name for one in self.spoken if one.voice.name)
        )

    @property
    def title(self) -> str:
        """The quote in a line, for titles."""
        text = self.text
        if len(text) > TITLE_LETTERS:
            text = f"{text[:TITLE_LETTERS].rsplit(' ', 1)[0]} …"
        return f"{self.names}: “{text}”" if self.names else f"“{text}”"

    @property
    def is_standing(self) -> bool:
        """Whether the newsroom still says that this was said."""
        return self.standing is not Standing.RETRACTED and not self.source.retraction

    @property
    def is_corrected(self) -> bool:
        """Whether it says something else than when it was passed on."""
        return self.standing is Standing.CORRECTED


def shown_quote(source: Source, key: QuoteKey) -> QuoteShown | None:
    """Return a quote as it stands now; None where there never was one, or nothing is left."""
    held = source.transcript
    transcript = said_in(held.head_id) if held else None
    if held is None or transcript is None:
        return None
    found = found_in(held, transcript, key)
    if found is None:
        return None
    words = passage(transcript, found.first, found.stop)
    broken = is_broken(transcript, found.first, found.stop)
    sound, why_not = (None, BROKEN) if broken else sound_of(words, source.audio)
    is_standing = found.standing is not Standing.RETRACTED and not source.retraction
    start_ms = sound.start_ms if sound else 0
    return QuoteShown(
        key=str(key),
        source=source,
        standing=found.standing,
        spoken=tuple(spoken(words, transcript, held, start_ms)) if is_standing else (),
        words=words,
        remarks=tuple(remarks(transcript, found)),
        moment=source.address + moment_of(words),
        sound=sound if is_standing else None,
        why_no_sound=why_not if is_standing else "",
        is_machines=held.origin != held.Origin.HUMAN
        and held.status not in (held.Status.CHECKED, held.Status.CORRECTED),
        is_broken=broken,
    )


def found_in(held: Held, transcript: Transcript, key: QuoteKey) -> Found | None:
    """Find a quote; the version it was taken from is read only where that is needed."""
    found = found_again(key, transcript, taken_from=None)
    if found and found.standing is Standing.SAME:
        return found
    if key.version == held.head_id:
        return None
    standing = held.retractions.standing()
    return found_again(
        key,
        transcript,
        taken_from=said_in(key.version),
        taken_back=[one.as_taken_back(audio_id=None) for one in standing],
    )


def spoken(
    words: Transcript, transcript: Transcript, held: Held, start_ms: int
) -> Iterable[Spoken]:
    """Yield who says what, with a mark where words were taken out between others."""
    known = voices(transcript, people_of(held))
    nobody = Voice("", "")
    behind = gaps(transcript) - {word.id for word in words.words[-1:]}
    for turn in words.turns:
        tokens = []
        for word in turn.words:
            at_ms = None if word.start_ms is None else word.start_ms - start_ms
            tokens.append(Token(word.text, at_ms))
            if word.id in behind:
                tokens.append(Token(GAP, None))
        yield Spoken(known.get(turn.speaker or "", nobody), tuple(tokens))


def remarks(transcript: Transcript, found: Found) -> Iterable[Remark]:
    """Yield what the newsroom says about the words, or about their being gone."""
    notes = notes_on(transcript, found.first, found.stop)
    if found.standing is Standing.RETRACTED:
        behind = transcript.words[found.first - 1].id if found.first else None
        notes = tuple(
            note
            for note in transcript.notes
            if note.kind == RETRACTION and note.after_word == behind
        )
    for note in notes:
        yield remark(note)


def remark(note: Note) -> Remark:
    """
    >>> remark(Note("correction", "(It was 14 feet.)", made_on="2026-11-20"))
    Remark(text='It was 14 feet.', day='Nov. 20, 2026', iso_day='2026-11-20')
    """
    text = note.text.strip("[]() ")
    try:
        on = date.fromisoformat((note.made_on or "")[:10])
    except ValueError:
        return Remark(text, "", "")
    day = f"{MONTHS[on.month - 1]} {on.day}, {on.year}"
    return Remark(text, day, on.isoformat())


def sound_of(words: Transcript, audio: Audio | None) -> tuple[Sound | None, str]:
    """Return the clip of a quote, or nothing and why."""
    starts = [word.start_ms for word in words.words if word.start_ms is not None]
    ends = [word.end_ms for word in words.words if word.end_ms is not None]
    if audio is None or not starts:
        return None, ""
    if reason := why_no_clip(audio):
        return None, reason
    start_ms, end_ms = min(starts), max(ends)
    if reason := why_withdrawn(audio, start_ms, end_ms):
        return None, reason
    if not start_ms < end_ms <= start_ms + LONGEST_MS:
        return None, "The times of these words are not known well enough for a clip."
    return Sound(audio, start_ms, end_ms), ""


def moment_of(words: Transcript) -> str:
    """Return the part of an address that leads to these words on the page."""
    timed = [word for word in words.words if word.start_ms is not None]
    if not timed:
        return "#transcript"
    first, last = (one.id.removeprefix("w") for one in (timed[0], timed[-1]))
    ids = first if first == last else f"{first}-{last}"
    return f"#w={ids}&t={timed[0].start_ms}"
