"""
Whether every shared transcript is read whole, and how fast a megabyte of each format is.

What a file says is taken from it a second time, in a few lines that know nothing of the
readers; a letter that is there and not in the transcript is lost.

    bin/bench read_transcripts [--runs 5]
"""

import argparse
import html
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.measuring import ROOT, Bars, heading, median, write_result
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.table import Reading, read_transcript
from tests.engines.transcript.readers.machine_samples import Talk
from tests.engines.transcript.readers.written_samples import FORMAT_OF, sample

SHARED = ROOT.parent / "shared" / "data" / "transcripts"
MEGABYTE = 1_000_000
FEW = 100  # rounds of the talk, by which the size of a format is guessed
ALL_BAR_S, MEGABYTE_BAR_S, LOST_BAR = 5.0, 0.3, 0
# A page about formats, with examples of four in it: read, and nobody speaks in it.
NO_TRANSCRIPTS = {"podcast-namespace/transcripts.md"}
CLOCK = re.compile(r"\d+:\d\d(?::\d\d)?(?:\.\d+)?")
# Compressed or laid out: the text in them is what counts, two hours of talk.
DOCUMENTS = {"docx", "pdf"}
ROUNDS_OF_DOCUMENTS = 2_500

bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench read_transcripts")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    head = heading("Reading transcripts")
    lines = [
        head.rstrip(),
        f"- load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; times are the"
        " process's own",
        f"- runs: {runs} each, the median; the fastest in brackets",
        "",
        *shared_files(),
        "",
        *formats(runs),
    ]
    write_result("read-transcripts", "\n".join(lines) + "\n")
    bars.end()


def shared_files() -> Iterator[str]:
    """Yield the table of the shared files, and the time of all."""
    yield "| file | read as | words | with times | problems | letters | lost |"
    yield "| --- | --- | --: | --: | --: | --: | --: |"
    took_s, size = 0.0, 0
    for file in sorted(SHARED.rglob("*")):
        if not file.is_file():
            continue
        content = file.read_bytes()
        started = time.process_time()
        reading = read_transcript(content)
        took_s += time.process_time() - started
        size += len(content)
        yield row(file, content, reading)
    bars.most("all shared files, s", took_s, ALL_BAR_S)
    yield ""
    yield (
        f"All of them, {size / MEGABYTE:.1f} MB: **{took_s:.2f} s**,"
        f" at most {ALL_BAR_S:g} s."
    )


def row(file: Path, content: bytes, reading: Reading) -> str:
    said = reading.transcript
    name = str(file.relative_to(SHARED))
    stated = letters(stated_text(name, content.decode()))
    lost = (Counter(stated) - Counter(letters(kept(said)))).total()
    if name not in NO_TRANSCRIPTS:
        bars.most(f"letters lost of {name}", lost, LOST_BAR)
    timed = sum(word.start_ms is not None for word in said.words)
    counts = "– | –" if name in NO_TRANSCRIPTS else f"{len(stated):,} | {lost}"
    return (
        f"| {name} | {reading.format.title} | {len(said.words):,} | {timed:,}"
        f" | {len(said.problems)} | {counts} |"
    )


def kept(said: Transcript) -> str:
    """Return all that a transcript holds of a file's text."""
    parts = [turn.text for turn in said.turns]
    parts += [one.text for one in (*said.events, *said.notes, *said.boilerplate)]
    return " ".join(parts)


def letters(text: str) -> str:
    """Return the letters of a text, but for clock times, which become times."""
    return "".join(re.findall(r"\w", CLOCK.sub("", text)))


def stated_text(name: str, text: str) -> str:
    """Return what a file says, by a look of our own."""
    for part, look in LOOKS.items():
        if part in name:
            return look(json.loads(text) if name.endswith(".json") else text)
    raise ValueError(f"nobody knows what {name} says")


def in_results(values: Any) -> str:
    return " ".join(one["alternatives"][0]["transcript"] for one in values["results"])


def in_cues(text: str) -> str:
    """Return captions without numbers, times, notes and voices."""
    text = re.sub(r"^(\d+|.*-->.*|WEBVTT.*|NOTE.*)$", "", text, flags=re.MULTILINE)
    text = re.sub(r"<[^>]*>|^[\w .]{1,30}:", "", text, flags=re.MULTILINE)
    return html.unescape(text)


def in_markdown(text: str) -> str:
    """Return a script without its labels."""
    text = re.sub(r"^\*\*[^*]+:\*\*", "", text, flags=re.MULTILINE)
    return html.unescape(text)


def in_page(text: str) -> str:
    """Return a page without tags, voices and times."""
    text = re.sub(r"<(cite|time)>.*?</\1>", "", text, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", " ", text))


LOOKS: dict[str, Callable[[Any], str]] = {
    "amazon": lambda values: values["results"]["transcripts"][0]["transcript"],
    "gcp": in_results,
    "ibm": lambda values: in_results(values["results"][0]),
    "aldiT": lambda values: values["retval"]["punct"],
    "speechmatics": lambda values: " ".join(one["name"] for one in values["words"]),
    "autoEdit": lambda values: " ".join(
        word["text"]
        for voice in values["text"]
        for paragraph in voice["paragraph"]
        for word in paragraph["line"]
    ),
    "stt-formats": lambda values: " ".join(one["text"] for one in values["words"]),
    "podlove": lambda values: " ".join(one["text"] for one in values),
    "example.json": lambda values: " ".join(one["body"] for one in values["segments"]),
    "raw": lambda values: " ".join(
        one["properties"]["text"]
        for one in values["views"][3]["annotations"]
        if "/Token/" in one["@type"]
    ),
    "demux": lambda values: " ".join(
        one["feature"]["word"] for one in values["views"][0]["annotations"]
    ),
    "sentencesplit": lambda values: "",
    "example.html": in_page,
    "example.": in_cues,
    ".md": in_markdown,
}


def formats(runs: int) -> Iterator[str]:
    """Yield the table of what a megabyte of each format takes."""
    yield "| sample | format | MB | words | per MB |"
    yield "| --- | --- | --: | --: | --: |"
    for name, own in FORMAT_OF.items():
        rounds = ROUNDS_OF_DOCUMENTS
        if own not in DOCUMENTS:
            rounds = FEW * MEGABYTE // len(sample(name, Talk(FEW)))
        yield timed(name, own, sample(name, Talk(rounds)), runs)
    yield ""
    yield (
        f"At most {MEGABYTE_BAR_S} s for a megabyte of any format; a Word document or a PDF"
        f" of {6 * ROUNDS_OF_DOCUMENTS:,} words counts as one."
    )


def timed(name: str, own: str, content: bytes, runs: int) -> str:
    """Read a megabyte some times; return its row."""
    took, words = [], 0
    for _ in range(runs):
        started = time.process_time()
        reading = read_transcript(content)
        took.append(time.process_time() - started)
        if reading.format.name != own:
            raise AssertionError(f"{name} was read as {reading.format.title}")
        words = len(reading.transcript.words)
        del reading
    share = 1.0 if own in DOCUMENTS else len(content) / MEGABYTE
    bars.most(f"a MB of {name}, s", min(took) / share, MEGABYTE_BAR_S)
    return (
        f"| {name} | {own} | {len(content) / MEGABYTE:.2f} | {words:,}"
        f" | **{median(took) / share:.3f} s** ({min(took) / share:.3f}) |"
    )


if __name__ == "__main__":
    main()
