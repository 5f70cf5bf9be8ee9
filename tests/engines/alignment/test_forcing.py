"""The words of one chunk, fitted to its sound."""

from dataclasses import dataclass, field

from callsign.engines.alignment.anchors import Anchor
from callsign.engines.alignment.chunks import Chunk
from callsign.engines.alignment.forcing import BEAMS, fit
from callsign.engines.alignment.hearing import HeardWord
from callsign.engines.alignment.timing import Tier
from tests.engines.alignment.scripted import WORD_MS, ScriptedHearer

SAID = "so i think i am gonna cough here yeah".split()


@dataclass
class CoughingHearer(ScriptedHearer):
    """Finds the way through a cough only where it searches wide enough."""

    widest_needed: float = 1e-48
    tried: list[float] = field(default_factory=list)

    def force(self, start_ms, end_ms, names, beam):
        self.tried.append(beam)
        if beam > self.widest_needed:
            return None
        return super().force(start_ms, end_ms, names, beam)


def chunk_of(names):
    """Return all of the words as one chunk whose last three were heard."""
    first = len(names) - 3
    heard = tuple(
        HeardWord(name, number * WORD_MS, (number + 1) * WORD_MS)
        for number, name in enumerate(names)
        if number >= first
    )
    anchor = Anchor(first, heard)
    return Chunk(0, len(names), 0, len(names) * WORD_MS, (anchor,))


class TestFittingAChunk:
    def test_searches_no_wider_than_it_must(self):
        hearer = CoughingHearer(SAID)

        fit(hearer, chunk_of(SAID), SAID)

        assert hearer.tried == [max(BEAMS)]

    def test_searches_wider_through_a_cough_before_it_cuts_in_two(self):
        hearer = CoughingHearer(SAID, widest_needed=1e-120)

        timings = fit(hearer, chunk_of(SAID), SAID)

        assert hearer.tried == sorted(BEAMS, reverse=True)
        assert [timings[number].start_ms for number in range(len(SAID))] == [
            number * WORD_MS for number in range(len(SAID))
        ]
        assert timings[0].tier is Tier.ALIGNED
        assert timings[len(SAID) - 1].tier is Tier.HEARD

    def test_keeps_what_was_heard_where_no_search_finds_a_way(self):
        hearer = CoughingHearer(SAID, widest_needed=0.0)

        timings = fit(hearer, chunk_of(SAID), SAID)

        assert sorted(timings) == [6, 7, 8]
        assert {timing.tier for timing in timings.values()} == {Tier.ALIGNED}
