"""
Measure realigning: touched words, from the seconds around them and from a whole recording.

    python -m bench.realign [--without-hour]

Of the recordings of ``bench.alignment`` 5 % of the words lose their times, in runs of 1 to
12, five times over; they are heard again around, among the words that kept theirs. Beside
that stands what the whole alignment, which the others' times are of, made of those same
words. Then an hour of talk, in which a run of sixty words is retyped. Needs espeak-ng
and flite.
"""

import argparse
import os
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import av

from bench.alignment import conditions, cpu_seconds, hour_of_talk
from bench.interviews import RATE_HZ, Interview, spoken_interview, write_wav
from bench.measuring import Bars, heading, write_result
from bench.recordings import CASTS, held_out, with_bars
from bench.voices import espeak
from callsign.engines.alignment.timing import UNTIMED
from callsign.engines.transcript.model import Transcript, Turn, Word
from callsign.engines.transcript.retiming import retimed
from callsign.media.aligning import align_recording
from callsign.media.realigning import HearAllOfIt, realign_recording

SHARE, LONGEST_RUN, SITTINGS = 0.05, 12, 5
WITHIN_MS = 100
CONDITIONS = ("clean", "half by telephone", "noise and music, 10 dB")
HOUR_WORDS = 60

EXPLAINED = """\
Within 100 ms of when they are said, of the words that were touched; seconds are CPU time
on one core, decoding included. No untouched word's time changed in any of it.
"""

bars = Bars()


@dataclass(slots=True)
class Sum:
    """What became of touched words, and what it took."""

    words: int = 0
    whole: int = 0
    around: int = 0
    whole_s: float = 0.0
    around_s: float = 0.0
    heard_s: float = 0.0
    length_s: float = 0.0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(*(getattr(self, one) + getattr(other, one) for one in FIELDS))

    def row(self, *names: str) -> str:
        return (
            f"| {' | '.join(names)} | {self.words} | {self.whole / self.words:.1%}"
            f" | {self.around / self.words:.1%} | {self.whole_s / SITTINGS:.1f} s"
            f" | {self.around_s / SITTINGS:.1f} s"
            f" | {self.heard_s / SITTINGS:.0f} of {self.length_s / SITTINGS:.0f} s |"
        )


FIELDS = tuple(Sum.__dataclass_fields__)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-hour", action="store_true")
    options = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with TemporaryDirectory(prefix="callsign-bench-") as folder:
        audio = Path(folder) / "sound.wav"
        lines = [*table([*with_bars(), *held_out()], audio)]
        if not options.without_hour:
            lines += ["\n## An hour\n", *an_hour(audio)]
    write_result("realign", "\n".join([heading("Realigning"), EXPLAINED, *lines, ""]))
    bars.end()


def table(interviews: Iterable[Interview], audio: Path) -> Iterator[str]:
    """Yield a row for each recording and condition, and their sums."""
    yield "| recording | condition | touched | whole | around | whole takes | around takes | heard |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    changes = conditions()
    sums = {condition: Sum() for condition in CONDITIONS}
    for interview in interviews:
        for condition in CONDITIONS:
            changed = changes[condition](interview)
            write_wav(audio, changed.wave)
            one = sittings(changed, audio)
            sums[condition] += one
            row = one.row(interview.name, condition)
            print(row, flush=True)
            yield row
    for condition, one in sums.items():
        yield one.row("**all**", condition)
    everything = sum(sums.values(), start=Sum())
    yield everything.row("**all**", "all")
    bars.least("words within 100 ms", everything.around, everything.whole)


def sittings(interview: Interview, audio: Path) -> Sum:
    """Align a recording whole, then touch and hear some of its words, five times."""
    before = cpu_seconds()
    whole = align_recording(audio, transcript_of(interview)).transcript
    whole_s = cpu_seconds() - before
    total = Sum()
    for seed in range(SITTINGS):
        touched = some_of(len(interview.tokens), random.Random(seed))
        before = cpu_seconds()
        around, heard_ms = realigned(whole, touched, audio, interview)
        total += Sum(
            sum(interview.tokens[n].start_ms is not None for n in touched),
            within(whole, touched, interview),
            within(around, touched, interview),
            whole_s,
            cpu_seconds() - before,
            heard_ms / 1000,
            interview.minutes * 60,
        )
    return total


