"""Editor values: a transcript as the desk's editor gets it, plain and as small as can be."""

from collections.abc import Iterable, Sequence

from callsign.engines.transcript.doubts import is_fitted
from callsign.engines.transcript.merging import changed_turns
from callsign.engines.transcript.model import Event, Note, Turn
from callsign.engines.transcript.patches import known_kind
from callsign.engines.transcript.piecewise import Sounds, pieces, sounds_of
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models.saving import Disagreement, Saved
from callsign.newsroom.transcripts.proofs import Proofs
from callsign.newsroom.transcripts.rendering import voices

# What the editor offers to mark, with the words each is printed with.
MARKS = (
    ("soundbite", "(SOUNDBITE)", "Soundbite"),
    ("music", "(MUSIC)", "Music"),
    ("laughter", "(LAUGHTER)", "Laughter"),
    ("applause", "(APPLAUSE)", "Applause"),
    ("inaudible", "(UNINTELLIGIBLE)", "Unintelligible"),
    ("interpreter", "(THROUGH INTERPRETER)", "Interpreter"),
    ("sound", "(SOUND)", "Sound"),
)

Values = dict[str, object]


def speakers_of(document: Document) -> list[Values]:
    """Return the voices, in the order they are first heard; the unheard last."""
    drawn = voices(document)
    known = {one.id: one for one in document.speakers}
    keys = [*drawn, *(key for key in known if key not in drawn)]
    return [
        {
            "id": key,
            "name": known[key].name or (drawn[key].name if key in drawn else key),
            "role": known[key].role,
            "hue": drawn[key].hue if key in drawn else "1",
        }
        for key in keys
    ]


def turns_of(
    document: Document, proofs: Proofs, first: int = 0, stop: int | None = None
) -> list[Values]:
    """Return turns, in order: each in pieces, speech with its words and sounds."""
    sounds = sounds_of(document)
    turns = document.turns[first:stop]
    return [turn_of(turn, sounds, proofs, at) for at, turn in enumerate(turns, first)]


def turn_of(turn: Turn, sounds: Sounds, proofs: Proofs, position: int) -> Values:
    names = proofs.suspicions([word.text for word in turn.words])
    return {
        "speaker": turn.speaker,
        "pieces": [
            {"kind": known_kind(one.kind), "mark": one.text}
            if isinstance(one, Event)
            else {
                "text": one.text,
                "words": [
                    (word.id, word.start_ms, word.end_ms, proofs.grade(word))
                    for word in one.words
                ],
            }
            for one in pieces(turn, sounds, is_first=position == 0)
        ],
        **({"names": names} if names else {}),
    }


def notes_of(notes: Iterable[Note]) -> list[Values]:
    """Return what the newsroom says about the words."""
    return [
        {
            "kind": one.kind,
            "text": one.text,
            "first_word": one.first_word,
            "after_word": one.after_word,
            "made_on": one.made_on,
        }
        for one in notes
    ]


def changes(base: Document, head: Document, proofs: Proofs) -> list[Values]:
    """
    Return what turns one version into another: runs of its turns, and what stands there.

    A turn that says the same and has other times, or other ids, is a run of its own; all
    are, where by now somebody has listened: then words without times are doubtful.
    """
    if base is head:
        return []
    sounds = sounds_of(head)
    is_told_anew = is_fitted(base) != proofs.is_fitted
    found: list[Values] = []
    at = head_at = 0
    for change in [*changed_turns(base, head), None]:
        stop = change.start if change else len(base.turns)
        found += (
            {
                "at": position,
                "count": 1,
                "turns": [turn_of(now, sounds, proofs, head_position)],
            }
            for position, head_position, now in zip(
                range(at, stop),
                range(head_at, head_at + stop - at),
                head.turns[head_at : head_at + stop - at],
                strict=True,
            )
            if is_told_anew or now != base.turns[position]
        )
        if change:
            found.append(
                {
                    "at": change.start,
                    "count": change.stop - change.start,
                    "turns": turns_of(
                        head, proofs, change.head_start, change.head_stop
                    ),
                }
            )
            at, head_at = change.stop, change.head_stop
    return found


def saved_values(saved: Saved, names: Sequence[str]) -> Values:
    """Return what the editor is told after it saved."""
    return {
        "revision": saved.head.pk,
        "changed": changes(saved.base, saved.document, Proofs(saved.document, names)),
        "speakers": speakers_of(saved.document),
        "notes": notes_of(saved.document.notes),
        "new_speakers": dict(saved.new_voices),
        "conflicts": [conflict_of(saved, one, names) for one in saved.disagreements],
    }


def conflict_of(
    saved: Saved, disagreement: Disagreement, names: Sequence[str]
) -> Values:
    place = disagreement.theirs
    before = saved.head_before
    return {
        "patch": disagreement.as_values(),
        "theirs": turns_of(before, Proofs(before, names), place.at, place.stop),
        "author": disagreement.author,
        "text": disagreement.sentence,
    }
