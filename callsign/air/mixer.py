"""The mixer: one sound without end, from whichever source is to be heard."""

import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from callsign.air.block import Block, milliseconds, silence
from callsign.air.source import Source
from callsign.engines.stream.failover import Failover, Reason
from callsign.engines.stream.segments import FRAME_SAMPLES, RATE_HZ
from callsign.engines.stream.withheld import NOTHING_WITHHELD, Withheld

FADE_MS = 50
FADE_SAMPLES = RATE_HZ * FADE_MS // 1_000
SAMPLES_PER_MS = RATE_HZ // 1_000
# What may not be streamed is faded out before it begins, and a fade that is under way first.
LEAD_MS = 200


@dataclass(frozen=True, slots=True)
class Switch:
    """Another source is heard; ``gap_ms`` of silence were made up before it was."""

    source: str | None
    before: str | None
    reason: str
    gap_ms: int


class Mixer:
    """
    Makes blocks of 1,024 samples, always, from the source that failover chose.

    Two sources are faded over 50 ms with equal power. What is live and not heard goes
    by. ``on_switch`` is called in the thread that mixes.

    In spans that may not be streamed a stand-in is heard, whatever the sources bring; they
    are chosen among as always, so that the right one is heard afterwards.
    """

    def __init__(
        self, sources: Sequence[Source], *, on_switch: Callable[[Switch], None]
    ) -> None:
        self._lock = threading.Lock()
        self._on_switch = on_switch
        self._sources = list(sources)
        self._failover = Failover([source.name for source in sources])
        self._heard: Source | None = None
        self._leaving: Source | None = None
        self._faded = FADE_SAMPLES
        self._gap_samples = 0
        self._stand_in: Source | None = None
        self._off_stream = NOTHING_WITHHELD
        self._is_standing_in = False

    @property
    def sources(self) -> list[Source]:
        with self._lock:
            return list(self._sources)

    @property
    def heard(self) -> Source | None:
        return self._heard

    @property
    def held(self) -> str | None:
        return self._failover.held

    @property
    def in_use(self) -> tuple[Source | None, Source | None]:
        """The source that is heard, and the one that is being faded out."""
        with self._lock:
            return self._heard, self._leaving

    def hold(self, name: str | None) -> None:
        """Keep to a source until it is lost; None: choose again. Raises: NoSuchSource"""
        with self._lock:
            self._failover.hold(name)

    def replace(self, sources: Sequence[Source]) -> None:
        """Choose among other sources from the next block on."""
        with self._lock:
            self._sources = list(sources)
            self._failover.replace([source.name for source in sources])

    def stand_in(self, source: Source | None, off_stream: Withheld) -> None:
        """Hear a source, or silence, in some spans from the next block on."""
        with self._lock:
            self._stand_in, self._off_stream = source, off_stream

    def block(self, now_ms: int, behind_ms: int = 0, date: int = 0) -> Block:
        """
        Return the next block, which should have been made ``behind_ms`` ago.

        ``now_ms`` is of a clock that never goes back; it counts samples. ``date`` is what
        the block will be dated, in samples since 1970.
        """
        with self._lock:
            for source in (*self._sources, self._heard, self._leaving):
                if source is not None:
                    source.date = date
            if self._faded >= FADE_SAMPLES:
                self._choose(now_ms, date)
            mixed = self._mixed(now_ms, behind_ms)
            for source in self._sources:
                if source not in (self._heard, self._leaving):
                    source.pass_over(FRAME_SAMPLES, now_ms, behind_ms)
            if self._faded >= FADE_SAMPLES:
                self._leaving = None
            return mixed

    def _choose(self, now_ms: int, date: int) -> None:
        healths = {source.name: source.health() for source in self._sources}
        choice = self._failover.step(now_ms, healths)
        wanted = next((one for one in self._sources if one.name == choice.source), None)
        reason = choice.reason
        was_standing_in = self._is_standing_in
        at_ms = date // SAMPLES_PER_MS
        self._is_standing_in = self._off_stream.meets(at_ms, at_ms + LEAD_MS)
        if self._is_standing_in:
            wanted, reason = self._stand_in, Reason.NOT_STREAMED
        elif was_standing_in:
            reason = Reason.STREAMED
        if wanted is not self._heard:
            before, self._leaving, self._heard = self._heard, self._heard, wanted
            self._faded = 0
            self._tell(before, reason)

    def _tell(self, before: Source | None, reason: str) -> None:
        switch = Switch(
            self._heard.name if self._heard else None,
            before.name if before else None,
            str(reason),
            milliseconds(self._gap_samples),
        )
        self._gap_samples = 0
        self._on_switch(switch)

    def _mixed(self, now_ms: int, behind_ms: int) -> Block:
        heard, missing = silence(FRAME_SAMPLES), FRAME_SAMPLES
        if self._heard is not None:
            heard, missing = self._heard.take(FRAME_SAMPLES, now_ms, behind_ms)
        if self._faded >= FADE_SAMPLES:
            self._gap_samples += missing
            return heard
        leaving, missing_too = silence(FRAME_SAMPLES), FRAME_SAMPLES
        if self._leaving is not None:
            leaving, missing_too = self._leaving.take(FRAME_SAMPLES, now_ms, behind_ms)
        self._gap_samples += min(missing, missing_too)
        rise, fall = curves(self._faded)
        self._faded += FRAME_SAMPLES
        mixed: Block = heard * rise + leaving * fall
        return mixed


def curves(done: int) -> tuple[Block, Block]:
    """
    Return the gains of a block of a fade of which so many samples are done.

    Their squares add up to one, so that two voices stay as loud as one.
    """
    place = np.clip((np.arange(FRAME_SAMPLES) + done) / FADE_SAMPLES, 0, 1)
    angle = place * (math.pi / 2)
    return np.sin(angle).astype(np.float32), np.cos(angle).astype(np.float32)
