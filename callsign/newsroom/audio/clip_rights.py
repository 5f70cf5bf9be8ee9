"""The rights of clips: whether readers may pass passages of a recording on."""

from collections.abc import Callable

from callsign.newsroom.audio.models import Audio

Forbids = Callable[[Audio], str]
Withdraws = Callable[[Audio, int, int], str]

OF_THE_RECORDING = (
    "The rights of this recording do not let passages of it be passed on."
)

_forbids: list[Forbids] = []
_withdraws: list[Withdraws] = []


def forbids_clips(reason: Forbids) -> Forbids:
    """
    Name what else forbids clips: it returns a sentence, or nothing.

    Rooms above this one say so when they start.
    """
    _forbids.append(reason)
    return reason


def why_no_clip(audio: Audio) -> str:
    """Return why nobody may have a passage of a recording, for readers; or nothing."""
    if not audio.may_be_clipped:
        return OF_THE_RECORDING
    reasons = (forbids(audio) for forbids in _forbids)
    return next((reason for reason in reasons if reason), "")


def withdraws_sound(reason: Withdraws) -> Withdraws:
    """Name what withdraws a stretch of a recording: it returns a sentence, or nothing."""
    _withdraws.append(reason)
    return reason


def why_withdrawn(audio: Audio, start_ms: int, end_ms: int) -> str:
    """Return why ``[start_ms, end_ms)`` is not passed on any more; or nothing."""
    reasons = (withdraws(audio, start_ms, end_ms) for withdraws in _withdraws)
    return next((reason for reason in reasons if reason), "")
