"""
Where links lead when a draft with word errors is replaced by the true script.

    bin/bench replacement [--seeds 3]

The scripts are real podcast transcripts. Drafts are made of them as recognizers err:
for every word that should be wrong, seven in ten are other words (a third of them one
letter off, the rest any word of the program), two in ten are not heard, and one in
ten is a word that nobody said. Case, punctuation and the names of speakers are lost. The
times of a draft are those of people who speak unevenly and pause, 60 ms off; the script
has none.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from bench.measuring import ROOT, heading, median, write_result
from callsign.engines.transcript.model import Speaker, Tier, Transcript, Turn, Word
from callsign.engines.transcript.replacing import replaced
from callsign.engines.transcript.script import read_script

PODCASTS = ROOT.parent / "shared" / "data" / "transcripts" / "changelog"
ERRORS = (0.15, 0.30, 0.45)
# A draft changes its voice about as often as people do.
TURN = 60  # words
BAR, BAR_ERRORS = 0.995, 0.15


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, and for each of its words the script's words it may lead to."""

    transcript: Transcript
    right: dict[str, set[int]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    seeds = parser.parse_args().seeds
    rows, worst = [], 1.0
    for errors in ERRORS:
        shares, times, count = [], [], 0
        for script in scripts():
            for seed in range(seeds):
                draft = drafted(script, errors, random.Random(seed))
                begun = time.perf_counter()
                done = replaced(draft.transcript, script, after_word=1_000_000)
                times.append(time.perf_counter() - begun)
                shares.append(share_right(draft, done.transcript, done.moved))
                count += len(draft.right)
        if errors == BAR_ERRORS:
            worst = min(shares)
        rows.append(
            f"| {errors:.0%} | {count:,} | {100 * median(shares):.2f} |"
            f" {100 * min(shares):.2f} | {1_000 * median(times):.0f} |"
        )
    met = worst >= BAR
    write_result(
        "replacement",
        heading("A draft replaced by the true script")
        + f"- data: the shared podcast transcripts, {seeds} drafts of each\n"
        "- a link for every word of the draft; right is the word said there, and for a"
        " word nobody said one of its neighbors\n\n"
        "| word errors | links | right, median % | right, worst script % | ms |\n"
        "| --: | --: | --: | --: | --: |\n" + "\n".join(rows) + "\n\n"
        f"To reach: {BAR:.1%} at {BAR_ERRORS:.0%} errors, of the worst script."
        f" {'Met' if met else 'Not met'}.\n",
    )
    return 0 if met else 1


def scripts() -> Iterator[Transcript]:
    for file in sorted(PODCASTS.glob("*.md")):
        yield read_script(file.read_text(encoding="utf-8"))


def drafted(script: Transcript, errors: float, chance: random.Random) -> Draft:
    """Return what a recognizer might have heard of a script."""
    said = [word.text.strip(".,?!;:\"'()").casefold() for word in script.words]
    times = spoken_times(said, chance)
    heard: list[tuple[str, set[int], tuple[int, int]]] = []
    for at, word in enumerate(said):
        drawn = chance.random() / errors
        if not word or 0.7 <= drawn < 0.9:
            continue
        if drawn < 0.7:
            word = misheard(word, said, chance)
        start_ms, end_ms = times[at]
        if 0.9 <= drawn < 1:
            middle_ms = (start_ms + end_ms) // 2
            heard.append((word, {at}, (start_ms, middle_ms)))
            phantom = chance.choice(said) or "uh"
            heard.append((phantom, {at, at + 1}, (middle_ms, end_ms)))
        else:
            heard.append((word, {at}, (start_ms, end_ms)))
    right = {f"w{number}": may for number, (_, may, _) in enumerate(heard, 1)}
    return Draft(in_turns(heard), right)


def spoken_times(said: list[str], chance: random.Random) -> list[tuple[int, int]]:
    """Return when a recognizer says that each word was said."""
    times, now, latest = [], 0.0, 0
    for word in said:
        if chance.random() < 0.1:
            now += chance.uniform(200, 900)
        length = 110 * max(1, len(word)) ** 0.6 * chance.lognormvariate(0, 0.3)
        start_ms = max(latest, round(now + chance.gauss(0, 60)))
        latest = max(start_ms + 20, round(now + length + chance.gauss(0, 60)))
        times.append((start_ms, latest))
        now += length
    return times


def misheard(word: str, said: list[str], chance: random.Random) -> str:
    if chance.random() < 1 / 3:
        at = chance.randrange(len(word))
        return word[:at] + chance.choice("aeioustrnl") + word[at + 1 :]
    return chance.choice(said) or "uh"


def in_turns(heard: list[tuple[str, set[int], tuple[int, int]]]) -> Transcript:
    words = [
        Word(f"w{number}", text, *span, Tier.IMPORTED)
        for number, (text, _, span) in enumerate(heard, 1)
    ]
    turns = []
    for number, at in enumerate(range(0, len(words), TURN)):
        part = tuple(words[at : at + TURN])
        turns.append(
            Turn(
                f"s{number % 2 + 1}",
                " ".join(word.text for word in part),
                part,
                part[0].start_ms,
                part[-1].end_ms,
            )
        )
    return Transcript(
        (Speaker("s1", None, None), Speaker("s2", None, None)), tuple(turns)
    )


def share_right(draft: Draft, script: Transcript, moved: dict[str, str]) -> float:
    """Return the share of links that open a word they may open."""
    places = {word.id: at for at, word in enumerate(script.words)}
    right = sum(
        places.get(moved.get(word, ""), -1) in may for word, may in draft.right.items()
    )
    return right / len(draft.right)


if __name__ == "__main__":
    sys.exit(main())
