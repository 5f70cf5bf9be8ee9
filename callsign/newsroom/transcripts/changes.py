"""Changes to a document: pure, so that a test needs no database and a version no luck."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from callsign.engines.transcript.corrections import moved, notes_kept
from callsign.engines.transcript.identity import keep_ids, sounded
from callsign.engines.transcript.model import (
    Event,
    Evidence,
    EvidenceKind,
    Speaker,
    Tier,
    Turn,
    Word,
)
from callsign.engines.transcript.speakers import (
    UnknownTurn,
    merge_speakers,
    reassign_turn,
    require_speaker,
)
from callsign.engines.transcript.words import untimed_words
from callsign.newsroom.transcripts.document import Document


def merged(document: Document, keys: Iterable[str], *, into: str) -> Document:
    """
    Return the document with the turns of several voices given to one of them.

    Raises: UnknownSpeaker
    """
    for gone in keys:
        if gone == into:
            continue
        other = require_speaker(document, gone)
        said = Evidence(EvidenceKind.GIVEN, f"the same voice as {name_of(other)}")
        document = merge_speakers(document, into=into, gone=gone)
        document = with_evidence(document, into, said)
    return replace(document, turns=tuple(joined(document.turns)))


def reassigned(document: Document, first_word: str, *, to: str) -> Document:
    """
    Return the document with one turn, known by its first word, given to another voice.

    Raises: UnknownSpeaker; UnknownTurn
    """
    document = reassign_turn(document, find_turn(document, first_word), to=to)
    heard = {turn.speaker for turn in document.turns}
    return replace(
        document,
        speakers=tuple(one for one in document.speakers if one.id in heard),
        turns=tuple(joined(document.turns)),
    )


def retold(
    document: Document, first_word: str, text: str, *, ever_used: Iterable[str] = ()
) -> Document:
    """
    Return the document with another text for one turn; without a text the turn goes.

    Raises: UnknownTurn
    """
    position = find_turn(document, first_word)
    turns = list(document.turns)
    # Ids of their own, which no reader gives, until they are told which words stayed.
    words = (replace(word, id=f"new-{word.id}") for word in untimed_words(text.split()))
    turns[position] = timed_turn(replace(turns[position], text=text), tuple(words))
    if not text.split():
        del turns[position]
    changed = replace(document, turns=tuple(joined(turns)), events=(), notes=())
    told = keep_ids(document, changed, ever_used=ever_used)
    hangs_on = still_there(document, told)
    gone = {word.id for word in document.words} - {word.id for word in told.words}
    return with_times_of(
        replace(
            told,
            events=tuple(
                replace(one, after_word=hangs_on.get(one.after_word))
                for one in document.events
            ),
            notes=tuple(moved(document.notes, document.words, gone)),
        ),
        document,
    )


def still_there(before: Document, after: Document) -> dict[str | None, str | None]:
    """Return for each word the latest one up to it that another version still has."""
    kept = {word.id for word in after.words}
    latest: str | None = None
    found: dict[str | None, str | None] = {}
    for word in before.words:
        latest = word.id if word.id in kept else latest
        found[word.id] = latest
    return found


def says_the_same(one: Document, other: Document) -> bool:
    """Return whether the same voices say the same words, whenever they say them."""
    return spoken_by(one) == spoken_by(other)


def spoken_by(document: Document) -> list[tuple[str | None, str]]:
    names = {one.id: name_of(one) for one in document.speakers}
    return [(names.get(turn.speaker or ""), turn.text) for turn in document.turns]


def places_of_gone(
    before: Document, after: Document, gone: Mapping[str, str]
) -> dict[str, str]:
    """
    Return for each word that was ever taken out the word of ``after`` nearest its place.

    ``gone`` is what is known of words that were gone before; what came back is no
    longer gone, and of a text without any old word nothing is known.
    """
    kept = {word.id for word in after.words}
    latest = still_there(before, after)
    first = next((word.id for word in before.words if word.id in kept), None)
    places = {word.id: latest[word.id] or first for word in before.words}
    places |= {one: places.get(place) for one, place in gone.items()}
    return {one: place for one, place in places.items() if place and one not in kept}


def with_times_of(document: Document, aligned: Document) -> Document:
    """
    Return the document with another version's times on the words both have.

    A word is the same when its id is and it sounds the same; times typed by hand stay.
    """
    timed = {word.id: word for word in aligned.words}
    turns = tuple(
        timed_turn(
            turn, tuple(timed_word(word, timed.get(word.id)) for word in turn.words)
        )
        for turn in document.turns
    )
    spans = {(one.after_word, one.kind, one.text): one for one in aligned.events}
    events = tuple(
        timed_event(one, spans.get((one.after_word, one.kind, one.text)))
        for one in document.events
    )
    return replace(document, turns=turns, events=events)


def without_times(document: Document) -> Document:
    """Return the document as if nobody had listened: the recording is another one."""
    turns = (
        timed_turn(turn, tuple(Word(word.id, word.text) for word in turn.words))
        for turn in document.turns
    )
    events = (replace(one, start_ms=None, end_ms=None) for one in document.events)
    return replace(document, turns=tuple(turns), events=tuple(events))


def with_decisions_of(document: Document, before: Document) -> Document:
    """
    Return a newly read script with what the desk had said of its voices.

    The new text knows only its labels. A voice that was renamed or merged by hand is
    that voice wherever its labels stand; where the text has another label, the text
    decides. A role is printed only with a voice's first label, so one that the new text
    does not say stays.
    """
    for voice in before.speakers:
        decisions = [one for one in voice.evidence if one.kind is EvidenceKind.GIVEN]
        same = [one for one in document.speakers if is_same_voice(one, voice)]
        if same and not decisions and same[0].role is None:
            document = with_speaker(document, replace(same[0], role=voice.role))
        if not decisions or not same:
            continue
        for other in same[1:]:
            document = merge_speakers(document, into=same[0].id, gone=other.id)
        document = with_evidence(document, same[0].id, *decisions)
        kept = require_speaker(document, same[0].id)
        document = with_speaker(
            document, replace(kept, name=voice.name, role=voice.role)
        )
    return replace(document, turns=tuple(joined(document.turns)))


def with_statements_of(document: Document, before: Document) -> Document:
    """
    Return a document with what readers were told of an earlier one.

    A script that quotes a statement does not say it a second time.
    """
    have = {replace(one, after_word=None, first_word=None) for one in document.notes}
    told = [
        one
        for one in notes_kept(before, document)
        if replace(one, after_word=None, first_word=None) not in have
    ]
    own = [
        one
        for one in document.notes
        if one.made_on or not any(said.text in one.text for said in told)
    ]
    return replace(document, notes=(*own, *told))


def is_same_voice(voice: Speaker, before: Speaker) -> bool:
    """Whether a voice of a new reading is one that was there before."""
    if voice.labels and set(voice.labels) <= set(before.labels):
        return True
    same_name = (voice.name or "").casefold() == (before.name or "").casefold()
    return voice.id == before.id and (same_name or not voice.labels)


def find_turn(document: Document, first_word: str) -> int:
    """Return the position of the turn that begins with a word."""
    for position, turn in enumerate(document.turns):
        if turn.words and turn.words[0].id == first_word:
            return position
    raise UnknownTurn(f"no turn begins with the word {first_word}")


def with_speaker(document: Document, changed: Speaker) -> Document:
    return replace(
        document,
        speakers=tuple(
            changed if one.id == changed.id else one for one in document.speakers
        ),
    )


def with_evidence(document: Document, key: str, *said: Evidence) -> Document:
    speaker = require_speaker(document, key)
    evidence = tuple(dict.fromkeys((*speaker.evidence, *said)))
    return with_speaker(document, replace(speaker, evidence=evidence))


def joined(turns: Iterable[Turn]) -> Iterator[Turn]:
    """Yield the turns; what one voice goes on saying is one turn."""
    latest: Turn | None = None
    for turn in turns:
        if latest is not None and latest.speaker == turn.speaker is not None:
            latest = timed_turn(
                replace(latest, text=f"{latest.text}\n\n{turn.text}"),
                (*latest.words, *turn.words),
            )
            continue
        if latest is not None:
            yield latest
        latest = turn
    if latest is not None:
        yield latest


def timed_turn(turn: Turn, words: tuple[Word, ...]) -> Turn:
    """Return a turn of these words, with the times they give it."""
    starts = [word.start_ms for word in words if word.start_ms is not None]
    ends = [word.end_ms for word in words if word.end_ms is not None]
    return replace(
        turn,
        words=words,
        start_ms=min(starts, default=None),
        end_ms=max(ends, default=None),
    )


def timed_word(word: Word, aligned: Word | None) -> Word:
    """Return a word with the times of another version's, if it still sounds the same."""
    if aligned is None or word.tier is Tier.TYPED:
        return word
    if aligned.text != word.text and sounded(aligned.text) != sounded(word.text):
        return word
    return replace(aligned, text=word.text)


def timed_event(event: Event, aligned: Event | None) -> Event:
    if aligned is None or aligned.start_ms is None:
        return event
    return replace(event, start_ms=aligned.start_ms, end_ms=aligned.end_ms)


def name_of(speaker: Speaker) -> str:
    return speaker.name or ", ".join(speaker.labels) or speaker.id
