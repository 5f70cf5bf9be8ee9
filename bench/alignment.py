"""
Measure alignment: how many words get times, how exact they are, at what price.

    python -m bench.alignment [--without-aeneas]

Speech: a person with times set by hand (Montreal Forced Aligner's test corpus) and
interviews of the demo station, said by espeak-ng and flite, which tell when they
say each word. Each as it is, and after the accidents of radio; two of them were held
out: nothing was chosen by them. Needs espeak-ng and flite; for the comparison also
ffmpeg, a C compiler and libespeak-dev.
"""

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.interviews import (
    RATE_HZ,
    Interview,
    Token,
    by_exchange,
    by_phone,
    clean,
    spoken_interview,
    turns_of,
    with_edits,
    with_noise_and_music,
    with_phantom,
    with_untranscribed,
    write_wav,
)
from bench.measuring import ROOT, Bars, heading, write_result
from bench.recordings import (
    CASTS,
    READING,
    held_out,
    script,
    wave_of,
    with_a_cold,
    with_bars,
)
from bench.voices import espeak
from callsign.engines.transcript.model import Transcript, Turn, Word
from callsign.media.aligning import align_recording

PHANTOM_SCRIPT = "well-water"
TALK = ROOT.parent / "shared/data/transcripts/changelog/go-time-100.md"
PEER = Path(__file__).parent / "peers/aeneas_words.py"

BARS = {
    "clean": 96,
    "40 s untranscribed": 95,
    "80 words never spoken": 95,
    "10 % word edits": 86,
    "half by telephone": 92,
    "noise and music, 10 dB": 91,
}
EXCHANGE = "half by telephone exchange"
HELD_OUT_BARS = BARS | {EXCHANGE: BARS["half by telephone"]}

COLD = "spontaneous, with coughs"
COLD_BARS = {COLD: 85}
ALL_BARS = HELD_OUT_BARS | COLD_BARS

# The two that were missed for longest: each recording is held to them by itself.
HELD_ONE_BY_ONE = ("noise and music, 10 dB", COLD)

EXPLAINED = """\
Shares are of the words really spoken; an untimed word is a miss. Speed is CPU time on
one core, decoding included.
"""

Starts = Callable[[Interview, Path], list[float | None]]
Change = Callable[[Interview], Interview]


@dataclass(frozen=True, slots=True)
class Score:
    """What one aligner made of one recording; shares are of the words really spoken."""

    spoken: int
    timed: float
    median_ms: float
    within_50: float
    within_100: float
    phantoms_timed: int
    phantoms: int
    seconds: float
    speed: float


def score(
    interview: Interview, starts_ms: Sequence[float | None], seconds: float
) -> Score:
    """Compare starts with the truth."""
    pairs = [
        (start, token.start_ms)
        for start, token in zip(starts_ms, interview.tokens, strict=True)
        if token.start_ms is not None
    ]
    errors = sorted(abs(start - true) for start, true in pairs if start is not None)
    phantoms = [
        start
        for start, token in zip(starts_ms, interview.tokens, strict=True)
        if token.is_phantom
    ]
    return Score(
        spoken=len(pairs),
        timed=len(errors) / len(pairs),
        median_ms=statistics.median(errors) if errors else float("nan"),
        within_50=sum(error <= 50 for error in errors) / len(pairs),
        within_100=sum(error <= 100 for error in errors) / len(pairs),
        phantoms_timed=sum(start is not None for start in phantoms),
        phantoms=len(phantoms),
        seconds=seconds,
        speed=interview.minutes * 60 / seconds,
    )


def callsign_starts(interview: Interview, audio: Path) -> list[float | None]:
    words = tuple(Word(str(n), token.text) for n, token in enumerate(interview.tokens))
    text = " ".join(token.text for token in interview.tokens)
    aligned = align_recording(audio, Transcript(turns=(Turn(None, text, words),)))
    return [word.start_ms for word in aligned.transcript.words]


def aeneas_starts(python: Path) -> Starts:
    def starts(interview: Interview, audio: Path) -> list[float | None]:
        words = audio.with_suffix(".txt")
        words.write_text("\n".join(token.text for token in interview.tokens))
        answer = audio.with_suffix(".json")
        subprocess.run(
            [python, PEER, audio, words, answer], check=True, capture_output=True
        )
        found: list[float | None] = json.loads(answer.read_text())
        return found

    return starts


