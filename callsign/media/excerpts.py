"""Excerpts for a hearer: only the seconds that are wanted are decoded."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from callsign.media.chain import Chain
from callsign.media.clip import as_frame, cut
from callsign.media.decoding import RATE_HZ, Samples, Speech, samples_of
from callsign.media.opening import NoSound
from callsign.media.sound import Sound

# Containers round their lengths, and encoders pad: what is missing at the very end of a
# recording, up to this, is silence.
MISSING_MS = 1_500


class EndsBefore(Exception):
    """The recording is over before an excerpt of it is."""


def decode_excerpts(
    path: Path,
    excerpts: Sequence[tuple[int, int]],
    *,
    cancelled: Callable[[], bool] | None = None,
) -> Speech:
    """
    Decode stretches of a recording, one after the other, as if they were all of it.

    The caller closes it, or uses ``with``.

    Units:  starts and ends are milliseconds, whole ``LEVEL_MS``
    Raises: EndsBefore; NotAudio and its kinds (``callsign.media.opening``);
            Stopped (``callsign.media.sound``) when ``cancelled()`` turns true
    Cost:   a thousandth of the stretches' length each second, and half a second for one
            that is late in a long MP3 file
    """
    speech = Speech()
    try:
        for start_ms, end_ms in excerpts:
            speech.append(decoded(path, start_ms, end_ms, cancelled))
    except BaseException:
        speech.__exit__(None, None, None)
        raise
    return speech


def decoded(
    path: Path, start_ms: int, end_ms: int, cancelled: Callable[[], bool] | None
) -> Samples:
    """Return the samples between two moments, as many as there should be."""
    with Sound(path, cancelled=cancelled) as sound:
        try:
            sound.skip_towards(start_ms)
        except NoSound as error:
            raise EndsBefore(f"nothing is heard from {start_ms} ms on") from error
        found = np.concatenate(
            [np.empty(0, dtype=np.int16), *resampled(sound, start_ms, end_ms)]
        )
    wanted = (end_ms - start_ms) * RATE_HZ // 1000
    if wanted - len(found) > MISSING_MS * RATE_HZ // 1000:
        heard_ms = start_ms + len(found) * 1000 // RATE_HZ
        raise EndsBefore(f"the recording ends at {heard_ms} ms, not after {end_ms} ms")
    return np.pad(found[:wanted], (0, max(0, wanted - len(found))))


def resampled(sound: Sound, start_ms: int, end_ms: int) -> Iterator[Samples]:
    chain = Chain(rate_hz=RATE_HZ, channels=1, format="s16")
    for piece in cut(sound, start_ms, end_ms):
        for frame in chain.push(as_frame(piece, sound)):
            yield samples_of(frame)
    for frame in chain.flush():
        yield samples_of(frame)
