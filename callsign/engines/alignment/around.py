"""Around: words that were touched are heard again; no other word's time changes."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from callsign.engines.alignment.anchors import Anchor, find_anchors
from callsign.engines.alignment.chunks import find_chunks
from callsign.engines.alignment.edges import trimmed
from callsign.engines.alignment.excerpt import Excerpt
from callsign.engines.alignment.forcing import fit
from callsign.engines.alignment.hearing import HeardWord, Hearer
from callsign.engines.alignment.language_model import language_model
from callsign.engines.alignment.listening import ROUNDS, find_gaps, listen_again
from callsign.engines.alignment.passages import Passage, rising
from callsign.engines.alignment.placing import placed
from callsign.engines.alignment.progress import Progress, Stage
from callsign.engines.alignment.stretches import stretches
from callsign.engines.alignment.timing import Tier, Timing

# Free listening is late at one word and early at the next, by no more than this.
LATE_MS = 100

# Of the words around, whose times stand, so many are heard where they were: else the
# times are of another recording. Of a wrong one hardly any is.
MANY_AROUND = 12
FEWEST_CONFIRMED = 0.25


@dataclass(frozen=True, slots=True)
class Around:
    """
    The times of all words, of which only untimed and touched ones have other ones.

    Of ``around`` words that stand beside them, ``confirmed`` were heard where they were.
    """

    timings: tuple[Timing, ...]
    around: int = 0
    confirmed: int = 0

    @property
    def is_other_recording(self) -> bool:
        """Whether the times that were there cannot be those of this recording."""
        is_enough = self.around >= MANY_AROUND
        return is_enough and self.confirmed < FEWEST_CONFIRMED * self.around


def align_around(
    words: Sequence[str],
    timings: Sequence[Timing],
    touched: AbstractSet[int],
    passages: Sequence[Passage],
    hearer: Hearer,
) -> Generator[Progress, None, Around]:
    """
    Find out when touched words are said, among words whose times stand.

    ``passages`` are what ``find_passages`` says of the same words; the hearer's
    recording is their sound alone, one after the other. Yields how far it has come; the
    generator's value is what was found. A touched word that nobody heard shares the
    time between its neighbors; without room there it has none.
    """
    learned = hearer.learn(
        [word for one in passages for word in words[one.first : one.stop]]
    )
    names = dict(zip(numbers_of(passages), learned, strict=True))
    known = [number for number in rising(timings, touched) if names.get(number)]
    found: dict[int, Timing] = {}
    around = confirmed = at_ms = 0
    for passage in passages:
        here = _Here(passage, names, timings, frozenset(known))
        part = Excerpt(hearer, at_ms, at_ms + passage.length_ms)
        heard = yield from here.fitted(part, touched)
        beside = heard.keys() & here.known
        around += len(beside)
        confirmed += sum(heard[number].tier is Tier.HEARD for number in beside)
        found |= heard
        at_ms += passage.length_ms
    return Around(tuple(placed(words, timings, touched, found)), around, confirmed)


def numbers_of(passages: Sequence[Passage]) -> Iterator[int]:
    """Yield the numbers of the words of passages."""
    for one in passages:
        yield from range(one.first, one.stop)


class _Here:
    """One passage: its words that somebody could say, and which of them are known."""

    def __init__(
        self,
        passage: Passage,
        names: Mapping[int, str | None],
        timings: Sequence[Timing],
        known: AbstractSet[int],
    ) -> None:
        self.passage = passage
        inside = range(passage.first, passage.stop)
        self.spoken = [number for number in inside if names[number] is not None]
        self.names = [name for n in inside if (name := names[n]) is not None]
        self.timings = timings
        self.known = known & set(self.spoken)

    def fitted(
        self, part: Excerpt, touched: AbstractSet[int]
    ) -> Generator[Progress, None, dict[int, Timing]]:
        """Return the times of the words near touched ones, by their number."""
        anchors = yield from listened(self.names, self.anchors(), part)
        found: dict[int, Timing] = {}
        for chunk in find_chunks(self.names, anchors, part.duration_ms):
            if not touched.isdisjoint(self.spoken[chunk.first : chunk.stop]):
                found |= fit(part, chunk, self.names)
        yield told(part, part.duration_ms, Stage.FITTING)
        numbers = sorted(found)
        sounding = trimmed([found[one] for one in numbers], part.levels)
        return {
            self.spoken[number]: moved(timing, self.passage.start_ms)
            for number, timing in zip(numbers, sounding, strict=True)
        }

    def anchors(self) -> list[Anchor]:
        """Return the known words as if they had just been heard."""
        found = []
        for is_known, group in groupby(
            enumerate(self.spoken), key=lambda one: one[1] in self.known
        ):
            if is_known:
                places = list(group)
                heard = tuple(self.heard(*place) for place in places)
                found.append(Anchor(places[0][0], heard))
        return found

    def heard(self, at: int, number: int) -> HeardWord:
        timing = moved(self.timings[number], -self.passage.start_ms)
        return HeardWord(self.names[at], timing.start_ms or 0, timing.end_ms or 0)


def listened(
    names: Sequence[str], anchors: Sequence[Anchor], part: Excerpt
) -> Generator[Progress, None, list[Anchor]]:
    """Return the anchors, and those that listening finds between them, ever closer."""
    model = language_model(names)
    heard: list[HeardWord] = []
    for stretch in stretches(part.levels, 0, part.duration_ms):
        if not stretch.is_silent:
            heard += part.decode(stretch.start_ms, stretch.end_ms, model)
        yield told(part, stretch.end_ms, Stage.LISTENING)
    known = with_heard(anchors, find_anchors(names, heard), len(names))
    for _ in range(ROUNDS):
        found: list[Anchor] = []
        for gap in find_gaps(names, known, part.duration_ms):
            found += listen_again(names, gap, part)
            yield told(part, gap.end_ms, Stage.LISTENING)
        if not found:
            break
        known = sorted([*known, *found], key=lambda anchor: anchor.first)
    return known


def with_heard(
    anchors: Sequence[Anchor], heard: Sequence[Anchor], count: int
) -> list[Anchor]:
    """Return anchors with what was heard of the words between them, where they leave room."""
    found = list(anchors)
    edges = [Anchor(0, ()), *anchors, Anchor(count, ())]
    for before, after in pairwise(edges):
        opens_ms = before.end_ms - LATE_MS if before.heard else 0
        closes_ms = after.start_ms + LATE_MS if after.heard else None
        for one in heard:
            first, stop = max(one.first, before.stop), min(one.stop, after.first)
            if first >= stop:
                continue
            piece = Anchor(first, one.heard[first - one.first : stop - one.first])
            if piece.start_ms >= opens_ms and (
                closes_ms is None or piece.end_ms <= closes_ms
            ):
                found.append(piece)
    return sorted(found, key=lambda anchor: anchor.first)


def told(part: Excerpt, upto_ms: int, stage: Stage) -> Progress:
    """Say how far all of the hearing is."""
    return Progress(part.opens_ms + upto_ms, part.hearer.duration_ms, stage)


def moved(timing: Timing, by_ms: int) -> Timing:
    """Return a timing on another clock."""
    if timing.start_ms is None or timing.end_ms is None:
        return timing
    return replace(
        timing,
        start_ms=max(0, timing.start_ms + by_ms),
        end_ms=max(0, timing.end_ms + by_ms),
    )