def aeneas_environment(folder: Path) -> Path:
    """Install aeneas 1.7.3 by itself; it wants an old numpy and an old setuptools."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [folder / "bin/pip", "install", "--quiet"]
    tools = ["numpy==1.26.4", "setuptools<60", "wheel", "lxml", "beautifulsoup4"]
    subprocess.run([*pip, *tools], check=True)
    subprocess.run([*pip, "--no-build-isolation", "aeneas==1.7.3"], check=True)
    return folder / "bin/python"


def conditions() -> dict[str, Change]:
    phantom = " ".join(text for _, text in turns_of(script(PHANTOM_SCRIPT))).split()
    other = (
        wave_of(READING)[15 * RATE_HZ :] if READING.exists() else np.zeros(40 * RATE_HZ)
    )
    return {
        "clean": clean,
        "40 s untranscribed": with_untranscribed(other.astype(np.float32)),
        "80 words never spoken": with_phantom(phantom),
        "10 % word edits": with_edits,
        "half by telephone": by_phone,
        "noise and music, 10 dB": with_noise_and_music,
    }


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-aeneas", action="store_true")
    parser.add_argument("--aeneas", type=Path, help="a Python that has aeneas 1.7.3")
    options = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with TemporaryDirectory(prefix="callsign-bench-") as folder:
        aligners = {"callsign": callsign_starts}
        if not options.without_aeneas:
            python = options.aeneas or aeneas_environment(Path(folder) / "aeneas")
            aligners["aeneas 1.7.3"] = aeneas_starts(python)
        audio = Path(folder) / "sound.wav"
        mine = {"callsign": callsign_starts}
        lines = [
            *section(with_bars(), conditions(), aligners, audio),
            "\n## Held out: no constant was chosen by these\n",
            *section(held_out(), conditions() | {EXCHANGE: by_exchange}, mine, audio),
            "\n## People with a cold: constants were chosen by these\n",
            *section(with_a_cold(), {COLD: clean}, mine, audio),
            "\n## An hour\n",
            measure_an_hour(audio),
        ]
    write_result("alignment", "\n".join([heading("Alignment"), EXPLAINED, *lines, ""]))
    bars.end()


def section(
    interviews: Iterable[Interview],
    changes: dict[str, Change],
    aligners: dict[str, Starts],
    audio: Path,
) -> Iterator[str]:
    """Yield a table with a row for each recording, condition and aligner, and their sum."""
    yield "| recording | condition | aligner | words | timed | median | ≤ 50 ms | ≤ 100 ms | bar | phantoms timed | speed |"
    yield "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    scores: list[tuple[str, str, Score]] = []
    for interview in interviews:
        for condition, change in changes.items():
            changed = change(interview)
            write_wav(audio, changed.wave)
            for name, aligner in aligners.items():
                before = cpu_seconds()
                starts = aligner(changed, audio)
                one = score(changed, starts, cpu_seconds() - before)
                scores.append((condition, name, one))
                if name == "callsign" and condition in HELD_ONE_BY_ONE:
                    held_to(f"{interview.name}, {condition}", condition, one.within_100)
                row = row_of(interview.name, condition, name, one)
                print(row, flush=True)
                yield row
    if len(changes) > 1:
        yield from pooled(scores)


def pooled(scores: Sequence[tuple[str, str, Score]]) -> Iterator[str]:
    """Yield the table of all recordings together, weighted by their words."""
    aligners = list(dict.fromkeys(aligner for _, aligner, _ in scores))
    yield "\nAll of them together, weighted by words, within 100 ms:\n"
    yield f"| condition | bar | {' | '.join(aligners)} |"
    yield f"|---|--:|{'--:|' * len(aligners)}"
    for condition in dict.fromkeys(condition for condition, _, _ in scores):
        shares = []
        for aligner in aligners:
            mine = [
                one for what, who, one in scores if (what, who) == (condition, aligner)
            ]
            spoken = sum(one.spoken for one in mine)
            within = sum(one.within_100 * one.spoken for one in mine)
            shares.append(f"{within / spoken:.1%}")
        held_to(condition, condition, float(shares[0][:-1]) / 100)
        yield f"| {condition} | {ALL_BARS[condition]} % | {' | '.join(shares)} |"


def held_to(what: str, condition: str, share: float) -> None:
    """Hold the share of words within 100 ms to the bar of its condition."""
    bars.least(f"{what}: % within 100 ms", share * 100, ALL_BARS[condition])


def cpu_seconds() -> float:
    """Return the CPU time of this process and of those it ran."""
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def row_of(recording: str, condition: str, aligner: str, one: Score) -> str:
    return (
        f"| {recording} | {condition} | {aligner} | {one.spoken} | {one.timed:.1%}"
        f" | {one.median_ms:.0f} ms | {one.within_50:.1%} | {one.within_100:.1%}"
        f" | {ALL_BARS[condition]} % | {one.phantoms_timed} of {one.phantoms}"
        f" | {one.speed:.0f} x |"
    )


def measure_an_hour(audio: Path) -> str:
    """Align an hour of talk in a process of its own."""
    cast = [espeak(*voice) for voice in next(iter(CASTS.values()))]
    interview = spoken_interview("an hour", hour_of_talk(), cast)
    write_wav(audio, interview.wave)
    words = [token.text for token in interview.tokens]
    audio.with_suffix(".txt").write_text(" ".join(words))
    code = "import sys; from bench.alignment import align_words; align_words(*sys.argv[1:])"
    before = cpu_seconds()
    run = subprocess.run(
        [sys.executable, "-c", code, audio, audio.with_suffix(".txt")],
        check=True, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    seconds = cpu_seconds() - before
    minutes = interview.minutes
    return (
        f"A podcast ({minutes:.0f} min, {len(words):,} words): {seconds:.0f} s of one core,"
        f" {minutes * 60 / seconds:.0f} x real time; {run.stdout.strip()}."
    )


def hour_of_talk() -> str:
    """Return the first 9,500 words of a podcast's transcript, as a script."""
    text = re.sub(r"\\\[.*?\\\]|[*]{2}", "", TALK.read_text(encoding="utf-8"))
    return " ".join(text.split(" ")[:9_500])


def align_words(audio: str, words: str) -> None:
    """Align a long recording and print the most memory it took."""
    tokens = tuple(Token(word, None) for word in Path(words).read_text().split())
    nothing = np.zeros(0, dtype=np.float32)
    starts = callsign_starts(Interview("hour", nothing, tokens, ()), Path(audio))
    timed = sum(start is not None for start in starts) / len(starts)
    # Not getrusage: what a process reports there may be its parent's, from before exec.
    status = Path("/proc/self/status").read_text()
    peak_mb = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
    print(f"{timed:.1%} of the words timed, {peak_mb:.0f} MB at most")


if __name__ == "__main__":
    main()
