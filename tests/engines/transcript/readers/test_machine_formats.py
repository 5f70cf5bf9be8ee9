"""What holds for every format in JSON: told apart, read whole, and never broken by damage."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsign.engines.transcript.json_format import from_json, to_json
from callsign.engines.transcript.readers.source import DamagedFile, Source
from callsign.engines.transcript.readers.table import FORMATS, read_transcript
from callsign.engines.transcript.readers.unknown_json import UnknownJson
from callsign.engines.transcript.script import NotAScript
from tests.engines.transcript.readers.damage import damaged
from tests.engines.transcript.readers.machine_samples import (
    SAMPLES,
    TEXT,
    TIMES,
    TURNS,
    written,
)

# Nothing in these says who spoke.
WITHOUT_VOICES = {
    "vosk",
    "kaldi-server",
    "gentle",
    "mmif",
    "openai",
    "openai-words",
    "faster-whisper-rows",
    "hugging-face",
}
FROM_PEOPLE = {"gentle", "podlove", "podcasting"}


@pytest.mark.parametrize("name", SAMPLES)
class TestASample:
    def test_is_read_in_its_format_with_each_word_and_time(self, name):
        reading = read_transcript(written(name))

        assert reading.format.name == SAMPLES[name][1]
        assert reading.format.is_machine == (reading.format.name not in FROM_PEOPLE)
        said = reading.transcript
        assert [one.text for one in said.words] == TEXT.split()
        assert [(one.start_ms, one.end_ms) for one in said.words] == TIMES
        assert said.problems == ()

    def test_has_a_turn_for_each_voice(self, name):
        said = read_transcript(written(name)).transcript

        if name in WITHOUT_VOICES:
            assert {turn.speaker for turn in said.turns} == {None}
        else:
            assert [turn.text for turn in said.turns] == TURNS

    def test_is_recognized_by_no_format_that_stands_before_its_own(self, name):
        own = [one.name for one in FORMATS].index(SAMPLES[name][1])

        others = [
            one.name for one in FORMATS[:own] if one.recognizes(Source(written(name)))
        ]

        assert others == []

    @settings(max_examples=200, deadline=None)
    @given(seed=st.integers(0, 2**32))
    def test_that_was_damaged_raises_nothing_but_what_it_names(self, name, seed):
        try:
            said = read_transcript(damaged(written(name), seed)).transcript
        except NotAScript:
            return

        assert from_json(to_json(said)) == said
        for turn in said.turns:
            assert turn.text.split() == [word.text for word in turn.words]

    def test_that_was_cut_off_still_says_what_came_before(self, name):
        content = written(name)
        half = len(content) * 2 // 3

        try:
            said = read_transcript(content[:half]).transcript
        except NotAScript:
            return  # too little was left to know the format by

        assert any(one.is_loss for one in said.problems)


class TestOtherJson:
    def test_is_refused_and_never_read_as_speech(self):
        with pytest.raises(UnknownJson, match="no transcript in a format known here"):
            read_transcript(b'{"name": "KDEMO", "hosts": ["Ada Okafor"]}')

    def test_that_is_broken_names_the_line(self):
        with pytest.raises(DamagedFile, match="broken at line 2"):
            read_transcript(b'{"name":\n "KDE')

    def test_whose_beginning_is_lost_is_not_read_as_speech(self):
        with pytest.raises(DamagedFile, match="too little of it is left"):
            read_transcript(written("kaldi")[60:])

    def test_that_nests_without_end_is_refused(self):
        with pytest.raises(NotAScript):
            read_transcript(b'{"a":' * 100_000)

    def test_is_not_what_a_script_begins_with(self):
        said = read_transcript(b"[MUSIC]\n\nADA OKAFOR: Good morning.")

        assert said.format.name == "script"


class TestABrokenDownload:
    def test_says_where_it_broke_and_what_came_before(self):
        content = json.dumps(
            {"segments": [{"start": 0, "end": 1, "text": "Good."}] * 3}, indent=1
        )

        said = read_transcript(content[: content.rindex("{")].encode()).transcript

        assert [one.text for one in said.words] == ["Good.", "Good."]
        assert said.problems[0].is_loss
        assert said.problems[0].line == 13
        assert "this JSON is broken from here on" in said.problems[0].message
