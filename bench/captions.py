"""
Captions of podcasts as people speak: is every one of them within its limits?

Fourteen human transcripts have no times. Each word gets the length of some word as long,
and each place between two words the pause behind some word that ended alike, drawn from
recordings that machines timed word by word; once at their pace, once a quarter faster.
The same recordings are captioned with their own times. Beside them stands what an earlier
commit made of the same words.

    bin/bench captions [--before COMMIT]
"""

import argparse
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from bench.measuring import ROOT, Bars, heading, write_result
from callsign.engines.transcript.caption_breaks import is_inside_a_name, leads_on
from callsign.engines.transcript.captions import Caption, captions
from callsign.engines.transcript.model import Tier, Transcript, Word
from callsign.engines.transcript.readers.table import read_transcript

SAMPLES = ROOT.parent / "shared" / "data" / "transcripts"
BEFORE = "f715162"
LONGEST_MS, SHORTEST_MS, FASTEST_CPS = 7_000, 1_000, 25
SHAPES = {"WebVTT, 42 x 2": (42, False), "SRT, 32 x 2": (32, True)}
LONGEST_PAUSE_MS = 3_000
# Longer ones, and addresses of pages, take longer by their letters.
LONG_WORD = 12
bars = Bars()
Captioner = Callable[..., Iterable[Caption]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench captions")
    parser.add_argument("--before", default=BEFORE, metavar="COMMIT")
    chosen = parser.parse_args()
    timed = [read(file) for file in sorted((SAMPLES / "stt-formats").glob("*.json"))]
    timed = [one for one in timed if has_own_times(one)]
    pace = Pace(timed)
    talks = [read(file) for file in sorted((SAMPLES / "changelog").glob("*.md"))]
    groups = {
        f"podcasts, as {len(timed)} recordings were spoken": [
            pace.spoken(talk, faster=1.0) for talk in talks
        ],
        "podcasts, spoken 1.25 times as fast": [
            pace.spoken(talk, faster=1.25) for talk in talks
        ],
        "recordings with times of their own": timed,
    }
    makers: dict[str, Captioner] = {
        f"before ({chosen.before})": captions_of(chosen.before),
        "now": captions,
    }
    rows = [
        measured(group, shape, maker, groups[group], makers[maker])
        for group in groups
        for shape in SHAPES
        for maker in makers
    ]
    write_result("captions", report(rows, pace, talks))
    bars.end()


def read(file: Path) -> Transcript:
    return read_transcript(file.read_bytes()).transcript


def has_own_times(transcript: Transcript) -> bool:
    """Whether most words have a time that was heard, not shared out."""
    own = sum(word.tier is Tier.IMPORTED for word in transcript.words)
    return own > 0.9 * len(transcript.words) > 0


class Pace:
    """How long words are, and the pauses behind them, in real recordings."""

    def __init__(self, transcripts: Sequence[Transcript]) -> None:
        self.lengths: defaultdict[int, list[int]] = defaultdict(list)
        self.pauses: defaultdict[str, list[int]] = defaultdict(list)
        for transcript in transcripts:
            for word, after in pairwise(transcript.words):
                start_ms, end_ms, next_ms = word.start_ms, word.end_ms, after.start_ms
                if start_ms is None or end_ms is None or next_ms is None:
                    continue
                pause_ms = next_ms - end_ms
                if 0 <= pause_ms <= LONGEST_PAUSE_MS and end_ms > start_ms:
                    self.lengths[size(word)].append(end_ms - start_ms)
                    self.pauses[mark(word)].append(pause_ms)

    def spoken(self, transcript: Transcript, *, faster: float) -> Transcript:
        """Return a transcript with times as if it had been spoken so."""
        chance = random.Random(len(transcript.words))
        at_ms = 0.0
        turns = []
        for turn in transcript.turns:
            words = []
            for word in turn.words:
                length_ms = chance.choice(self.lengths[size(word)]) / faster
                length_ms *= max(1, len(word.text) / LONG_WORD)
                start_ms, end_ms = round(at_ms), round(at_ms + length_ms)
                words.append(Word(word.id, word.text, start_ms, end_ms, Tier.ALIGNED))
                at_ms += length_ms + chance.choice(self.pauses[mark(word)]) / faster
            turns.append(replace(turn, words=tuple(words)))
        return replace(transcript, turns=tuple(turns))


def size(word: Word) -> int:
    return min(len(word.text), LONG_WORD)


def mark(word: Word) -> str:
    last = word.text[-1]
    return "." if last in ".?!" else "," if last in ",;:" else ""


def captions_of(commit: str) -> Captioner:
    """Return what cut captions at an earlier commit."""
    name = "callsign/engines/transcript/captions.py"
    source = subprocess.run(
        ["git", "show", f"{commit}:{name}"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    module = ModuleType("captions_before")
    sys.modules[module.__name__] = module  # where its data classes look for their types
    exec(compile(source, name, "exec"), module.__dict__)
    found: Captioner = module.captions
    return found


@dataclass(slots=True)
class Seen:
    """What was counted over the captions of one kind."""

    group: str
    shape: str
    maker: str
    count: int = 0
    within: int = 0
    too_fast: int = 0
    too_long: int = 0
    too_wide: int = 0
    overlaps: int = 0
    brief: int = 0
    breaks: int = 0
    in_names: int = 0
    leading_on: int = 0
    evenness: list[float] = field(default_factory=list)
    fastest_cps: float = 0
    moved_ms: list[int] = field(default_factory=list)
    seconds: float = 0
    words: int = 0


def measured(
    group: str,
    shape: str,
    maker: str,
    transcripts: Sequence[Transcript],
    make: Captioner,
) -> Seen:
    seen = Seen(group, shape, maker)
    line_length, with_names = SHAPES[shape]
    for transcript in transcripts:
        began = time.perf_counter()
        cues = list(make(transcript, line_length=line_length, with_names=with_names))
        seen.seconds += time.perf_counter() - began
        seen.words += len(transcript.words)
        look_at(cues, seen, line_length)
        seen.moved_ms += moves(cues)
    if maker == "now":
        bars.least(
            f"captions within the limits, %, {group}, {shape}",
            100 * seen.within / seen.count,
            100,
        )
    return seen


def look_at(cues: Sequence[Caption], seen: Seen, line_length: int) -> None:
    starts = [*(cue.start_ms for cue in cues[1:]), sys.maxsize]
    for cue, next_ms in zip(cues, starts, strict=True):
        length_ms = cue.end_ms - cue.start_ms
        cps = 1_000 * len(" ".join(cue.lines)) / max(length_ms, 1)
        faults = (
            cps > FASTEST_CPS,
            length_ms > LONGEST_MS,
            len(cue.lines) > 2 or max(map(len, cue.lines)) > line_length,
            cue.end_ms > next_ms,
        )
        seen.count += 1
        seen.within += not any(faults)
        seen.too_fast += faults[0]
        seen.too_long += faults[1]
        seen.too_wide += faults[2]
        seen.overlaps += faults[3]
        seen.brief += length_ms < SHORTEST_MS
        seen.fastest_cps = max(seen.fastest_cps, cps)
        if len(cue.lines) == 2:
            shorter, longer = sorted(map(len, cue.lines))
            seen.evenness.append(shorter / longer)
    for before, after in breaks(cues):
        seen.breaks += 1
        seen.in_names += is_inside_a_name(before, after)
        seen.leading_on += leads_on(before)


def breaks(cues: Sequence[Caption]) -> Iterator[tuple[str, str]]:
    """Yield the words on both sides of every break inside a turn."""
    for cue, after in pairwise(cues):
        for one, other in pairwise(cue.lines):
            yield one.split()[-1], other.split()[0]
        if not after.opens_turn:
            yield cue.lines[-1].split()[-1], after.lines[0].split()[0]


def moves(cues: Sequence[Caption]) -> list[int]:
    """Return how far captions come from their first word, where they can tell."""
    return [
        abs(cue.start_ms - cue.rows[0][0].start_ms)
        for cue in cues
        if hasattr(cue, "rows")
    ]


def report(rows: Sequence[Seen], pace: Pace, talks: Sequence[Transcript]) -> str:
    lines = [
        heading("Captions within their limits"),
        f"- podcasts: {len(talks)}, {sum(len(one.words) for one in talks):,} words;"
        f" times drawn from {sum(map(len, pace.pauses.values())):,} words of recordings",
        "- limits: the lines of the shape, 7 s, 25 characters a second, no overlap\n",
        "| words | shape | cut by | captions | within | too fast | fastest, c/s | over 7 s"
        " | overlap | under 1 s | even lines | breaks in names | behind leading words"
        " | moved over 0.5 s | words a second |",
        "| --- | --- | --- | --: " + "| --: " * 11 + "|",
    ]
    lines += map(row, rows)
    lines.append(
        "\n*Even lines*: the shorter of two over the longer, mean. *Breaks*: of all breaks"
        " between lines or captions of one turn, those inside a name, and those behind an"
        " article, a preposition or the like. *Moved*: captions that come more than half a"
        " second before or after their first word; with the older cut none does.\n"
    )
    return "\n".join(lines)


def row(seen: Seen) -> str:
    evenness = sum(seen.evenness) / max(len(seen.evenness), 1)
    moved = sum(one > 500 for one in seen.moved_ms)
    return (
        f"| {seen.group} | {seen.shape} | {seen.maker} | {seen.count:,}"
        f" | {share(seen.within, seen.count)} | {share(seen.too_fast, seen.count)}"
        f" | {seen.fastest_cps:.0f} | {seen.too_long} | {seen.overlaps}"
        f" | {share(seen.brief, seen.count)} | {evenness:.2f}"
        f" | {share(seen.in_names, seen.breaks)}"
        f" | {share(seen.leading_on, seen.breaks)}"
        f" | {share(moved, seen.count)} | {seen.words / seen.seconds:,.0f} |"
    )


def share(part: int, whole: int) -> str:
    """
    Return a share that is not rounded to all.

    >>> share(999, 1000), share(1000, 1000), share(9999, 10000)
    ('99.90 %', '100 %', '99.99 %')
    """
    return "100 %" if part == whole else f"{100 * part / max(whole, 1):.2f} %"


if __name__ == "__main__":
    main()