def transcript_of(interview: Interview) -> Transcript:
    words = tuple(Word(f"w{n}", one.text) for n, one in enumerate(interview.tokens))
    text = " ".join(word.text for word in words)
    return Transcript(turns=(Turn(None, text, words),))


def some_of(count: int, chance: random.Random) -> set[int]:
    """Return one in twenty of the words, in runs."""
    touched: set[int] = set()
    while len(touched) < SHARE * count:
        first = chance.randrange(count)
        length = chance.randint(1, LONGEST_RUN)
        touched.update(range(first, min(count, first + length)))
    return touched


def realigned(
    whole: Transcript, touched: AbstractSet[int], audio: Path, interview: Interview
) -> tuple[Transcript, int]:
    """Return the transcript with the touched words heard again, and how much was heard."""
    blank = retimed(whole, dict.fromkeys(touched, UNTIMED))
    duration_ms = len(interview.wave) * 1000 // RATE_HZ
    ids = [whole.words[number].id for number in touched]
    try:
        found = realign_recording(audio, blank, ids, duration_ms=duration_ms)
    except HearAllOfIt:  # most of half a minute is around some word
        again = align_recording(audio, blank).transcript
        return again, duration_ms
    pairs = zip(blank.words, found.transcript.words, strict=True)
    moved = {n for n, (one, two) in enumerate(pairs) if one is not two}
    had = {n for n in moved - touched if blank.words[n].start_ms is not None}
    assert not had, f"untouched words moved: {had}"
    return found.transcript, found.heard_ms


def within(
    transcript: Transcript, touched: AbstractSet[int], interview: Interview
) -> int:
    """Count the touched words that begin where they are said."""
    words: Sequence[Word] = transcript.words
    return sum(
        start is not None and true is not None and abs(start - true) <= WITHIN_MS
        for start, true in (
            (words[n].start_ms, interview.tokens[n].start_ms) for n in touched
        )
    )


def an_hour(audio: Path) -> Iterator[str]:
    """Yield what a retyped passage in an hour of talk takes, from two kinds of file."""
    cast = [espeak(*voice) for voice in next(iter(CASTS.values()))]
    interview = spoken_interview("an hour", hour_of_talk(), cast)
    write_wav(audio, interview.wave)
    begun = time.monotonic()
    whole = align_recording(audio, transcript_of(interview)).transcript
    whole_s = time.monotonic() - begun
    middle = len(interview.tokens) // 2
    touched = set(range(middle, middle + HOUR_WORDS))
    yield (
        f"A podcast ({interview.minutes:.0f} min, {len(whole.words):,} words), of which"
        f" {HOUR_WORDS} words in a row were retyped. Seconds on the clock from a save"
        " that a worker takes up to new times.\n"
    )
    yield "| file | | seconds | sound heard | within 100 ms |"
    yield "|---|---|--:|--:|--:|"
    share = within(whole, touched, interview) / HOUR_WORDS
    yield f"| WAV | whole | {whole_s:.1f} s | {interview.minutes * 60:.0f} s | {share:.0%} |"
    for kind, file in (("WAV", audio), ("MP3", as_mp3(audio))):
        begun = time.monotonic()
        around, heard_ms = realigned(whole, touched, file, interview)
        around_s = time.monotonic() - begun
        share = within(around, touched, interview) / HOUR_WORDS
        yield f"| {kind} | around | {around_s:.1f} s | {heard_ms / 1000:.0f} s | {share:.0%} |"
        bars.most(f"{kind}: seconds until the times are there", around_s, whole_s / 20)


def as_mp3(audio: Path) -> Path:
    """Return a recording as a phone or a studio sends it."""
    path = audio.with_suffix(".mp3")
    with av.open(str(audio)) as source, av.open(str(path), "w") as target:
        stream = target.add_stream("mp3", rate=44_100, layout="mono")
        resampler = av.AudioResampler("s16p", "mono", 44_100, frame_size=1152)
        for frame in source.decode(audio=0):
            for part in resampler.resample(frame):
                target.mux(stream.encode(part))
        for part in resampler.resample(None):
            target.mux(stream.encode(part))
        target.mux(stream.encode(None))
    return path


if __name__ == "__main__":
    main()
