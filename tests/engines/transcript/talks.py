"""Short talks between people of KDEMO, made of plain text."""

from hypothesis import strategies as st

from callsign.engines.transcript.model import (
    Event,
    Role,
    Speaker,
    Tier,
    Transcript,
    Turn,
    Word,
)
from callsign.engines.transcript.patches import Mark, Patch, PatchedTurn, Said

ADA = Speaker("s1", "Ada Okafor", Role.HOST)
LUIS = Speaker("s2", "Luis Prieto", Role.GUEST)


def talk(*turns: tuple[str, str], events: tuple[Event, ...] = ()) -> Transcript:
    """Return what each voice says, a word every half second."""
    made, number = [], 0
    for speaker, text in turns:
        words = []
        for token in text.split():
            at_ms = number * 500
            number += 1
            words.append(Word(f"w{number}", token, at_ms, at_ms + 400, Tier.HEARD))
        made.append(
            Turn(speaker, text, tuple(words), words[0].start_ms, words[-1].end_ms)
        )
    return Transcript((ADA, LUIS), tuple(made), events)


def turn(speaker: str | None, *pieces: str | Mark) -> PatchedTurn:
    """Return a turn as an editor leaves it."""
    return PatchedTurn(
        speaker, tuple(Said(one) if isinstance(one, str) else one for one in pieces)
    )


SENTENCES = st.lists(
    st.sampled_from("the river rose on Main Street and never, fell again.".split()),
    min_size=1,
    max_size=6,
).map(" ".join)

TALKS = st.lists(
    st.tuples(st.sampled_from(["s1", "s2"]), SENTENCES), min_size=1, max_size=8
).map(lambda turns: talk(*turns))


@st.composite
def patches_of(draw: st.DrawFn, transcript: Transcript) -> tuple[Patch, ...]:
    """Draw what somebody might do to a transcript in one sitting."""
    patches, at = [], 0
    # A voice that no turn has any more may be gone from the transcript.
    voices = [*(one.id for one in transcript.speakers), None]
    while at < len(transcript.turns):
        at += draw(st.integers(0, 3))
        count = min(draw(st.integers(1, 2)), len(transcript.turns) - at)
        if count < 1:
            break
        said = draw(
            st.lists(
                st.builds(turn, st.sampled_from(voices), SENTENCES),
                max_size=2,
            )
        )
        patches.append(Patch(at, count, tuple(said)))
        at += count
    return tuple(patches)
