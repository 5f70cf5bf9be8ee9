"""Naming: what a machine's voices are called, by what they say themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from callsign.engines.transcript.mentions import full_names, self_identified
from callsign.engines.transcript.model import (
    Evidence,
    EvidenceKind,
    Role,
    Speaker,
    Transcript,
)
from callsign.engines.transcript.names import folded

# People are introduced in the last words before they speak.
LAST_WORDS = 160  # characters


def named(transcript: Transcript, *, hosts: Sequence[str] = ()) -> Transcript:
    """
    Return a transcript whose voices have the names that are told of them, if any.

    A voice that says who it is, by a full name or as one of ``hosts``, is that; one that
    speaks right after a single name was said may be whom it names. What two voices claim
    nobody gets. The evidence goes with the name, for the editor.
    """
    found = dict(_claims(transcript, hosts))
    claimed = [folded(name) for name, _ in found.values()]
    speakers = [
        _named(one, *found[one.id], hosts)
        if one.id in found and claimed.count(folded(found[one.id][0])) == 1
        else one
        for one in transcript.speakers
    ]
    return replace(transcript, speakers=tuple(speakers))


def _claims(
    transcript: Transcript, hosts: Sequence[str]
) -> Iterator[tuple[str, tuple[str, EvidenceKind]]]:
    """Yield the voices that have no name, with the name that is told of each."""
    for speaker in transcript.speakers:
        if speaker.name is not None:
            continue
        own = _own_name(transcript, speaker, hosts)
        if own:
            yield speaker.id, (own, EvidenceKind.SELF_IDENTIFICATION)
            continue
        introduced = _introduced_as(transcript, speaker)
        if introduced:
            yield speaker.id, (introduced, EvidenceKind.INTRODUCTION)


def _own_name(transcript: Transcript, speaker: Speaker, hosts: Sequence[str]) -> str:
    said = [
        _full(name, hosts)
        for turn in transcript.turns
        if turn.speaker == speaker.id
        for name in self_identified(turn.text)
    ]
    names = {name for name in said if name}
    return names.pop() if len(names) == 1 else ""


def _full(name: Sequence[str], hosts: Sequence[str]) -> str:
    """Return a full name; a host may say the first one alone."""
    if len(name) > 1:
        return " ".join(name)
    meant = [host for host in hosts if name and host.split()[:1] == [name[0]]]
    return meant[0] if len(meant) == 1 else ""


def _introduced_as(transcript: Transcript, speaker: Speaker) -> str:
    turns = transcript.turns
    first = next((at for at, turn in enumerate(turns) if turn.speaker == speaker.id), 0)
    if not first:
        return ""
    names = {" ".join(one) for one in full_names(turns[first - 1].text[-LAST_WORDS:])}
    return names.pop() if len(names) == 1 else ""


def _named(
    speaker: Speaker, name: str, kind: EvidenceKind, hosts: Sequence[str]
) -> Speaker:
    is_host = folded(name) in map(folded, hosts)
    return replace(
        speaker,
        name=name,
        role=Role.HOST if is_host else None,
        evidence=(*speaker.evidence, Evidence(kind, name)),
    )
