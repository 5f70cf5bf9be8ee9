"""A play plan on air: to the sample, without gaps, whatever happens to its files."""

import time
from pathlib import Path

import av
import numpy as np
import pytest

from callsign.air.plan import PlanSource
from callsign.air.plan_file import PlanFile
from callsign.air.strip import FADE_SAMPLES
from callsign.engines.stream.configuration import SourceConfig, SourceKind
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.plan import Item, Plan, Title, write_plan
from tests.air.studio import (
    FRIDAY_NOON_MS,
    RATE_HZ,
    ScriptedClock,
    Told,
    entries_in,
    push_config,
    service_of,
    stereo,
)
from tests.tape import sweep, write_tape

PATIENCE_S = 20
DELAY_MS = 2_000
# What is mixed first is dated so.
START_MS = FRIDAY_NOON_MS - DELAY_MS
BLOCK = 1_024
LEVELS = {"desk": 0.3, "night": 0.15, "music": 0.05}


def steady(level: float, seconds: float) -> np.ndarray:
    """A recording whose every sample says which recording it is."""
    return np.full((2, round(seconds * RATE_HZ)), level, dtype=np.float32)


class Studio:
    """A folder with recordings of steady levels, a plan of them, and a source that follows it."""

    def __init__(self, folder: Path, *items: Item, titles=(), fill_s: float = 0.7):
        self.folder, self.told = folder, Told()
        self.clock = ScriptedClock()
        fill = folder / "fill"
        fill.mkdir(exist_ok=True)
        if fill_s:
            write_tape(
                fill / "music.wav", steady(LEVELS["music"], fill_s), rate_hz=RATE_HZ
            )
        self.plan_file = PlanFile(folder / "kdemo.json", service="kdemo", say=self.told)
        self.plan(*items, titles=titles)
        self.source = PlanSource(
            SourceConfig("schedule", SourceKind.PLAN, path=str(fill), silence_s=0),
            delay_ms=DELAY_MS,
            clock=self.clock,
            say=self.told,
            plan_file=self.plan_file,
        )
        self.source.start()
        self.date = START_MS * 48

    def plan(self, *items: Item, titles=()) -> None:
        plan = Plan("kdemo", START_MS, START_MS + 3_600_000, items, tuple(titles))
        beside = self.folder / "kdemo.part"
        beside.write_text(write_plan(plan))
        beside.replace(self.folder / "kdemo.json")
        self.plan_file.look()

    def hear(self, seconds: float, *, is_heard: bool = True) -> np.ndarray:
        """Take what a mixer would, and return it."""
        blocks = []
        for _ in range(round(seconds * RATE_HZ / BLOCK)):
            self.source.date = self.date
            self.wait_for_sound()
            block, _ = self.source.take(BLOCK, 0, is_heard=is_heard)
            blocks.append(block)
            self.date += BLOCK
        return np.concatenate(blocks, axis=1)

    def wait_for_sound(self) -> None:
        """The recordings are read by a thread that does not know the scripted clock."""
        strip = self.source._strip
        until(lambda: abs(strip.end - self.date) > RATE_HZ)

    def as_run(self):
        return [
            (one["item"], one["start_ms"], one["end_ms"], one["is_cut"])
            for one in self.told.of(Kind.AS_RUN)
        ]


def until(condition) -> None:
    patience = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < patience
        time.sleep(0.001)


@pytest.fixture
def studio(tmp_path):
    made = []

    def make(*items, **how):
        made.append(Studio(tmp_path, *items, **how))
        return made[-1]

    yield make
    for one in made:
        one.source.stop()


@pytest.fixture
def recording(tmp_path):
    def make(name, seconds):
        path = tmp_path / f"{name}.wav"
        write_tape(path, steady(LEVELS[name], seconds), rate_hz=RATE_HZ)
        return str(path)

    return make


def item(name, start_ms, end_ms, path, **more) -> Item:
    """An item, its times counted from the first sample that is heard."""
    return Item(
        name, START_MS + start_ms, START_MS + end_ms, path, name.title(), **more
    )


def names_in(sound: np.ndarray) -> list[str]:
    """Return which recording each sample is of; none in a fade or in silence."""
    return [name_of(level) for level in sound[0]]


def name_of(level: float) -> str:
    for name, its in LEVELS.items():
        if abs(level - its) < 1e-3:
            return name
    return ""


