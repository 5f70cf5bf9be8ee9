"""Align: the words of a script, heard, anchored, fitted, and reported on."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from callsign.engines.alignment.anchors import Anchor
from callsign.engines.alignment.belonging import belongs, share_heard, words_heard
from callsign.engines.alignment.chunks import find_chunks
from callsign.engines.alignment.edges import trimmed
from callsign.engines.alignment.forcing import fit
from callsign.engines.alignment.hearing import Hearer
from callsign.engines.alignment.interpolation import interpolate
from callsign.engines.alignment.listening import listen
from callsign.engines.alignment.progress import Progress, Stage
from callsign.engines.alignment.report import (
    SILENT,
    Passage,
    Report,
    Span,
    clock,
    find_passages,
    find_untranscribed,
)
from callsign.engines.alignment.stretches import is_silence
from callsign.engines.alignment.timing import UNTIMED, Timing


@dataclass(frozen=True, slots=True)
class Alignment:
    """One timing for each word of the script, and what an editor should know."""

    timings: tuple[Timing, ...]
    report: Report


def align(words: Sequence[str], hearer: Hearer) -> Generator[Progress, None, Alignment]:
    """
    Find out when each word of a script is said.

    Yields how far it has come; the generator's value is the alignment. Close it
    to cancel. Words that cannot be placed stay untimed, and when the script
    belongs to another recording all of them do.
    """
    learned = hearer.learn(words)
    spoken = [number for number, name in enumerate(learned) if name is not None]
    names = [name for name in learned if name is not None]
    anchors = yield from listen(names, hearer)
    found = yield from fit_all(names, anchors, hearer)
    found = trimmed(in_order(found), hearer.levels)
    found = in_order(interpolate(names, found))

    timings = [UNTIMED] * len(words)
    for number, timing in zip(spoken, found, strict=True):
        timings[number] = timing
    return concluded(timings, spoken, anchors, hearer)


def fit_all(
    names: Sequence[str], anchors: Sequence[Anchor], hearer: Hearer
) -> Generator[Progress, None, list[Timing]]:
    """Fit every chunk between anchors to its sound."""
    timings = [UNTIMED] * len(names)
    for chunk in find_chunks(names, anchors, hearer.duration_ms):
        for number, timing in fit(hearer, chunk, names).items():
            timings[number] = timing
        yield Progress(chunk.end_ms, hearer.duration_ms, Stage.FITTING)
    return timings


def in_order(timings: Sequence[Timing]) -> list[Timing]:
    """Return timings that never go back: a word ends where the next one starts, at the latest."""
    kept = list(timings)
    latest_ms = 0
    for number, timing in enumerate(timings):
        if timing.start_ms is None or timing.end_ms is None:
            continue
        if timing.start_ms < latest_ms:
            kept[number] = UNTIMED
        else:
            latest_ms = timing.start_ms
    timed = [number for number, timing in enumerate(kept) if timing.is_timed]
    for one, two in pairwise(timed):
        end_ms, next_ms = kept[one].end_ms, kept[two].start_ms
        if end_ms is not None and next_ms is not None and end_ms > next_ms:
            kept[one] = replace(kept[one], end_ms=next_ms)
    return kept


def concluded(
    timings: list[Timing],
    spoken: Sequence[int],
    anchors: Sequence[Anchor],
    hearer: Hearer,
) -> Alignment:
    """Judge an alignment as a whole, and take back what cannot be true."""
    if not belongs(anchors, len(spoken), hearer.levels):
        return Alignment(
            (UNTIMED,) * len(timings), nothing_fits(spoken, anchors, hearer.levels)
        )
    heard = share_heard(anchors, len(spoken))
    untranscribed = tuple(
        find_untranscribed(timings, hearer.levels, hearer.duration_ms)
    )
    not_found = tuple(find_passages(timings, spoken))
    problems = [
        *map(untranscribed_problem, untranscribed),
        *map(not_found_problem, not_found),
    ]
    return Alignment(
        tuple(timings),
        Report(untranscribed, not_found, heard, problems=tuple(problems)),
    )


def nothing_fits(
    spoken: Sequence[int], anchors: Sequence[Anchor], levels: Sequence[int]
) -> Report:
    """Return why a script has no times at all."""
    if not spoken:
        return Report(problems=("The script has no words to look for.",))
    if is_silence(levels):
        return Report(is_silent=True, problems=(SILENT,))
    another = (
        f"Only {words_heard(anchors)} of the script's {len(spoken)} words were heard in"
        " the recording: it seems to be the script of another recording. No times were"
        " written."
    )
    heard = share_heard(anchors, len(spoken))
    return Report(heard=heard, is_other_recording=True, problems=(another,))


def untranscribed_problem(span: Span) -> str:
    return (
        f"From {clock(span.start_ms)} to {clock(span.end_ms)} there is sound"
        " that the script has no words for."
    )


def not_found_problem(passage: Passage) -> str:
    count = passage.stop - passage.first
    return (
        f"{count} words of the script, from word {passage.first + 1},"
        " were not found in the recording."
    )
