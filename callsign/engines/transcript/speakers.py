"""Changes to who speaks: pure, one verb each; the words stay untouched."""

from collections.abc import Iterable
from dataclasses import replace

from callsign.engines.transcript.model import (
    Evidence,
    EvidenceKind,
    Role,
    Speaker,
    Transcript,
)


class UnknownSpeaker(LookupError):
    """The transcript has no speaker with this id."""


class UnknownTurn(LookupError):
    """The transcript has no turn at this position."""


def rename_speaker(
    transcript: Transcript,
    speaker_id: str,
    *,
    name: str | None,
    role: Role | None = None,
) -> Transcript:
    """
    Return the transcript with a speaker called otherwise, in every turn at once.

    A role is changed only when one is given.

    Raises:  UnknownSpeaker
    """
    speaker = require_speaker(transcript, speaker_id)
    changed = replace(
        speaker,
        name=name,
        role=role or speaker.role,
        evidence=(*speaker.evidence, Evidence(EvidenceKind.GIVEN, name or "")),
    )
    return replace(transcript, speakers=_replaced(transcript.speakers, changed))


def merge_speakers(transcript: Transcript, *, into: str, gone: str) -> Transcript:
    """
    Return the transcript with two voices made one: all turns of ``gone`` move.

    Raises:  UnknownSpeaker
    """
    kept = require_speaker(transcript, into)
    lost = require_speaker(transcript, gone)
    if into == gone:
        return transcript
    merged = replace(
        kept,
        name=kept.name or lost.name,
        role=kept.role or lost.role,
        labels=tuple(dict.fromkeys(kept.labels + lost.labels)),
        evidence=tuple(dict.fromkeys(kept.evidence + lost.evidence)),
    )
    speakers = _replaced(transcript.speakers, merged)
    return replace(
        transcript,
        speakers=tuple(speaker for speaker in speakers if speaker.id != gone),
        turns=tuple(
            replace(turn, speaker=into) if turn.speaker == gone else turn
            for turn in transcript.turns
        ),
    )


def reassign_turn(
    transcript: Transcript, position: int, *, to: str | None
) -> Transcript:
    """
    Return the transcript with one turn given to another speaker, or to nobody.

    Raises:  UnknownSpeaker, UnknownTurn
    """
    if not 0 <= position < len(transcript.turns):
        raise UnknownTurn(f"there is no turn {position} of {len(transcript.turns)}")
    if to is not None:
        require_speaker(transcript, to)
    turns = list(transcript.turns)
    turns[position] = replace(turns[position], speaker=to)
    return replace(transcript, turns=tuple(turns))


def require_speaker(transcript: Transcript, speaker_id: str) -> Speaker:
    """Return the speaker with this id."""
    speaker = transcript.speaker(speaker_id)
    if speaker is None:
        raise UnknownSpeaker(f"this transcript has no speaker {speaker_id!r}")
    return speaker


def _replaced(speakers: Iterable[Speaker], changed: Speaker) -> tuple[Speaker, ...]:
    return tuple(changed if one.id == changed.id else one for one in speakers)