def first_of(sound: np.ndarray, name: str) -> int:
    return names_in(sound).index(name)


class TestAnItem:
    def test_is_heard_from_its_first_sample_on(self, studio, recording):
        one = studio(item("desk", 1_000, 3_000, recording("desk", 2.0)))

        sound = one.hear(4.0)

        names = names_in(sound)
        assert names.index("desk") == 48_000
        assert names.count("desk") == 96_000
        assert names[144_000] == "music"

    def test_begins_on_the_sample_of_an_odd_millisecond(self, studio, recording):
        one = studio(item("desk", 1_001, 2_003, recording("desk", 5.0)))

        sound = one.hear(3.0)

        assert first_of(sound, "desk") == 1_001 * 48
        assert names_in(sound)[2_003 * 48] == "music"

    def test_is_faded_out_at_its_end_when_it_would_go_on(self, studio, recording):
        one = studio(item("desk", 1_000, 2_000, recording("desk", 5.0)))

        sound = one.hear(3.0)[0]

        end = 96_000
        fade = sound[end - FADE_SAMPLES : end]
        assert name_of(sound[end - FADE_SAMPLES - 1]) == "desk"
        assert (np.diff(fade) <= 0).all()
        assert fade[-1] < 0.001
        assert name_of(sound[end]) == "music"

    def test_follows_another_without_a_gap(self, studio, recording):
        one = studio(
            item("desk", 500, 1_500, recording("desk", 1.0)),
            item("night", 1_500, 2_500, recording("night", 1.0)),
        )

        names = names_in(one.hear(3.0))

        assert names[24_000:72_000] == ["desk"] * 48_000
        assert names[72_000:120_000] == ["night"] * 48_000

    def test_that_began_before_air_is_joined_in_its_middle(self, studio, tmp_path):
        path = tmp_path / "sweep.wav"
        whole = np.tile(sweep(4.0, rate_hz=RATE_HZ), (2, 1))
        write_tape(path, whole, rate_hz=RATE_HZ)
        one = studio(item("sweep", -1_500, 2_500, str(path)))

        sound = one.hear(2.0)

        assert np.abs(sound - whole[:, 72_000 : 72_000 + sound.shape[1]]).max() < 1e-4

    def test_may_go_on_where_it_was_interrupted(self, studio, tmp_path):
        path = tmp_path / "sweep.wav"
        whole = np.tile(sweep(4.0, rate_hz=RATE_HZ), (2, 1))
        write_tape(path, whole, rate_hz=RATE_HZ)
        one = studio(item("sweep", 0, 1_000, str(path), skip_ms=2_250))

        sound = one.hear(0.9)

        assert np.abs(sound - whole[:, 108_000 : 108_000 + sound.shape[1]]).max() < 1e-4

    def test_that_is_shorter_than_its_time_is_followed_by_fill(self, studio, recording):
        one = studio(item("desk", 0, 3_000, recording("desk", 1.0)))

        names = names_in(one.hear(2.0))

        assert names[:48_000] == ["desk"] * 48_000
        assert set(names[48_000:]) == {"music"}


class TestFill:
    def test_is_looped_and_cut_exactly(self, studio, recording):
        one = studio(item("desk", 2_000, 3_000, recording("desk", 1.0)), fill_s=0.3)

        names = names_in(one.hear(4.0))

        assert set(names[: 96_000 - FADE_SAMPLES]) == {"music"}
        assert names[96_000] == "desk"
        assert names[144_000] == "music"

    @pytest.mark.parametrize("content", [None, b"", b"good morning"])
    def test_takes_the_place_of_a_recording_that_cannot_be_played(
        self, studio, tmp_path, content
    ):
        path = tmp_path / "desk.mp3"
        if content is not None:
            path.write_bytes(content)
        one = studio(item("desk", 500, 1_500, str(path)))

        sound = one.hear(2.0)

        assert set(names_in(sound)) <= {"music", ""}
        assert np.abs(sound).min() >= 0
        assert [one["reason"][:4] for one in one.told.of(Kind.REFUSED)] == ["Desk"]

    def test_that_is_not_there_leaves_the_air_to_another_source(
        self, studio, recording
    ):
        one = studio(item("desk", 3_000, 4_000, recording("desk", 1.0)), fill_s=0)

        silent = one.hear(2.0)
        was_ready = one.source.health().is_ready
        later = one.hear(1.5)

        assert not silent.any()
        assert not was_ready
        assert one.source.health().is_ready
        assert first_of(later, "desk") == 144_000 - silent.shape[1]


