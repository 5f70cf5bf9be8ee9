"""Sound: a recording as one even run of frames, however damaged the file is."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Self

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from callsign.media.chain import Chain
from callsign.media.declared import declared_duration_ms, has_ogg_end
from callsign.media.opening import NoSound, open_recording, sound_of

# Containers round their durations, and encoders pad: less than this is no loss, and a
# thousandth of the length neither (an MP3 states its length in whole frames).
LOST_MS = 1_500
# Progress is told, and a wish to stop is heard, after this much more sound.
CHECK_EVERY_MS = 10_000
# Containers whose time stamps after a jump are those of the sample they stand for.
EXACT = frozenset({"wav", "w64", "aiff", "flac", "ogg", "mov", "caf"})
# A pause in the time stamps that is no rounding.
GAP_MS = 50
# Opus needs 80 ms to settle after a jump, AAC and MP3 a few frames.
PREROLL_MS = 500

Progress = Callable[[int], None]
Cancelled = Callable[[], bool]


class Stopped(Exception):
    """The caller asked to stop; nothing was finished."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a recording, and where an editor can hear it."""

    at_ms: int | None
    message: str


class Sound:
    """
    The frames of a recording, decoded one after another in constant memory.

    Every frame is planar 32-bit float, mono or stereo, at one rate: that of the first
    frame. A packet that cannot be decoded is left out, and once the run is over
    ``problems`` says how many were and whether the recording stops early.

    Units:  ``heard_ms`` counts decoded samples; ``on_progress`` gets whole percent, at
            least once for every ten seconds of sound
    Raises: NotAudio and its kinds on opening, NoSound when nothing could be decoded,
            Stopped when ``cancelled()`` turns true
    """

    def __init__(
        self,
        path: Path,
        *,
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> None:
        self.path = path
        self.container: InputContainer = open_recording(path)
        self.stream: AudioStream = sound_of(self.container)
        # One recording is one task; a frame thread per core would starve the web server.
        self.stream.codec_context.thread_count = 1
        self.samples = self.rate_hz = self.channels = 0
        self.problems: list[Problem] = []
        self._on_progress = on_progress
        self._cancelled = cancelled
        self._damaged: list[int] = []
        self._check_at_ms = 0
        self._ahead_ms: int | None = None
        # What the header says of rate and channels may be wrong (half the rate, for
        # one kind of AAC); what comes out of the decoder is not.
        self._frames = self._decoded()
        self._first = self._first_frame()
        self.rate_hz = self._first.sample_rate
        self.channels = min(self._first.layout.nb_channels, 2)

    @property
    def heard_ms(self) -> int:
        """How much sound has been decoded so far."""
        return self.samples * 1000 // self.rate_hz if self.rate_hz else 0

    @property
    def _is_exact(self) -> bool:
        return self.container.format.name.split(",")[0] in EXACT

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.container.close()

    def skip_towards(self, moment_ms: int) -> None:
        """
        Start shortly before a moment, and know to the sample where.

        A container that cannot say exactly where it has jumped to (an MP3 whose frames
        differ in size) is read up to there instead, without being decoded: 50 minutes
        of it take half a second.
        """
        origin = self._first.pts
        if moment_ms <= PREROLL_MS or origin is None:
            return
        tick = self._first.time_base or Fraction(1, self.rate_hz)
        start = origin + int(Fraction(moment_ms - PREROLL_MS, 1000) / tick)
        if self._is_exact:
            self.container.seek(start, stream=self.stream)
        self._frames = self._decoded(from_pts=start)
        self._first = self._first_frame()
        self.samples = round(((self._first.pts or 0) - origin) * tick * self.rate_hz)

    def __iter__(self) -> Iterator[AudioFrame]:
        even = Chain(rate_hz=self.rate_hz, channels=self.channels)
        for raw in itertools.chain([self._first], self._frames):
            self._notice_gap(raw)
            for frame in even.push(raw):
                self.samples += frame.samples
                yield frame
        for frame in even.flush():
            self.samples += frame.samples
            yield frame
        self._conclude()

    def _notice_gap(self, frame: AudioFrame) -> None:
        """Note where time stamps jump: a parser steps over damage without a word."""
        if frame.pts is None or frame.time_base is None or not self._is_exact:
            return
        at_ms = int(frame.pts * frame.time_base * 1000)
        ahead_ms = at_ms - self.heard_ms
        if self._ahead_ms is None:
            self._ahead_ms = ahead_ms
        if ahead_ms - self._ahead_ms > GAP_MS:
            self._damaged.append(self.heard_ms)
        self._ahead_ms = ahead_ms

    def _first_frame(self) -> AudioFrame:
        try:
            frame = next(self._frames, None)
        except BaseException:
            self.container.close()
            raise
        if frame is None:
            self.container.close()
            raise NoSound(
                "No sound in this file could be decoded. It may be damaged, or not a "
                "recording at all; check that it plays and upload it again."
            )
        return frame

    def _decoded(self, from_pts: int | None = None) -> Iterator[AudioFrame]:
        for packet in self._packets():
            self._check(packet)
            if from_pts is not None and ends_before(packet, from_pts):
                continue
            try:
                yield from packet.decode()
            except (av.error.InvalidDataError, av.error.PatchWelcomeError):
                self._damaged.append(self.heard_ms)
            except av.error.EOFError:
                return

    def _packets(self) -> Iterator["Packet[AudioStream]"]:
        packets = self.container.demux(self.stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.error.InvalidDataError, av.error.EOFError):
                self._damaged.append(self.heard_ms)
                return
            yield packet

    def _check(self, packet: "Packet[AudioStream]") -> None:
        if self.heard_ms < self._check_at_ms:
            return
        self._check_at_ms = self.heard_ms + CHECK_EVERY_MS
        if self._cancelled is not None and self._cancelled():
            raise Stopped(f"stopped after {self.heard_ms} ms of {self.path.name}")
        if self._on_progress is not None and packet.pos is not None:
            self._on_progress(min(99, packet.pos * 100 // max(self.container.size, 1)))

    def _conclude(self) -> None:
        declared_ms = declared_duration_ms(self.container, self.stream, self.path)
        early = declared_ms is not None and is_loss(declared_ms, self.heard_ms)
        # The packet that was cut in half says nothing the early end does not say.
        inside = [
            at for at in self._damaged if not early or self.heard_ms - at > LOST_MS
        ]
        if inside:
            self.problems.append(damage(inside))
        if early and declared_ms is not None:
            self.problems.append(ends_early(declared_ms, self.heard_ms))
        elif self.container.format.name == "ogg" and not has_ogg_end(self.path):
            self.problems.append(has_no_end(self.heard_ms))
        if self._on_progress is not None:
            self._on_progress(100)


def ends_before(packet: "Packet[AudioStream]", pts: int) -> bool:
    if packet.pts is None or packet.duration is None:
        return False
    return packet.pts + packet.duration < pts


def is_loss(declared_ms: int, heard_ms: int) -> bool:
    """
    Return whether a recording is shorter than rounding explains.

    >>> is_loss(60_000, 59_000), is_loss(60_000, 50_000)
    (False, True)
    """
    return declared_ms - heard_ms > LOST_MS + declared_ms // 1000


def damage(places_ms: list[int]) -> Problem:
    """Say where a recording could not be decoded."""
    first = clock(places_ms[0])
    if len(places_ms) == 1:
        return Problem(
            places_ms[0], f"The recording is damaged at {first}; listen there."
        )
    return Problem(
        places_ms[0],
        f"The recording is damaged in {len(places_ms)} places, the first at {first}; "
        "listen there, and upload a better copy if there is one.",
    )


def ends_early(declared_ms: int, heard_ms: int) -> Problem:
    """Say that a recording is shorter than it claims to be."""
    return Problem(
        heard_ms,
        f"The file says it is {clock(declared_ms)} long, but its sound ends at "
        f"{clock(heard_ms)}. It was probably cut off while it was copied; "
        "upload it again if there is more.",
    )


def has_no_end(heard_ms: int) -> Problem:
    """Say that a recording stops without the mark its kind of file ends with."""
    return Problem(
        heard_ms,
        f"The file stops at {clock(heard_ms)} without an end mark. It may have been cut "
        "off while it was recorded or copied; listen to its end.",
    )


def clock(moment_ms: int) -> str:
    """
    Write a moment of a recording as a player shows it.

    >>> clock(754_000), clock(3_661_000)
    ('12:34', '1:01:01')
    """
    minutes, seconds = divmod(moment_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
