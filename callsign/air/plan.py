"""A play plan as a source: what the schedule says, followed to the sample, and filled."""

import threading
from pathlib import Path

from callsign.air.block import Block, silence
from callsign.air.clock import Clock
from callsign.air.fill import Fill
from callsign.air.heard import Heard
from callsign.air.plan_file import PlanFile
from callsign.air.reel import UNPLAYABLE, Reel
from callsign.air.source import Say, Source
from callsign.air.steadfast import keep_at
from callsign.air.strip import FADE_SAMPLES, Label, Strip, faded
from callsign.engines.stream.configuration import SourceConfig
from callsign.engines.stream.failover import Health
from callsign.engines.stream.plan import Item, at, differs_from
from callsign.engines.stream.segments import RATE_HZ

SAMPLES_PER_MS = RATE_HZ // 1_000
# A tenth of a second: often enough to see that a plan has changed.
PIECE_SAMPLES = RATE_HZ // 10
PATIENCE_S = 0.25
# Another plan is heard no sooner: its first recording has to be found and opened.
NOTICE_MS = 500


class PlanSource(Source):
    """
    Follows the play plan of a service; what it leaves open is filled from a folder.

    The first sample of an item is the one that its service dates ``start_ms``. It goes
    along with the time, heard or not, so that it is in its place when an encoder is lost.
    """

    def __init__(
        self,
        config: SourceConfig,
        *,
        delay_ms: int,
        clock: Clock,
        say: Say,
        plan_file: PlanFile,
    ) -> None:
        super().__init__(config, delay_ms=delay_ms, clock=clock, say=say)
        self._strip = Strip()
        self._heard = Heard(self, say)
        self._plan_file = plan_file
        self._edition = plan_file.edition
        self._plan = plan_file.plan
        self._fill = Fill(Path(config.path), on_problem=self.tell_refused)
        self._reel: Reel | None = None
        self._label = Label("", "")
        self._spent: Item | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name=f"plan {config.name}", daemon=True
        )

    def start(self) -> None:
        # What will be mixed first is dated now, less the delay; nobody knows the sample.
        now_ms = self.clock.utc_ms() - self.delay_ms - 100
        self._strip.begin(now_ms * SAMPLES_PER_MS)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._strip.close()
        super().stop()
        if self._thread.is_alive():
            self._thread.join()
        self._heard.leave()

    def health(self) -> Health:
        buffered_ms = self._strip.sounding_ms(self.date)
        return Health(
            is_ready=buffered_ms > 0,
            buffered_ms=buffered_ms,
            silent_ms=self.meter.silent_ms,
            silence_limit_ms=self.config.silence_s * 1_000,
        )

    def next_sound(
        self, samples: int, now_ms: int, behind_ms: int, *, is_heard: bool
    ) -> Block:
        """Return the sound of the date that the mixer has said."""
        block, parts = self._strip.take(self.date, samples)
        if is_heard:
            self._heard.note(parts, self._plan)
        else:
            self._heard.leave()
        self.date += samples
        return block

    def _run(self) -> None:
        keep_at(
            self._follow, ended=self._ended, clock=self.clock, tell=self.tell_refused
        )
        self._leave_reel()
        self._fill.cut()

    def _follow(self) -> None:
        self._leave_reel()  # of a time before, if that ended in a mistake
        while not self._ended.is_set():
            self._take_up_the_plan()
            if self._strip.wait_for_room(PATIENCE_S):
                self._play_on()

    def _take_up_the_plan(self) -> None:
        """If there is another plan, forget what is in hand and is not in it."""
        if self._edition == self._plan_file.edition:
            return
        self._edition, plan = self._plan_file.edition, self._plan_file.plan
        first_ms = self._strip.first // SAMPLES_PER_MS + NOTICE_MS
        last_ms = -(-self._strip.end // SAMPLES_PER_MS)
        differs_ms = differs_from(self._plan, plan, first_ms, last_ms)
        self._plan = plan
        if differs_ms is not None:
            self._strip.cut(differs_ms * SAMPLES_PER_MS)

    def _play_on(self) -> None:
        """Write the next piece of what the plan has at the end of the strip."""
        date = self._strip.end
        playing = at(self._plan, date // SAMPLES_PER_MS)
        end = None if playing.until_ms is None else playing.until_ms * SAMPLES_PER_MS
        if playing.item is not None and playing.item != self._spent:
            self._play_item(playing.item, date, end)
        else:
            self._play_fill(date, end)

    def _play_item(self, item: Item, date: int, end: int | None) -> None:
        block = silence(0)
        try:
            block = self._piece(self._reel_of(item, date), self._label, date, end)
        except UNPLAYABLE as error:
            self.tell_refused(f"{item.title or item.id}: {reason_of(error)}")
        if not block.shape[1]:
            self._spent = item
            self._leave_reel()
            return
        self._strip.append(block, self._label, date=date)

    def _play_fill(self, date: int, end: int | None) -> None:
        self._leave_reel()
        block = self._piece(self._fill, None, date, end)
        label = self._fill.label
        if not block.shape[1]:
            # A second at a time: the folder is looked at again for each.
            hole = RATE_HZ if end is None else min(RATE_HZ, end - date)
            block, label = silence(hole), None
        self._strip.append(block, label, date=date)
        if end is not None and date + block.shape[1] >= end:
            self._fill.cut()

    def _piece(
        self, reel: Reel | Fill, label: Label | None, date: int, end: int | None
    ) -> Block:
        """Return the next sound of a reel; faded at its end, if the reel would go on."""
        if end is None:
            return reel.take(PIECE_SAMPLES, look=PIECE_SAMPLES)[0]
        room = end - date
        look = min(room, PIECE_SAMPLES + FADE_SAMPLES)
        block, is_longer = reel.take(min(room, PIECE_SAMPLES), look=look)
        label = self._fill.label if label is None else label
        if look < room or not is_longer or label is None:
            return block
        label.is_cut = True
        return faded(block, room)

    def _reel_of(self, item: Item, date: int) -> Reel:
        """Return the recording of an item, at its place."""
        path = Path(item.path)
        place = date - (item.start_ms - item.skip_ms) * SAMPLES_PER_MS
        if self._reel is not None and self._reel.is_at(path, place):
            return self._reel
        self._leave_reel()
        self._reel = Reel(path, place)
        self._tell_recording(self._reel)
        if self._label.key != item.id:
            self._label = Label(item.id, item.title or path.stem)
        return self._reel

    def _tell_recording(self, reel: Reel) -> None:
        codec = reel.sound.stream.codec_context.name
        bitrate_kbps = (reel.sound.container.bit_rate or 0) // 1_000
        if not self.codec:
            self.tell_connected(codec, bitrate_kbps)
        self.codec, self.bitrate_kbps = codec, bitrate_kbps

    def _leave_reel(self) -> None:
        reel, self._reel = self._reel, None
        if reel is not None:
            reel.close()


def reason_of(error: Exception) -> str:
    """Return what is wrong with a recording, without where this machine keeps it."""
    if isinstance(error, FileNotFoundError):
        return "its recording is not there"
    if isinstance(error, OSError):
        return f"its recording cannot be read: {error.strerror}"
    return str(error)
