"""Voice-prints: a voice is known again, or nobody's."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.model import Speaker, Transcript, Turn, Word
from callsign.media.decoding import Speech
from callsign.media.voice_prints import (
    CEPSTRA,
    FARTHEST,
    KNOWN_MS,
    NotAPrint,
    OfAnotherVersion,
    Print,
    distance,
    joined,
    matched,
    print_of,
    read_print,
    spans_of,
)

SECONDS_30 = 3_000


def voice(seed, *, levels=SECONDS_30, apart=3.0):
    """Return the print of a made-up voice: its own mean, its own spread."""
    chance = np.random.default_rng(seed)
    mixing = np.eye(CEPSTRA) + 0.1 * chance.normal(size=(CEPSTRA, CEPSTRA))
    heard = chance.normal(size=(levels, CEPSTRA)) @ mixing
    heard += apart * chance.normal(size=CEPSTRA)
    return Print.of(levels, heard.sum(axis=0), heard.T @ heard)


def almost(one, by=0.05):
    """Return the same voice in another recording."""
    return Print(one.levels, tuple(value + by for value in one.mean), one.covariance)


ADA, LUIS, MINA = voice(1), voice(2), voice(3)


class TestMatched:
    def test_names_the_voice_of_a_print(self):
        found = matched({"s1": almost(ADA)}, {"Ada Okafor": ADA, "Luis Prieto": LUIS})

        assert found["s1"].name == "Ada Okafor"
        assert found["s1"].score > 0.9

    def test_names_nobody_who_has_no_print(self):
        assert matched({"s1": MINA}, {"Ada Okafor": ADA, "Luis Prieto": LUIS}) == {
            "s1": None
        }

    def test_names_nobody_without_prints(self):
        assert matched({"s1": ADA}, {}) == {"s1": None}

    def test_names_nobody_who_spoke_too_briefly(self):
        brief = Print(KNOWN_MS // 10 - 1, ADA.mean, ADA.covariance)

        assert matched({"s1": brief}, {"Ada Okafor": ADA}) == {"s1": None}

    def test_names_nobody_whom_two_prints_fit(self):
        prints = {"Ada Okafor": almost(ADA), "Her sister": almost(ADA, -0.05)}

        assert matched({"s1": ADA}, prints) == {"s1": None}

    def test_gives_one_name_to_one_voice(self):
        voices = {"s1": almost(ADA), "s2": almost(ADA, -0.05), "s3": LUIS}
        found = matched(voices, {"Ada Okafor": ADA, "Luis Prieto": LUIS})

        assert found["s1"] is found["s2"] is None
        assert found["s3"].name == "Luis Prieto"

    @given(
        st.permutations(["s1", "s2", "s3", "s4"]),
        st.permutations(["Ada Okafor", "Luis Prieto", "Mina Sato"]),
        st.lists(st.integers(1, 5), min_size=4, max_size=4),
    )
    def test_is_the_same_in_any_order(self, keys, names, seeds):
        voices = dict(
            zip(("s1", "s2", "s3", "s4"), map(VOICES.get, seeds), strict=True)
        )
        prints = {"Ada Okafor": ADA, "Luis Prieto": LUIS, "Mina Sato": MINA}
        turned = matched(
            {key: voices[key] for key in keys}, {name: prints[name] for name in names}
        )

        assert turned == matched(voices, prints)
        given_names = [one.name for one in turned.values() if one]
        assert len(given_names) == len(set(given_names))


VOICES = {seed: voice(seed) for seed in range(1, 6)}


class TestDistance:
    def test_is_none_from_a_print_to_itself(self):
        assert distance(ADA, ADA) == pytest.approx(0, abs=1e-9)

    def test_is_the_same_both_ways(self):
        assert distance(ADA, LUIS) == pytest.approx(distance(LUIS, ADA))
        assert distance(ADA, LUIS) > FARTHEST


class TestJoined:
    @given(st.permutations([voice(seed, levels=500) for seed in range(1, 5)]))
    def test_is_the_same_in_any_order(self, prints):
        assert joined(prints) == joined(prints[::-1])
        assert joined(prints).levels == 2_000

    def test_is_near_what_was_heard_at_once(self):
        twice = joined([ADA, ADA])

        assert twice.length_ms == 2 * ADA.length_ms
        assert distance(twice, ADA) < 0.01


class TestReadPrint:
    @given(st.integers(0, 2**32), st.integers(20, 200))
    def test_gives_what_was_stored(self, seed, levels):
        made = voice(seed, levels=levels)
        stored = json.loads(json.dumps(made.as_json()))

        assert distance(read_print(stored), made) == pytest.approx(0, abs=1e-6)
        assert read_print(stored).as_json() == stored

    def test_is_small(self):
        assert len(json.dumps(ADA.as_json())) < 2_500

    def test_refuses_another_version(self):
        with pytest.raises(OfAnotherVersion, match="Learn the voice again"):
            read_print(ADA.as_json() | {"made_by": "something else 2"})

    @given(
        st.sampled_from(["levels", "mean", "covariance"]),
        st.one_of(
            st.none(),
            st.just(0),
            st.text(max_size=4),
            st.lists(st.floats(), max_size=20),
            st.just([["x"]] * CEPSTRA),
        ),
    )
    def test_refuses_what_is_damaged(self, part, value):
        with pytest.raises(NotAPrint):
            read_print(ADA.as_json() | {part: value})

    @given(st.one_of(st.none(), st.text(), st.lists(st.integers())))
    def test_refuses_what_is_no_print(self, stored):
        with pytest.raises(NotAPrint):
            read_print(stored)


class TestPrintOf:
    def test_is_of_what_sounds_in_the_spans(self):
        chance = np.random.default_rng(1)
        loud = (chance.normal(size=160_000) * 3_000).astype(np.int16)
        quiet = np.zeros(160_000, dtype=np.int16)
        with Speech() as speech:
            speech.append(np.concatenate([loud, quiet]))
            heard = print_of(speech, [(2_000, 12_000)])
            nothing = print_of(speech, [(12_000, 12_000)])

        assert 7_900 <= heard.length_ms <= 8_000
        assert nothing is None


class TestSpansOf:
    def test_are_of_words_with_times_in_one_go(self):
        words = (
            *(Word("w1", "Good", 0, 400), Word("w2", "day.", 500, 900)),
            *(Word("w3", "Yes."), Word("w4", "Ada.", 5_000, 5_400)),
        )
        turn = Turn("s1", "Good day. Yes. Ada.", words)
        talk = Transcript((Speaker("s1", None, None),), (turn,))

        assert spans_of(talk) == {"s1": [(0, 900), (5_000, 5_400)]}
