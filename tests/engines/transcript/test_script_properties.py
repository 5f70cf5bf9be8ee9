"""What holds for every script, however malformed."""

import re
from collections import Counter

from hypothesis import given, settings

from callsign.engines.transcript.found_labels import find_labels
from callsign.engines.transcript.json_format import from_json, to_json
from callsign.engines.transcript.label import LabelKind
from callsign.engines.transcript.lines import lines_of
from callsign.engines.transcript.plain_text import to_text
from callsign.engines.transcript.script import NotAScript, read_script
from tests.engines.transcript.scripts import scripts

LEFT_OUT = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


def read_or_none(text):
    try:
        return read_script(text)
    except NotAScript:
        return None


def letters(*texts):
    return Counter("".join("".join(text.split()) for text in texts))


def letters_of_labels(text):
    """Count what stands in labels; a break's label is kept in its event."""
    page = lines_of(text)
    count = Counter()
    for at, (label, rest) in find_labels(page.lines).items():
        count += letters(page.lines[at].text)
        count -= letters(rest)
        if label.kind is LabelKind.BREAK:
            count -= letters(f"{label.printed}:")
    return count


class TestEveryScript:
    @given(scripts)
    @settings(max_examples=400, deadline=None)
    def test_keeps_every_character_in_one_place(self, text):
        transcript = read_or_none(text)
        if transcript is None:
            return

        given = letters(LEFT_OUT.sub("", text.removeprefix("\ufeff")))
        kept = letters(
            *(word.text for word in transcript.words),
            *(event.text for event in transcript.events),
            *(note.text for note in transcript.notes),
            *(piece.text for piece in transcript.boilerplate),
        )

        assert kept + letters_of_labels(text) == given

    @given(scripts)
    @settings(max_examples=200, deadline=None)
    def test_keeps_speech_in_order_and_verbatim(self, text):
        transcript = read_or_none(text)
        if transcript is None:
            return

        rest = iter(LEFT_OUT.sub("", text))
        for turn in transcript.turns:
            assert turn.text.split() == [word.text for word in turn.words]
            assert all(letter in rest for letter in "".join(turn.text.split()))

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
