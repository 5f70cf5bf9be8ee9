"""
Matching recordings: what an edition is made of, found by listening to it and the master.

Both are fingerprinted, the edition is walked along the master, and each edge is then
looked for in the sound itself.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from callsign.engines.alignment.progress import Progress, Stage
from callsign.engines.transcript.edit_list import EditList, Kept, Other, Part, joined
from callsign.media.aligning import Cancelled, TellProgress, WantsToStop, ignore, never
from callsign.media.decoding import Speech, decode_speech
from callsign.media.exact_edges import edge_between, exactly_ahead
from callsign.media.fingerprint import HOP_MS, fingerprint
from callsign.media.recording_path import Run, path_through
from callsign.media.sound import Problem, Stopped

# How far from where the fingerprints change an edge is looked for.
AROUND_MS = 700
# Sounds less alike than this went through a processor: their edges are rough.
EXACT_ABOVE = 0.5
# What two stretches of the edition may both claim of the master before one gives way.
TRIMMED_MS = 150
TWICE = "is heard elsewhere in this edition too, and stands there"
# With less of the master than this, it is no edition of it.
FEWEST_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something of the edition that a person should listen to: from when to when, and why."""

    start_ms: int
    end_ms: int
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """
    What an edition is made of, and how sure that is.

    ``confidence`` is that of the weakest stretch that was found, from 0 to 1;
    ``recording_problems`` are about the two files.
    """

    edits: EditList
    confidence: float
    doubts: tuple[Doubt, ...]
    master_ms: int
    recording_problems: tuple[Problem, ...] = ()

    @property
    def shared(self) -> float:
        """The share of the edition that the master has."""
        return self.edits.kept_ms / max(self.edits.duration_ms, 1)

    @property
    def is_other_recording(self) -> bool:
        """Whether they have too little in common to be of one broadcast."""
        return self.shared < FEWEST_SHARE


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the edition in milliseconds; ``ahead_ms`` None where nobody has it."""

    start_ms: int
    end_ms: int
    ahead_ms: int | None
    sure: float = 1.0
    is_exact: bool = True


def match_recordings(
    master: Path,
    edition: Path,
    *,
    on_progress: TellProgress | None = None,
    cancelled: WantsToStop | None = None,
) -> Match:
    """
    Return what an edition is made of, as stretches of the master and of something else.

    Cost:    20 s of one core and 100 MB for an hour against an hour; both wait on disk,
             115 MB an hour each
    Raises:  NotAudio and its kinds (``callsign.media.opening``); Cancelled when
             ``cancelled()`` turns true
    """
    tell, stop = on_progress or ignore, cancelled or never
    try:
        with (
            decode_speech(master, on_progress=half(tell, 0), cancelled=stop) as first,
            decode_speech(edition, on_progress=half(tell, 1), cancelled=stop) as second,
        ):
            return matched(first, second, tell, stop)
    except Stopped as stopped:
        raise Cancelled(str(stopped)) from stopped


def matched(
    master: Speech, edition: Speech, tell: TellProgress, stop: WantsToStop
) -> Match:
    """Return what an edition is made of, of recordings that are decoded."""
    prints = [
        fingerprint(speech, tell=listened(tell, stop, at))
        for at, speech in enumerate((master, edition))
    ]
    runs = path_through(prints[0], prints[1])
    found = placed(runs, master, edition)
    if not found:
        found = [Stretch(0, edition.duration_ms, None)]
    edged = list(with_edges(found, master, edition))
    tell(Progress(100, 100, Stage.FITTING))
    settled, claimed = without_claims(edged)
    parts = tuple(joined(parts_of(settled, master.duration_ms, edition.duration_ms)))
    kept = [one for one in settled if one.ahead_ms is not None]
    return Match(
        EditList(parts),
        confidence=min((one.sure for one in kept), default=0.0),
        doubts=tuple(
            sorted([*claimed, *doubts_of(kept)], key=lambda one: one.start_ms)
        ),
        master_ms=master.duration_ms,
        recording_problems=(*master.problems, *edition.problems),
    )


def placed(runs: Sequence[Run], master: Speech, edition: Speech) -> list[Stretch]:
    """Return the runs in milliseconds, each at its exact distance."""
    found = []
    for number, run in enumerate(runs):
        is_last = number == len(runs) - 1
        start_ms = run.first * HOP_MS
        end_ms = edition.duration_ms if is_last else run.stop * HOP_MS
        if run.ahead is None:
            found.append(Stretch(start_ms, end_ms, None))
            continue
        ahead_ms, alike = exactly_ahead(
            master, edition, start_ms, end_ms, run.ahead * HOP_MS
        )
        is_exact = alike >= EXACT_ABOVE
        ahead_ms = ahead_ms if is_exact else run.ahead * HOP_MS
        # Half of the bits differ between sounds that have nothing in common.
        sure = max(0.0, min(1.0, 1 - 2 * run.differing))
        found.append(Stretch(start_ms, end_ms, ahead_ms, max(sure, alike), is_exact))
    return list(in_one(found))


def in_one(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches; of neighbors at one distance, one."""
    last: Stretch | None = None
    for one in stretches:
        if last is not None and last.ahead_ms == one.ahead_ms:
            last = replace(last, end_ms=one.end_ms, sure=min(last.sure, one.sure))
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def with_edges(
    stretches: Sequence[Stretch], master: Speech, edition: Speech
) -> Iterator[Stretch]:
    """Yield the stretches with the moments at which the sound itself changes."""
    starts = [0]
    for one, following in pairwise(stretches):
        starts.append(edge_of(one, following, starts[-1], master, edition))
    ends = [*starts[1:], edition.duration_ms]
    for one, start_ms, end_ms in zip(stretches, starts, ends, strict=True):
        if start_ms < end_ms:
            yield replace(one, start_ms=start_ms, end_ms=end_ms)


