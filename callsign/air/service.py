"""A service on air: its sources, its mixer, its encoders, and the thread that drives them."""

import threading
from collections import deque
from dataclasses import replace
from pathlib import Path

from callsign.air.block import milliseconds
from callsign.air.clock import Clock, SystemClock
from callsign.air.cutting import Cutter
from callsign.air.encoders import AacEncoder, Mp3Encoder
from callsign.air.journal import Journal
from callsign.air.keeping import Keeper
from callsign.air.mixer import Mixer, Switch
from callsign.air.plan_file import PlanFile
from callsign.air.push import PushFeed, PushSource
from callsign.air.ring import Ring
from callsign.air.source import Source
from callsign.air.sources import source_of
from callsign.air.stand_in import StandIn, filling_of, stand_in_of
from callsign.air.store import Store
from callsign.air.writing import Writing
from callsign.engines.stream.archive import Archive
from callsign.engines.stream.configuration import ServiceConfig, SourceConfig
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.plan import Plan, title_at
from callsign.engines.stream.segments import FRAME_SAMPLES, RATE_HZ, MediaSegment
from callsign.engines.stream.timeline import Timeline

# The thread wakes for four blocks (85 ms): a third of the wake-ups of one by one, and
# soon enough for who listens to the plain stream.
BLOCKS_AT_ONCE = 4
RING_SECONDS = 8
SWITCHES_TOLD = 20
PLANS = "plan"
SAMPLES_PER_MS = RATE_HZ // 1_000


class NoSuchMount(Exception):
    """A source that an encoder cannot connect to: it is no push source of the service."""


