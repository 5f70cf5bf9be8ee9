"""Naming: what a machine's voices are called, by what is said, and how they sound."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

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


# A name, and how well the voice fits it.
Known = tuple[str, str]
Claim = tuple[str, tuple[Evidence, ...]]
NOBODY: Mapping[str, Known] = MappingProxyType({})


def named(
    transcript: Transcript,
    *,
    hosts: Sequence[str] = (),
    known: Mapping[str, Known] = NOBODY,
) -> Transcript:
    """
    Return a transcript whose voices have the names that are told of them, if any.

    A voice that says who it is, by a full name or as one of ``hosts``, is that; one that
    speaks right after a single name was said may be whom it names; ``known`` says of
    speakers' ids whom they sound like. Who says another name is whom they say; who is
    introduced by another is nobody. What two voices claim nobody gets. The evidence goes
    with the name, for the editor.
    """
    told = dict(_claims(transcript, hosts))
    found = dict(_with_known(transcript, told, known))
    claimed = Counter(folded(name) for name, _ in found.values())
    speakers = [
        _named(one, *found[one.id], hosts)
        if one.id in found and claimed[folded(found[one.id][0])] == 1
        else one
        for one in transcript.speakers
    ]
    return replace(transcript, speakers=tuple(speakers))


def _with_known(
    transcript: Transcript, told: Mapping[str, Claim], known: Mapping[str, Known]
) -> Iterator[tuple[str, Claim]]:
    """Yield who each voice is, by what is told of it and whom it sounds like."""
    by_themselves = {
        folded(name)
        for name, evidence in told.values()
        if evidence[0].kind is EvidenceKind.SELF_IDENTIFICATION
    }
    for speaker in transcript.speakers:
        claim = told.get(speaker.id)
        name, fits = known.get(speaker.id, ("", ""))
        sounds = (name, (Evidence(EvidenceKind.VOICE, fits),))
        if claim is None:
            is_free = speaker.name is None and folded(name) not in by_themselves
            if name and is_free:
                yield speaker.id, sounds
        elif name and folded(name) == folded(claim[0]):
            yield speaker.id, (claim[0], (*claim[1], *sounds[1]))
        elif not name or claim[1][0].kind is EvidenceKind.SELF_IDENTIFICATION:
            yield speaker.id, claim


def _claims(
    transcript: Transcript, hosts: Sequence[str]
) -> Iterator[tuple[str, Claim]]:
    """Yield the voices that have no name, with the name that is told of each."""
    for speaker in transcript.speakers:
        if speaker.name is not None:
            continue
        own = _own_name(transcript, speaker, hosts)
        if own:
            yield speaker.id, (own, (Evidence(EvidenceKind.SELF_IDENTIFICATION, own),))
            continue
        name = _introduced_as(transcript, speaker)
        if name:
            yield speaker.id, (name, (Evidence(EvidenceKind.INTRODUCTION, name),))


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
    speaker: Speaker, name: str, evidence: Sequence[Evidence], hosts: Sequence[str]
) -> Speaker:
    is_host = folded(name) in map(folded, hosts)
    return replace(
        speaker,
        name=name,
        role=Role.HOST if is_host else None,
        evidence=(*speaker.evidence, *evidence),
    )
