"""The demo's files: whole, and in agreement with each other."""

import base64
import hashlib
import json
from datetime import datetime
from itertools import pairwise

import pytest

from callsign.engines.transcript.json_format import from_json
from callsign.engines.transcript.model import Tier
from demo.content import DEMO, listed, read_demo_script, sheets, stories, table
from demo.markdown import Quote, blocks
from demo.wording import dated, typeset

PEOPLE = {row["slug"] for row in listed("people")}
STORIES = stories()
INTERVIEWS = [story for story in STORIES if story.audio]
FRIDAY = datetime(2026, 11, 20)  # noqa: DTZ001 - only its weekday matters

SPEAKERS = {
    "bus-drivers": [("Walter Nyberg", "host"), ("Carmen Salas", "guest")],
    "chimney-swifts": [("Ada Okafor", "host"), ("Priya Raman", "guest")],
    "imani-brooks": [("Desmond Pryor", "host"), ("Imani Brooks", "guest")],
    "kessler-bridge": [("Ada Okafor", "host"), ("Naomi Terrell", "guest")],
    "levee-two-way": [
        ("Ada Okafor", "host"),
        ("Luis Prieto", "byline"),
        ("Marian Holt", "tape"),
    ],
    "towboat-pilot": [("Ruth Castellano", "host"), ("Earl Thibodeaux", "guest")],
    "well-water": [
        ("Ada Okafor", "host"),
        ("Ben Achterberg", "guest"),
        ("Carol", "caller"),
        ("Ray", "caller"),
    ],
}


def interviews(argument):
    return pytest.mark.parametrize(
        argument, INTERVIEWS, ids=[story.audio for story in INTERVIEWS]
    )


def each_story(argument):
    return pytest.mark.parametrize(
        argument, STORIES, ids=[story.slug for story in STORIES]
    )


class TestAScript:
    @interviews("story")
    def test_is_read_without_problems(self, story):
        document = read_demo_script(story.audio)

        assert document.problems == ()
        assert document.boilerplate == ()

    @interviews("story")
    def test_has_its_speakers(self, story):
        speakers = read_demo_script(story.audio).speakers

        assert [(one.name, one.role) for one in speakers] == SPEAKERS[story.audio]

    def test_belongs_to_a_story(self):
        scripts = {file.stem for file in (DEMO / "scripts").glob("*.txt")}

        assert scripts == {story.audio for story in INTERVIEWS}

    def test_of_the_long_interview_has_some_twelve_hundred_words(self):
        assert 1_150 <= len(read_demo_script("kessler-bridge").words) <= 1_300


class TestARecording:
    @interviews("story")
    def test_is_the_one_that_was_measured(self, story):
        recording = DEMO / "audio" / f"{story.audio}.mp3"
        known = json.loads(recording.with_suffix(".json").read_text())

        assert hashlib.sha256(recording.read_bytes()).hexdigest() == known["sha256"]
        assert known["channels"] == 1
        assert -17.5 <= known["loudness_lufs"] <= -14.5
        tenths = len(base64.b64decode(known["waveform"]))
        assert tenths == pytest.approx(known["duration_ms"] / 100, abs=2)

    @interviews("story")
    def test_is_spoken_at_the_pace_of_a_person(self, story):
        known = json.loads((DEMO / "audio" / f"{story.audio}.json").read_text())
        words = len(read_demo_script(story.audio).words)

        assert 125 <= words / (known["duration_ms"] / 60_000) <= 180

    def test_is_small_enough_to_be_committed_with_all_others(self):
        files = (DEMO / "audio").glob("*.mp3")

        assert sum(file.stat().st_size for file in files) < 12_000_000


class TestATranscript:
    @interviews("story")
    def test_says_what_the_script_says(self, story):
        assert [word.text for word in transcript(story).words] == [
            word.text for word in read_demo_script(story.audio).words
        ]

    @interviews("story")
    def test_has_times_for_nearly_every_word(self, story):
        words = transcript(story).words
        timed = [word for word in words if word.tier is not Tier.NONE]

        assert len(timed) >= 0.95 * len(words)

    @interviews("story")
    def test_has_times_that_run_forward(self, story):
        starts = [
            word.start_ms
            for word in transcript(story).words
            if word.start_ms is not None
        ]

        assert all(earlier <= later for earlier, later in pairwise(starts))


def transcript(story):
    file = DEMO / "transcripts" / f"{story.audio}.json"
    return from_json(file.read_text(encoding="utf-8"))


class TestAQuote:
    @interviews("story")
    def test_in_a_story_was_said_word_for_word(self, story):
        for quote in (one for one in blocks(story.text) if isinstance(one, Quote)):
            assert quote.text in said(story.audio)

    def test_on_the_front_page_was_said_word_for_word(self):
        quotes = {
            row["story"]: row["quote"]
            for row in table("station")["picks"]
            if "quote" in row
        }

        assert quotes
        for slug, quote in quotes.items():
            assert quote in said(slug)


def said(name):
    return " ".join(word.text for word in read_demo_script(name).words)


class TestAStory:
    @each_story("story")
    def test_has_a_picture_with_its_words(self, story):
        picture = story.picture

        assert (DEMO / "images" / f"{picture.file}.webp").is_file()
        assert 20 <= len(picture.alt) <= 250
        assert not picture.alt.lower().startswith(("image", "picture", "illustration"))
        assert picture.caption
        assert picture.credit

    @each_story("story")
    def test_fits_the_newsrooms_fields(self, story):
        assert len(story.title) <= 120
        assert len(story.kicker) <= 40
        assert 0 < len(story.teaser) <= 300

    @each_story("story")
    def test_names_only_what_the_station_has(self, story):
        assert {row["person"] for row in story.bylines} <= PEOPLE
        assert set(story.topics) <= {row["slug"] for row in listed("topics")}
        programs = {row["slug"] for row in listed("programs")}
        assert {story.program} <= programs | {""}

    @each_story("story")
    def test_has_no_mark_left_when_it_is_set(self, story):
        text = typeset(
            dated(story.teaser + "\n\n" + story.text, published=FRIDAY, today=FRIDAY)
        )

        assert not set("{}\"'") & set(text)
        assert list(blocks(text))

    def test_is_the_only_one_of_its_moment(self):
        moments = [story.days_ago for story in STORIES]

        assert len(set(moments)) == len(moments)


class TestTheStation:
    def test_has_a_portrait_of_everybody(self):
        files = {file.stem for file in (DEMO / "images").glob("person-*.webp")}

        assert files == {f"person-{slug}" for slug in PEOPLE}

    def test_has_art_with_words_for_every_program(self):
        for row in listed("programs"):
            assert (DEMO / "images" / f"{row['art']}.webp").is_file()
            assert row["alt"]

    def test_leads_with_an_interview_that_can_be_followed(self):
        lead = table("station")["picks"][0]["story"]

        assert lead in {story.slug for story in INTERVIEWS}

    def test_picks_stories_that_exist(self):
        picks = {row["story"] for row in table("station")["picks"]}

        assert picks <= {story.slug for story in STORIES}

    def test_explains_itself_on_standing_pages(self):
        assert {sheet.slug for sheet in sheets("pages")} == {"about", "corrections"}

    def test_keeps_its_pictures_small(self):
        files = list((DEMO / "images").iterdir())

        assert sum(file.stat().st_size for file in files) < 4_000_000