class Service:
    """
    One thing to tune to.

    ``work`` makes the sound that is due; ``start`` does so in a thread until ``stop``.
    ``archive``, ``ring``, ``status`` and the segments' files may be read by any thread.
    """

    def __init__(
        self,
        config: ServiceConfig,
        *,
        folder: Path,
        journal: Journal,
        clock: Clock | None = None,
    ) -> None:
        self.config = config
        self._clock = clock or SystemClock()
        self._journal = journal
        self.ring = Ring(RING_SECONDS, config.mp3_kbps)
        self.plan_file = PlanFile(
            folder.parent / PLANS / f"{config.slug}.json",
            service=config.slug,
            say=self._say,
        )
        self.plan_file.look()
        self._aac = {f"aac{kbps}": AacEncoder(kbps) for kbps in config.renditions_kbps}
        self._mp3 = Mp3Encoder(config.mp3_kbps)
        self.init_segments = {
            name: encoder.init_segment for name, encoder in self._aac.items()
        }
        self.keeper = Keeper(
            Store(folder / config.slug, tuple(self._aac)),
            rewind_hours=config.rewind_hours,
            kbps=sum(config.renditions_kbps),
            say=self._say,
        )
        self.archive.withhold(config.withheld)
        self.keeper.keep_inits(self.init_segments)
        self._cutter = Cutter(tuple(self._aac))
        self._mixer = Mixer(
            [self._source(one) for one in config.sources], on_switch=self._note
        )
        self._stand_in = stand_in_of(config, clock=self._clock, say=self._say)
        self._mixer.stand_in(self._stand_in, config.off_stream)
        self._timeline: Timeline | None = None
        self._frames = 0
        # What sample 0 of the timeline would be dated now, in samples since 1970.
        self._first_date = 0
        self._is_broken = False
        self._switches: deque[dict[str, object]] = deque(maxlen=SWITCHES_TOLD)
        self._retired: list[Source] = []
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._writing = Writing(self.keeper, clock=self._clock, say=self._say)

    # What listeners need.

    @property
    def archive(self) -> Archive:
        return self.keeper.archive

    @property
    def title(self) -> str:
        """What is playing, as far as its source or the plan says; the service's name otherwise."""
        heard = self._mixer.heard
        sound_ms = self._clock.utc_ms() - self.config.delay_ms
        # A stand-in has none: what is not heard, and why, is the plan's to say.
        said = heard.metadata if heard else ""
        return said or title_at(self.plan, sound_ms) or self.config.title

    @property
    def plan(self) -> Plan:
        """What is to be played, and what it is called, when."""
        return self.plan_file.plan

    def segment_path(self, rendition: str, segment: MediaSegment) -> Path:
        return self.keeper.store.path(rendition, segment)

    # What engineers need.

    def switch(self, name: str | None) -> None:
        """
        Hold to a source until it is lost; None lets failover choose again.

        Raises: NoSuchSource (``engines.stream.failover``)
        """
        self._mixer.hold(name)

    def open_push(self, source_name: str, content_type: str) -> PushFeed:
        """
        Take the connection of an encoder.

        Raises: NoSuchMount; MountTaken, UnknownFormat (``callsign.air.push``)
        """
        for source in self._mixer.sources:
            if source.name == source_name and isinstance(source, PushSource):
                return source.open(content_type)
        raise NoSuchMount(f"{self.config.slug} has no push source {source_name}")

    def status(self) -> dict[str, object]:
        """Return how the service is, as values that JSON can hold."""
        heard = self._mixer.heard
        switches = list(self._switches)
        return {
            "on_air": heard.name if heard else None,
            "since_ms": switches[-1]["at_ms"] if switches else None,
            "held": self._mixer.held,
            "now_playing": self.title,
            "sources": [source.status() for source in self._mixer.sources],
            "switches": switches,
            "disk_mb": self.keeper.disk_mb,
            "segments": len(self.archive),
        }

    def reconfigure(self, config: ServiceConfig) -> bool:
        """
        Take up another configuration without a gap; False when that cannot be done.

        Other bit rates or another delay need another service.
        """
        like_ours = replace(
            config,
            title=self.config.title,
            sources=self.config.sources,
            rewind_hours=self.config.rewind_hours,
            is_loudness_matched=self.config.is_loudness_matched,
            withheld=self.config.withheld,
            off_stream=self.config.off_stream,
        )
        if like_ours != self.config:
            return False
        present = {source.config: source for source in self._mixer.sources}
        sources = [
            present.pop(one) if one in present else self._new(one)
            for one in config.sources
        ]
        if config.sources != self.config.sources:
            self._mixer.replace(sources)
            self._retired.extend(present.values())
        self._stand_in = self._standing_in(config)
        self._mixer.stand_in(self._stand_in, config.off_stream)
        for source in sources:
            source.match_loudness(config.is_loudness_matched)
        self.keeper.rewind_hours = config.rewind_hours
        self.archive.withhold(config.withheld)
        self.config = config
        return True

    # What the program does with it.

    @property
    def is_running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        self.start_sources()
        self._thread = threading.Thread(
            target=self._run, name=f"service {self.config.slug}", daemon=True
        )
        self._thread.start()

    def start_sources(self) -> None:
        """Have sources bring sound, when ``work`` is called by somebody else."""
        for source in self._all_sources:
            source.start()

    def stop(self) -> None:
        """End the sound; what has been cut is written."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
        rest = self._cutter.finish()
        if rest is not None:
            self._writing.write(rest)
        for source in [*self._all_sources, *self._retired]:
            source.stop()
        self._writing.finish()

    def tidy(self) -> None:
        """Let go of what is over, and return at once; to be called every few seconds."""
        in_use = self._mixer.in_use
        over = [one for one in self._retired if one not in in_use]
        self._retired = [one for one in self._retired if one in in_use]
        for source in over:
            # It waits for its own thread, which a slow disk may hold up.
            threading.Thread(target=source.stop, daemon=True).start()
        self._writing.tidy()

    def work(self) -> float:
        """Make the sound that is due; return in how many seconds to come again."""
        now_s, utc_ms = self._clock.monotonic_s(), self._clock.utc_ms()
        if self._timeline is None:
            self._timeline = Timeline(utc_ms, now_s)
            self._date_anew(self._timeline)
        elif self._timeline.check(utc_ms, now_s):
            self._break(self._timeline)
        timeline = self._timeline
        sound = bytearray()
        for _ in range(timeline.due(now_s) // FRAME_SAMPLES):
            sound += self._make_block(timeline)
        self.ring.append(bytes(sound))
        left = BLOCKS_AT_ONCE * FRAME_SAMPLES - timeline.due(now_s)
        return max(0.0, left / RATE_HZ)

    def _run(self) -> None:
        while not self._clock.wait(self._ended, self.work()):
            continue

    def _make_block(self, timeline: Timeline) -> bytes:
        behind = timeline.due(self._clock.monotonic_s())
        block = self._mixer.block(
            milliseconds(timeline.sample),
            milliseconds(behind),
            self._first_date + timeline.sample,
        )
        timeline.sample += FRAME_SAMPLES
        frames = {name: one.encode(block) for name, one in self._aac.items()}
        self._frames += min(len(found) for found in frames.values())
        cut = self._cutter.add(frames)
        if cut is not None:
            self._writing.write(cut)
        if self._is_broken and self._next_sample >= timeline.anchor_sample:
            self._cut_break(timeline)
        return b"".join(self._mp3.encode(block))

    @property
    def _all_sources(self) -> list[Source]:
        stand_in = [self._stand_in] if self._stand_in else []
        return [*self._mixer.sources, *stand_in]

    @property
    def _next_sample(self) -> int:
        """Return the first sample of the next frame, which is made a frame early."""
        return (self._frames - 1) * FRAME_SAMPLES

    def _break(self, timeline: Timeline) -> None:
        """The clock was set, or sound was due that nobody made."""
        for source in self._mixer.sources:
            source.settle_anew()
        self._first_date = self._date_of(timeline, ahead=0) - timeline.anchor_sample
        self._is_broken = True

    def _cut_break(self, timeline: Timeline) -> None:
        """
        Begin new dates, once the encoders have given what they held back.

        That is two frames from before the break; they belong to the dates before it.
        """
        rest = self._cutter.finish()
        if rest is not None:
            self._writing.write(rest)
        self._date_anew(timeline)

    def _date_anew(self, timeline: Timeline) -> None:
        # Before the first sample of all an encoder makes a frame of nothing (priming).
        ahead = timeline.anchor_sample - self._next_sample
        date = self._date_of(timeline, ahead=ahead)
        self._cutter.begin(date // SAMPLES_PER_MS)
        self._first_date = date - self._next_sample
        self._is_broken = False

    def _date_of(self, timeline: Timeline, *, ahead: int) -> int:
        """Return the date of the sample so many before the anchor, on a whole millisecond."""
        start_ms = timeline.anchor_ms - ahead * 1_000 / RATE_HZ
        return (round(start_ms) - self.config.delay_ms) * SAMPLES_PER_MS

    def _note(self, switch: Switch) -> None:
        at_ms = self._clock.utc_ms()
        self._switches.append(
            {
                "at_ms": at_ms,
                "source": switch.source,
                "before": switch.before,
                "reason": switch.reason,
                "gap_ms": switch.gap_ms,
            }
        )
        self._say(
            Kind.SWITCHED,
            source=switch.source,
            before=switch.before,
            reason=switch.reason,
            gap_ms=switch.gap_ms,
        )

    def _new(self, config: SourceConfig) -> Source:
        source = self._source(config)
        source.start()
        return source

    def _standing_in(self, config: ServiceConfig) -> StandIn | None:
        """Return what stands in from now on: what does already, if it is the same."""
        present = self._stand_in
        if filling_of(config) == (present.config if present else None):
            return present
        if present is not None:
            self._retired.append(present)
        stand_in = stand_in_of(config, clock=self._clock, say=self._say)
        if stand_in is not None:
            stand_in.start()
        return stand_in

    def _source(self, config: SourceConfig) -> Source:
        source = source_of(
            config,
            delay_ms=self.config.delay_ms,
            clock=self._clock,
            say=self._say,
            plan_file=self.plan_file,
        )
        source.match_loudness(self.config.is_loudness_matched)
        return source

    def _say(self, kind: Kind, **details: object) -> None:
        self._journal.write(kind, self.config.slug, **details)