def edge_of(
    one: Stretch, following: Stretch, start_ms: int, master: Speech, edition: Speech
) -> int:
    """Return when one stretch ends and the next begins, as exactly as can be told."""
    rough_ms = one.end_ms
    first_ms = max(rough_ms - AROUND_MS, (start_ms + rough_ms) // 2)
    last_ms = min(rough_ms + AROUND_MS, (rough_ms + following.end_ms) // 2)
    # The master is heard neither before it begins nor after it ends.
    if following.ahead_ms is not None:
        first_ms = max(first_ms, -following.ahead_ms)
    if one.ahead_ms is not None:
        last_ms = min(last_ms, master.duration_ms - one.ahead_ms)
    if first_ms >= last_ms or not (one.is_exact and following.is_exact):
        return min(max(rough_ms, start_ms, first_ms), edition.duration_ms)
    return edge_between(
        master,
        edition,
        one.ahead_ms,
        following.ahead_ms,
        first_ms=first_ms,
        last_ms=last_ms,
    )


def without_claims(
    stretches: Sequence[Stretch],
) -> tuple[list[Stretch], list[Doubt]]:
    """
    Return the stretches so that no two have the same of the master.

    An edition may play a passage twice: what introduces a talk is often taken from it.
    The longer stretch keeps it, as it is the talk.
    """
    settled: list[Stretch] = []
    doubts: list[Doubt] = []
    for one in sorted(stretches, key=lambda each: each.start_ms - each.end_ms):
        left = one
        for other in settled:
            left = apart(left, other)
        if heard_ms(one) - heard_ms(left) > TRIMMED_MS:
            doubts.append(Doubt(one.start_ms, one.end_ms, TWICE))
        settled.append(left)
    return sorted(settled, key=lambda each: each.start_ms), doubts


def heard_ms(one: Stretch) -> int:
    """Return how much of the master a stretch has."""
    return 0 if one.ahead_ms is None else one.end_ms - one.start_ms


def apart(one: Stretch, longer: Stretch) -> Stretch:
    """Return a stretch without what a longer one has of the master."""
    if one.ahead_ms is None or longer.ahead_ms is None:
        return one
    start_ms = max(one.start_ms, longer.start_ms + longer.ahead_ms - one.ahead_ms)
    end_ms = min(one.end_ms, longer.end_ms + longer.ahead_ms - one.ahead_ms)
    if start_ms >= end_ms:
        return one
    if 2 * (end_ms - start_ms) > one.end_ms - one.start_ms:
        return replace(one, ahead_ms=None)
    if start_ms == one.start_ms:
        return replace(one, start_ms=end_ms)
    return replace(one, end_ms=start_ms)


def parts_of(
    stretches: Sequence[Stretch], master_ms: int, edition_ms: int
) -> Iterator[Part]:
    """Yield the parts of the edit list; what lies between stretches is something else."""
    at_ms = 0
    for one in stretches:
        if one.ahead_ms is None:
            continue
        # Encoders pad: an edition may begin before the master does, and end after it.
        start_ms = max(one.start_ms, -one.ahead_ms)
        end_ms = min(one.end_ms, master_ms - one.ahead_ms)
        if end_ms <= start_ms:
            continue
        if start_ms > at_ms:
            yield Other(start_ms - at_ms)
        yield Kept(start_ms + one.ahead_ms, end_ms + one.ahead_ms)
        at_ms = end_ms
    if edition_ms > at_ms:
        yield Other(edition_ms - at_ms)


def doubts_of(kept: Sequence[Stretch]) -> Iterator[Doubt]:
    """Yield the stretches that were found and sound otherwise."""
    for one in kept:
        if not one.is_exact:
            yield Doubt(
                one.start_ms,
                one.end_ms,
                "sounds otherwise than in the master, so its edges are rough",
            )


def half(tell: TellProgress, which: int) -> Callable[[int], None]:
    """Tell progress of the decoder of one of the two recordings."""
    return lambda percent: tell(Progress(100 * which + percent, 200, Stage.DECODING))


def listened(
    tell: TellProgress, stop: WantsToStop, which: int
) -> Callable[[float], None]:
    """Tell progress of the fingerprint of one of the two recordings, or stop there."""

    def told(share: float) -> None:
        tell(Progress(round(100 * (which + share)), 200, Stage.LISTENING))
        if stop():
            raise Cancelled("stopped while listening")

    return told
