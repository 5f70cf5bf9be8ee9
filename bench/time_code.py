"""
Sound that tells when it was captured: every UTC second begins with a beep, its pitch the second.

Under the beeps lies a soft tone, so that a hole is heard wherever it is.
"""

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

RATE_HZ = 48_000
BLOCK_MS = 20
BEEP_MS = 200
CODES, FIRST_HZ, STEP_HZ = 30, 600, 40
SOFT_HZ, SOFT = 300, 0.04

# Coded sound is quieter than this between two beeps, and louder in them.
LOUD = 0.08
QUIET_BEFORE = RATE_HZ * 3 // 10

SENDING = (
    "ffmpeg -v error -f s16le -ar 48000 -ac 1 -i pipe:0 -ac 2"
    " -c:a libmp3lame -b:a 128k -content_type audio/mpeg -f mp3"
)


def block(start_ms: int) -> np.ndarray:
    """Return the sound of the 20 ms from a moment on, which is a multiple of 20 ms."""
    at_s = np.arange(RATE_HZ * BLOCK_MS // 1_000) / RATE_HZ + start_ms % 1_000 / 1_000
    soft = SOFT * np.sin(2 * np.pi * SOFT_HZ * at_s)
    if start_ms % 1_000 >= BEEP_MS:
        return soft
    hz = FIRST_HZ + STEP_HZ * (start_ms // 1_000 % CODES)
    return soft + 0.5 * np.sin(2 * np.pi * hz * at_s)


def beeps(sound: np.ndarray) -> Iterator[tuple[int, int]]:
    """
    Yield each beep of a sound: where it begins, and the second it tells, 0 to 29.

    >>> sound = np.concatenate([block(at) for at in range(6_500, 8_500, 20)])
    >>> list(beeps(sound))
    [(24002, 7), (72002, 8)]
    """
    loud = np.flatnonzero(np.abs(sound) > LOUD)
    # A beep that was going on at the beginning does not tell when it began.
    before = np.diff(loud, prepend=0)
    for start in loud[before >= QUIET_BEFORE]:
        beep = sound[start + RATE_HZ // 50 :][: RATE_HZ * 3 // 20]
        if len(beep) < RATE_HZ * 3 // 20:
            return
        spectrum = np.abs(np.fft.rfft(beep * np.hanning(len(beep)), RATE_HZ))
        code = round((int(spectrum.argmax()) - FIRST_HZ) / STEP_HZ)
        if 0 <= code < CODES:
            yield int(start), code


def longest_hole_ms(sound: np.ndarray) -> float:
    """Return the longest time without any of the sound that lies under the beeps."""
    heard = np.flatnonzero(np.abs(sound) > SOFT / 4)
    return float(np.diff(heard).max()) * 1_000 / RATE_HZ


def age_ms(heard_ms: float, code: int) -> float:
    """
    Return how long ago a beep was captured that is heard now, up to 30 s.

    >>> age_ms(1_795_197_607_250, code=0)
    7250
    """
    return (heard_ms - code * 1_000) % (CODES * 1_000)


@contextmanager
def studio(mount: str) -> Iterator[subprocess.Popen[bytes]]:
    """Have FFmpeg send what is captured at this moment, block by block, as a sound card gives it."""
    process = subprocess.Popen(
        [*SENDING.split(), mount], stdin=subprocess.PIPE, bufsize=0
    )
    ended = threading.Event()
    capture = threading.Thread(target=capture_into, args=(process, ended))
    capture.start()
    try:
        yield process
    finally:
        ended.set()
        process.kill()
        capture.join()
        process.wait()


def capture_into(process: subprocess.Popen[bytes], ended: threading.Event) -> None:
    assert process.stdin is not None
    start_ms = round(time.time() * 1_000) // BLOCK_MS * BLOCK_MS
    with process.stdin as pipe:
        while not ended.wait(max(0.0, (start_ms + BLOCK_MS) / 1_000 - time.time())):
            try:
                pipe.write((block(start_ms) * 32_767).astype("<i2").tobytes())
            except BrokenPipeError:
                return  # the encoder was ended
            start_ms += BLOCK_MS