class TestAnotherPlan:
    def test_is_taken_up_without_a_gap(self, studio, recording):
        desk, night = recording("desk", 9.0), recording("night", 9.0)
        one = studio(item("desk", 0, 4_000, desk), item("night", 4_000, 9_000, night))
        before = one.hear(1.0)

        one.plan(item("desk", 0, 2_500, desk), item("night", 2_500, 9_000, night))
        until(lambda: one.source._edition == one.plan_file.edition)
        after = one.hear(3.0)

        names = names_in(np.concatenate([before, after], axis=1))
        assert set(names[: 120_000 - FADE_SAMPLES]) == {"desk"}
        assert names[120_000] == "night"
        assert set(names[120_000:]) == {"night"}

    def test_that_only_adds_what_is_to_come_is_not_heard(self, studio, tmp_path):
        path = tmp_path / "sweep.wav"
        whole = np.tile(sweep(8.0, rate_hz=RATE_HZ), (2, 1))
        write_tape(path, whole, rate_hz=RATE_HZ)
        now = item("sweep", 0, 8_000, str(path))
        one = studio(now)
        before = one.hear(1.0)

        one.plan(now, item("later", 60_000, 61_000, str(path)))
        until(lambda: one.source._edition == one.plan_file.edition)
        sound = np.concatenate([before, one.hear(4.0)], axis=1)

        assert np.abs(sound - whole[:, : sound.shape[1]]).max() < 1e-4

    def test_that_is_damaged_changes_nothing_and_is_told_once(self, studio, recording):
        one = studio(item("desk", 0, 4_000, recording("desk", 4.0)))
        (one.folder / "kdemo.json").write_text('{"version": 1')
        one.plan_file.look()
        one.plan_file.look()

        assert set(names_in(one.hear(2.0))) == {"desk"}
        [told] = one.told.of(Kind.MISCONFIGURED)
        assert told["reason"].startswith("kdemo.json: it is not JSON")

    def test_of_another_service_is_refused(self, studio):
        one = studio()
        (one.folder / "kdemo.json").write_text(write_plan(Plan("jazz", 0, 0)))
        one.plan_file.look()

        [told] = one.told.of(Kind.MISCONFIGURED)
        assert told["reason"] == "kdemo.json: it is the plan of jazz"


class TestAClockThatIsSet:
    @pytest.mark.parametrize("step_ms", [3_000, 60_000, -60_000])
    def test_moves_the_plan_along(self, studio, recording, step_ms):
        start_ms = 2_000 + step_ms
        one = studio(item("desk", start_ms, start_ms + 5_000, recording("desk", 5.0)))
        one.hear(1.0)

        one.date += step_ms * 48
        sound = one.hear(0.1)
        first_date = one.date
        sound = one.hear(2.0)

        at = (START_MS + start_ms) * 48 - first_date
        assert sound.any()
        assert names_in(sound)[max(0, at)] == "desk"
        assert "desk" not in names_in(sound)[: max(0, at)]


class TestWhatWasHeard:
    def test_is_told_with_its_beginning_and_end(self, studio, recording):
        one = studio(
            item("desk", 1_000, 2_000, recording("desk", 1.0)),
            item("night", 2_000, 2_500, recording("night", 5.0)),
        )

        one.hear(3.0)

        runs = [run for run in one.as_run() if run[0] != "fill"]
        assert runs == [
            ("desk", START_MS + 1_000, START_MS + 2_000, False),
            ("night", START_MS + 2_000, START_MS + 2_500, True),
        ]

    def test_tells_each_recording_of_the_fill(self, studio, recording):
        one = studio(item("desk", 1_000, 2_000, recording("desk", 1.0)), fill_s=0.7)

        one.hear(1.5)

        [whole, cut, *_] = [run for run in one.as_run() if run[0] == "fill"]
        # It is ready a tenth of a second before it is first heard.
        assert whole == ("fill", START_MS, START_MS + 600, False)
        assert cut == ("fill", START_MS + 600, START_MS + 1_000, True)

    def test_is_only_what_listeners_heard(self, studio, recording):
        """While the studio is on the air the plan goes by, and nobody hears it."""
        one = studio(item("desk", 0, 9_000, recording("desk", 9.0)))
        one.hear(1.024)

        one.hear(2.048, is_heard=False)
        one.hear(1.024)
        one.source.stop()

        assert one.as_run() == [
            ("desk", START_MS, START_MS + 1_024, True),
            ("desk", START_MS + 3_072, START_MS + 4_096, True),
        ]

    def test_is_what_listeners_are_shown(self, studio, recording):
        title = Title("t", START_MS, START_MS + 500, "Overnight Music")
        one = studio(item("desk", 500, 1_500, recording("desk", 1.0)), titles=[title])

        one.hear(2.0)

        texts = [details["text"] for details in one.told.of(Kind.METADATA)]
        assert texts == ["Overnight Music", "Desk", "music"]


