"""
Patches: what an editor made of some turns, as values that travel.

A patch replaces a run of turns of one version, known by their positions in it, with what
stands there now: it can retell, split, join, reassign, add and remove. As JSON::

    {"at": 12, "count": 1, "turns": [
      {"speaker": "s1", "pieces": [
        {"text": "Good morning."},
        {"kind": "laughter", "mark": "(LAUGHTER)"},
        {"text": "I'm Ada Okafor."}]}]}

Paragraphs of a piece are parted by a blank line.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

# What can be heard that is not speech, as a person marks it.
MARKS = (
    "soundbite",
    "music",
    "laughter",
    "applause",
    "inaudible",
    "direction",
    "break",
    "sound",
    "interpreter",
)
# An hour has 10,000 words; a patch with more than this is no edit.
MOST_TURNS = 5_000
LONGEST_TEXT = 2_000_000  # characters
LONGEST_ID = 100  # characters
# What no page can show and no database can keep: controls, halves of characters.
NO_LETTER = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff]")


def known_kind(kind: str) -> str:
    """
    Return the kind of a sound as a person marks it; of others' kinds nothing is known.

    >>> known_kind("music"), known_kind("jingle")
    ('music', 'sound')
    """
    return kind if kind in MARKS else "sound"


class NotAPatch(ValueError):
    """The values are no patch; the message names what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of speech inside a turn."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A sound inside a turn: its kind, and the words it is printed with."""

    kind: str
    text: str


Piece = Said | Mark


@dataclass(frozen=True, slots=True)
class PatchedTurn:
    """A turn as it stands after an edit."""

    speaker: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Patch:
    """A run of ``count`` turns from position ``at`` on, and what stands there now."""

    at: int
    count: int
    turns: tuple[PatchedTurn, ...]

    @property
    def stop(self) -> int:
        """The position of the first turn that stays."""
        return self.at + self.count


def read_patches(values: object) -> tuple[Patch, ...]:
    """
    Return the patches that plain values describe, in order and apart from each other.

    Raises:  NotAPatch

    >>> read_patches([{"at": 3, "count": 1, "turns": []}])
    (Patch(at=3, count=1, turns=()),)
    """
    if not isinstance(values, list):
        raise NotAPatch("patches must be a list")
    if len(values) > MOST_TURNS:
        raise NotAPatch(f"more than {MOST_TURNS:,} turns were changed at once")
    patches = sorted(map(_patch, values), key=lambda one: (one.at, one.stop))
    for one, following in pairwise(patches):
        # Turns may be put in front of turns that change; two such have no order.
        if one.stop > following.at or (one.at, one.stop) == (
            following.at,
            following.stop,
        ):
            raise NotAPatch(f"two patches change turn {following.at}")
    if sum(len(one.turns) for one in patches) > MOST_TURNS:
        raise NotAPatch(f"more than {MOST_TURNS:,} turns were changed at once")
    return tuple(patches)


def as_values(patches: Iterable[Patch]) -> list[dict[str, object]]:
    """
    Return patches as the plain values that ``read_patches`` reads.

    >>> as_values([Patch(3, 1, (PatchedTurn("s1", (Said("Good morning."),)),))])
    [{'at': 3, 'count': 1, 'turns': [{'speaker': 's1', 'pieces': [{'text': 'Good morning.'}]}]}]
    """
    return [
        {
            "at": patch.at,
            "count": patch.count,
            "turns": [
                {
                    "speaker": turn.speaker,
                    "pieces": list(map(_piece_values, turn.pieces)),
                }
                for turn in patch.turns
            ],
        }
        for patch in patches
    ]


def _piece_values(piece: Piece) -> dict[str, str]:
    if isinstance(piece, Mark):
        return {"kind": piece.kind, "mark": piece.text}
    return {"text": piece.text}


def _patch(values: object) -> Patch:
    patch = _object(values, "a patch")
    turns = patch.get("turns")
    if not isinstance(turns, list):
        raise NotAPatch("the turns of a patch must be a list")
    return Patch(
        _position(patch, "at"), _position(patch, "count"), tuple(map(_turn, turns))
    )


def _turn(values: object) -> PatchedTurn:
    turn = _object(values, "a turn")
    speaker = turn.get("speaker")
    if speaker is not None:
        if not isinstance(speaker, str) or len(speaker) > LONGEST_ID:
            raise NotAPatch("the speaker of a turn must be an id, or null")
        speaker = NO_LETTER.sub("", speaker)
    pieces = turn.get("pieces")
    if not isinstance(pieces, list):
        raise NotAPatch("the pieces of a turn must be a list")
    return PatchedTurn(speaker, tuple(map(_piece, pieces)))


def _piece(values: object) -> Piece:
    piece = _object(values, "a piece")
    if "mark" not in piece:
        return Said(_text(piece, "text"))
    kind = _text(piece, "kind")
    if kind not in MARKS:
        raise NotAPatch(f"no sound is called {kind!r}")
    return Mark(kind, _text(piece, "mark"))


def _object(values: object, what: str) -> Mapping[str, object]:
    if not isinstance(values, dict):
        raise NotAPatch(f"{what} must be an object")
    return values


def _position(values: Mapping[str, object], key: str) -> int:
    value = values.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise NotAPatch(f"{key!r} of a patch must be a whole number")
    return value


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise NotAPatch(f"{key!r} of a piece must be a text")
    return NO_LETTER.sub("", value)
