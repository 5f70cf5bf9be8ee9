"""What holds for every script, however malformed."""

from hypothesis import given, settings

from callsign.engines.transcript.json_format import from_json, to_json
from callsign.engines.transcript.script import NotAScript, read_script
from callsign.engines.transcript.writers.plain_text import to_text
from tests.engines.transcript.conservation import is_conserved, is_in_order
from tests.engines.transcript.scripts import scripts


def read_or_none(text):
    try:
        return read_script(text)
    except NotAScript:
        return None


class TestEveryScript:
    @given(scripts)
    @settings(max_examples=400, deadline=None)
    def test_keeps_every_character_in_one_place(self, text):
        transcript = read_or_none(text)
        if transcript is None:
            return

        assert is_conserved(text, transcript)

    @given(scripts)
    @settings(max_examples=200, deadline=None)
    def test_keeps_speech_in_order_and_verbatim(self, text):
        transcript = read_or_none(text)
        if transcript is None:
            return

        assert is_in_order(text, transcript)

    @given(scripts)
    @settings(max_examples=200, deadline=None)
    def test_numbers_words_and_names_only_who_is_there(self, text):
        transcript = read_or_none(text)
        if transcript is None:
            return

        ids = [word.id for word in transcript.words]
        speakers = {speaker.id for speaker in transcript.speakers}
        assert len(set(ids)) == len(ids)
        assert {turn.speaker for turn in transcript.turns} <= speakers
        assert all(speaker.evidence for speaker in transcript.speakers)
        assert {event.after_word for event in transcript.events} <= {*ids, None}

    @given(scripts)
    @settings(max_examples=200, deadline=None)
    def test_comes_back_from_json(self, text):
        transcript = read_or_none(text)

        assert transcript is None or from_json(to_json(transcript)) == transcript

    @given(scripts)
    @settings(max_examples=150, deadline=None)
    def test_speech_comes_back_from_plain_text(self, text):
        transcript = read_or_none(text)
        if transcript is None or not transcript.words:
            return

        again = read_script(to_text(transcript))

        assert [word.text for word in again.words] == [
            word.text for word in transcript.words
        ]