class TestOnAir:
    def test_an_item_stands_where_its_date_says(self, tmp_path):
        """Through the mixer, the encoder and the dates of media segments."""
        path = tmp_path / "sweep.wav"
        whole = np.tile(sweep(2.0, rate_hz=RATE_HZ), (2, 1))
        write_tape(path, whole, rate_hz=RATE_HZ)
        service, clock = on_air(
            tmp_path, Item("a", START_MS + 3_000, START_MS + 5_000, str(path), "Sweep")
        )
        run(service, clock, 8.0)
        service.stop()

        first = service.archive.segments[0].start_ms
        sound = heard(service, tmp_path)[0]
        at = (START_MS + 3_000 - first) * 48
        assert lag_of(sound[at - 480 : at + 96_480], whole[0]) == 480

    def test_is_told_in_the_journal(self, tmp_path):
        path = tmp_path / "tone.wav"
        write_tape(path, stereo(1.0), rate_hz=RATE_HZ)
        service, clock = on_air(
            tmp_path, Item("a", START_MS + 1_000, START_MS + 2_000, str(path), "Tone")
        )
        run(service, clock, 4.0)
        service.stop()
        service._journal.close()

        entries = entries_in(tmp_path / "journal")
        runs = [one.details for one in entries if one.kind is Kind.AS_RUN]
        assert {
            "source": "schedule",
            "item": "a",
            "title": "Tone",
            "start_ms": START_MS + 1_000,
            "end_ms": START_MS + 2_000,
            "is_cut": False,
        } in runs

    def test_names_the_service_where_no_source_does(self, tmp_path):
        (tmp_path / "plan").mkdir()
        title = Title("t", FRIDAY_NOON_MS, FRIDAY_NOON_MS + 9_000, "Local Desk")
        plan = Plan("kdemo", 0, 0, (), (title,))
        (tmp_path / "plan" / "kdemo.json").write_text(write_plan(plan))
        clock = ScriptedClock()
        service = service_of(tmp_path, clock, push_config())

        before = service.title
        clock.pass_by(2.0)
        after = service.title
        service.stop()

        assert (before, after) == ("KDEMO 89.7", "Local Desk")


def on_air(folder: Path, *items: Item):
    """A service that follows a plan of these items, and its clock."""
    fill = folder / "fill"
    fill.mkdir()
    write_tape(fill / "fill.wav", steady(0.0, 1.0), rate_hz=RATE_HZ)
    (folder / "plan").mkdir()
    plan = Plan("kdemo", START_MS, START_MS + 60_000, items)
    (folder / "plan" / "kdemo.json").write_text(write_plan(plan))
    clock = ScriptedClock()
    config = SourceConfig("schedule", SourceKind.PLAN, path=str(fill), silence_s=0)
    service = service_of(folder, clock, config)
    service.start_sources()
    return service, clock


def run(service, clock, seconds: float) -> None:
    wake_s = 4 * BLOCK / RATE_HZ
    strip = service._mixer.sources[0]._strip
    for _ in range(round(seconds / wake_s)):
        dated = (clock.utc_ms() - DELAY_MS) * 48
        until(lambda dated=dated: strip.end - dated > RATE_HZ)
        service.work()
        clock.pass_by(wake_s)


def heard(service, folder: Path) -> np.ndarray:
    joined = service.init_segments["aac128"] + b"".join(
        service.segment_path("aac128", one).read_bytes()
        for one in service.archive.segments
    )
    path = folder / "joined.mp4"
    path.write_bytes(joined)
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate(frames, axis=1)


def lag_of(sound: np.ndarray, sought: np.ndarray) -> int:
    """Return the place at which a sound lies in another."""
    size = len(sound) + len(sought)
    product = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(sought, size))
    return int(np.argmax(np.fft.irfft(product, size)))
