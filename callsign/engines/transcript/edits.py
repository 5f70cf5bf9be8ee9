"""
Edits: a sitting at the editor, patches and voices together, put into the latest version.

As JSON::

    {"patches": [{"at": 12, "count": 1, "turns": [...]}],
     "speakers": [{"id": "new-1", "name": "June Bell", "role": null},
                  {"id": "s2", "name": "Luis Prieto", "role": "guest"}]}

A speaker whose id the version does not know is a new voice; of one it knows, the name is
another, or the role.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from callsign.engines.transcript.merging import Conflict, changed_turns, merged
from callsign.engines.transcript.model import (
    Evidence,
    EvidenceKind,
    Role,
    Speaker,
    Transcript,
)
from callsign.engines.transcript.patches import (
    LONGEST_ID,
    NO_LETTER,
    NotAPatch,
    Patch,
    read_patches,
)
from callsign.engines.transcript.patching import patched, tokens_of
from callsign.engines.transcript.speakers import rename_speaker

LONGEST_NAME = 200
# Two hundred people at a town meeting are many; more are a mistake.
MOST_VOICES = 500


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice as an editor names it; without a role, the one it has stays."""

    id: str
    name: str
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """What an editor did to one version."""

    patches: tuple[Patch, ...] = ()
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Edited:
    """
    The version after an edit.

    ``new_voices`` says which ids new voices got. ``left`` is what could not go in, as an
    edit of this version; each of its patches is a conflict, in the same order.
    """

    transcript: Transcript
    new_voices: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    left: Edit


def read_edit(values: Mapping[str, object]) -> Edit:
    """
    Return the edit that plain values describe.

    Raises:  NotAPatch

    >>> read_edit({"patches": [], "speakers": [{"id": "s1", "name": " Ada  Okafor"}]})
    Edit(patches=(), voices=(Voice(id='s1', name='Ada Okafor', role=None),))
    """
    speakers = values.get("speakers", [])
    if not isinstance(speakers, list):
        raise NotAPatch("speakers must be a list")
    if len(speakers) > MOST_VOICES:
        raise NotAPatch(f"nobody hears more than {MOST_VOICES} voices")
    voices = tuple(map(_voice, speakers))
    if len({one.id for one in voices}) < len(voices):
        raise NotAPatch("a speaker is named twice")
    return Edit(read_patches(values.get("patches", [])), voices)


def voice_values(voices: Iterable[Voice]) -> list[dict[str, str | None]]:
    """
    Return voices as the plain values that ``read_edit`` reads.

    >>> voice_values([Voice("new-1", "June Bell", Role.CALLER)])
    [{'id': 'new-1', 'name': 'June Bell', 'role': 'caller'}]
    """
    return [
        {"id": one.id, "name": one.name, "role": one.role and str(one.role)}
        for one in voices
    ]


def edited(
    base: Transcript,
    head: Transcript,
    edit: Edit,
    *,
    after_word: int,
    after_voice: int,
) -> Edited:
    """
    Return the head with an edit that was made on ``base``.

    New words and voices are numbered on from the highest numbers any version had. A voice
    that two editors added by one name is one voice; a voice that nobody is heard with
    any more is gone.

    Raises:  NotAPatch: a patch reaches beyond the turns, or names an unknown speaker
    """
    _require_fitting(base, edit)
    added = [one for one in edit.voices if base.speaker(one.id) is None]
    same = _added_by_both(base, head, added)
    mine = _revoiced(edit.patches, same)
    named = _renamed(base, head, edit.voices)
    if head is not base and _is_done(base, mine, head):
        return Edited(named, same, (), Edit())
    both = merged(base, head, mine)
    used = _voices_in(both.patches)
    fresh = _numbered([one for one in added if one.id in used], after_voice)
    new_voices = {**same, **{one.id: key for one, key in fresh.items()}}
    patches = _revoiced(both.patches, new_voices)
    voiced = _with_voices(base, named, used, fresh)
    done = _heard(head, patched(voiced, patches, after_word=after_word))
    left = tuple(
        _moved(one, patches)
        for one in _revoiced(map(_on_head, both.conflicts), new_voices)
    )
    voices = _still_needed(base, done, edit.voices, left)
    return Edited(done, new_voices, both.conflicts, Edit(left, voices))


def _voice(values: object) -> Voice:
    if not isinstance(values, dict):
        raise NotAPatch("a speaker must be an object")
    key, name, role = (values.get(key) for key in ("id", "name", "role"))
    if not isinstance(key, str) or not 0 < len(key) <= LONGEST_ID:
        raise NotAPatch("the id of a speaker must be a text")
    if not isinstance(name, str) or not name.strip():
        raise NotAPatch("a speaker needs a name")
    if role is not None and role not in set(Role):
        raise NotAPatch("the role of a speaker must be one of " + ", ".join(Role))
    name = " ".join(NO_LETTER.sub("", name).split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise NotAPatch(f"a speaker's name has 1 to {LONGEST_NAME} characters")
    return Voice(NO_LETTER.sub("", key), name, None if role is None else Role(role))


def _require_fitting(base: Transcript, edit: Edit) -> None:
    there = {one.id for one in base.speakers} | {one.id for one in edit.voices}
    for key in _voices_in(edit.patches) - there:
        raise NotAPatch(f"nobody here is {key}")
    for patch in edit.patches:
        if patch.stop > len(base.turns):
            raise NotAPatch(f"there is no turn {patch.stop - 1}")


def _is_done(base: Transcript, patches: Sequence[Patch], head: Transcript) -> bool:
    """Whether the head is the base with these patches: they came before, and come again."""
    if _voices_in(patches) - {one.id for one in head.speakers}:
        return False
    again = replace(base, speakers=head.speakers)
    return not changed_turns(patched(again, patches, after_word=0), head)


def _voices_in(patches: Iterable[Patch]) -> set[str]:
    return {
        turn.speaker
        for patch in patches
        for turn in patch.turns
        if turn.speaker is not None
    }


def _renamed(base: Transcript, head: Transcript, voices: Iterable[Voice]) -> Transcript:
    """Return the head with the names that the editor changed, and no others."""
    for voice in voices:
        before, now = base.speaker(voice.id), head.speaker(voice.id)
        if before is None or now is None:
            continue
        is_changed = voice.name != before.name or voice.role not in (None, before.role)
        if is_changed and (voice.name, voice.role or now.role) != (now.name, now.role):
            head = rename_speaker(head, voice.id, name=voice.name, role=voice.role)
    return head


def _added_by_both(
    base: Transcript, head: Transcript, added: Iterable[Voice]
) -> dict[str, str]:
    """Return which voices of the head are those that this editor added too."""
    before = {one.id for one in base.speakers}
    theirs = {
        (one.name or "").casefold(): one.id
        for one in head.speakers
        if one.id not in before
    }
    return {
        one.id: theirs[one.name.casefold()]
        for one in added
        if one.name.casefold() in theirs
    }


def _numbered(voices: Iterable[Voice], after_voice: int) -> dict[Voice, str]:
    return {one: f"s{number}" for number, one in enumerate(voices, after_voice + 1)}


def _with_voices(
    base: Transcript, head: Transcript, used: set[str], fresh: Mapping[Voice, str]
) -> Transcript:
    """Return the head with new voices, and those back that it lost and a patch needs."""
    there = {one.id for one in head.speakers}
    back = (one for one in base.speakers if one.id in used - there)
    new = (
        Speaker(
            key,
            voice.name,
            voice.role,
            evidence=(Evidence(EvidenceKind.GIVEN, voice.name),),
        )
        for voice, key in fresh.items()
    )
    return replace(head, speakers=(*head.speakers, *back, *new))


def _revoiced(patches: Iterable[Patch], ids: Mapping[str, str]) -> tuple[Patch, ...]:
    return tuple(
        replace(
            patch,
            turns=tuple(
                replace(turn, speaker=ids.get(turn.speaker or "", turn.speaker))
                for turn in patch.turns
            ),
        )
        for patch in patches
    )


def _heard(before: Transcript, after: Transcript) -> Transcript:
    """Return the transcript without voices whose last turn an edit took."""
    were_heard = {turn.speaker for turn in before.turns}
    are_heard = {turn.speaker for turn in after.turns}
    speakers = tuple(
        one for one in after.speakers if one.id in are_heard or one.id not in were_heard
    )
    return replace(after, speakers=speakers)


def _on_head(conflict: Conflict) -> Patch:
    return replace(conflict.patch, at=conflict.at, count=conflict.stop - conflict.at)


def _moved(patch: Patch, made: Iterable[Patch]) -> Patch:
    """Return a patch of the head as one of the head with other patches in it."""
    growth = sum(_spoken_turns(one) - one.count for one in made if one.stop <= patch.at)
    return replace(patch, at=patch.at + growth)


def _spoken_turns(patch: Patch) -> int:
    """Return how many turns a patch leaves: one without a word is none."""
    return sum(any(tokens_of(turn)) for turn in patch.turns)


def _still_needed(
    base: Transcript,
    done: Transcript,
    voices: Iterable[Voice],
    left: Iterable[Patch],
) -> tuple[Voice, ...]:
    """Return the voices that what is left speaks with and the version does not know."""
    missing = _voices_in(left) - {one.id for one in done.speakers}
    named = {
        one.id: Voice(one.id, one.name or one.id, one.role) for one in base.speakers
    } | {one.id: one for one in voices}
    return tuple(named[key] for key in sorted(missing))
