"""KDEMO on the web: its shelves, its people, a story, an interview with times."""

import gc
import io
import warnings
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Site

from callsign.engines.transcript.model import (
    Boilerplate,
    Event,
    Note,
    Role,
    Speaker,
    Tier,
    Transcript,
    Turn,
    Word,
)
from callsign.newsroom.audio.models import Audio, Rendition
from callsign.newsroom.people.models import Byline, Person
from callsign.newsroom.programs.models import Program, ProgramHost
from callsign.newsroom.station.models import Picture, Service, Station
from callsign.newsroom.stories.models import Story, StoryByline, StoryTopic, Topic
from callsign.newsroom.transcripts.models import Revision
from callsign.newsroom.transcripts.models import Transcript as TranscriptRow
from callsign.outlets.frontpage.actions import lay_out
from callsign.outlets.frontpage.figures import make_sizes
from tests.cast import CALL_SIGN, FRIDAY_NOON, GUEST, HOST

WAVEFORM = bytes(range(100, 200)) * 3  # thirty seconds

QUESTION = "Good morning. Has the river crested?"
ANSWER = "It crested at noon. The bridge is open."


def talk(*texts, start_ms=0, word_ms=500):
    """A conversation of a host and a guest, every word half a second long."""
    turns, number = [], 0
    for place, text in enumerate(texts):
        words = []
        for written in text.split():
            begin = start_ms + number * word_ms
            number += 1
            words.append(
                Word(f"w{number}", written, begin, begin + word_ms, Tier.ALIGNED)
            )
        turns.append(
            Turn(
                "s2" if place % 2 else "s1",
                text,
                tuple(words),
                words[0].start_ms,
                words[-1].end_ms,
            )
        )
    return Transcript(
        speakers=(
            Speaker("s1", HOST, Role.HOST),
            Speaker("s2", GUEST, Role.GUEST),
        ),
        turns=tuple(turns),
        events=(Event("w2", "laughter", "(LAUGHTER)"),),
        notes=(Note("correction", "The gauge is in Boise.", after_word="w8"),),
        boilerplate=(Boilerplate(9, "Copyright 2026 KDEMO."),),
    )


@pytest.fixture
def layout(db):
    """The front page and its shelves, of a station with one service."""
    site = Site.objects.get()
    layout = lay_out(site)
    station = Station.objects.create(
        site=site,
        call_sign=CALL_SIGN,
        name="KDEMO Public Radio",
        tagline="From both banks",
        licensee="Sauvine Valley Public Radio",
    )
    Service.objects.create(station=station, name="KDEMO", slug="kdemo", dial="89.7 FM")
    return layout


@pytest.fixture
def ada(db):
    return Person.objects.create(name=HOST, slug="ada-okafor", title="Host")


@pytest.fixture
def luis(db):
    return Person.objects.create(name=GUEST, slug="luis-prieto", title="Surveyor")


@pytest.fixture
def river(db):
    return Topic.objects.create(name="The River", slug="river")


@pytest.fixture
def local_desk(layout, ada):
    program = layout.programs.add_child(
        instance=Program(title="Local Desk", slug="local-desk", live=True)
    )
    ProgramHost.objects.create(program=program, person=ada, credit=Byline.Credit.HOST)
    return program


@pytest.fixture
def publish(layout):
    """Publish a story in a few words: publish("Rain at last", topic=river)."""

    def published(title, *, by=None, topic=None, hours_ago=1, **fields):
        at = FRIDAY_NOON - timedelta(hours=hours_ago)
        slug = fields.pop("slug", f"story-{Story.objects.count() + 1}")
        story = layout.stories.month(at).add_child(
            instance=Story(
                title=title,
                slug=slug,
                live=True,
                first_published_at=at,
                last_published_at=at,
                **fields,
            )
        )
        if by:
            StoryByline.objects.create(story=story, person=by)
        if topic:
            StoryTopic.objects.create(story=story, topic=topic, sort_order=0)
        return story

    return published


@pytest.fixture
def recording(db):
    """A recording of half a minute that everybody may hear."""
    audio = Audio.objects.create(
        title="The crest",
        master="masters/crest.wav",
        file_name="crest.wav",
        sha256="0" * 64,
        size_bytes=1_000,
        duration_ms=30_000,
        codec="pcm_s16le",
        rate_hz=24_000,
        channels=1,
        waveform=WAVEFORM,
        uploaded_at=FRIDAY_NOON,
        public_since=FRIDAY_NOON,
    )
    Rendition.objects.create(
        audio=audio,
        kind=Rendition.Kind.MP3,
        file="renditions/crest.mp3",
        size_bytes=480_000,
        bit_rate=128_000,
    )
    return audio


@pytest.fixture
def transcript(recording, ada, luis):
    """What was said in it."""
    row = TranscriptRow.objects.create(title="The crest", audio=recording)
    row.move_head(
        talk(QUESTION, ANSWER),
        reason=Revision.Reason.IMPORT,
        by=None,
        at=FRIDAY_NOON,
    )
    return row


@pytest.fixture
def drawing(db, settings, tmp_path):
    """A picture in all its sizes."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # Wagtail's, of the sizes of another test's picture
    drawn = io.BytesIO()
    Image.new("RGB", (600, 400), "#8a2f1d").save(drawn, "PNG")
    picture = Picture.objects.create(
        title="The gauge",
        description="A gauge in the river.",
        caption="The gauge at the bridge.",
        credit="Ada Okafor",
        file=ImageFile(drawn, name="gauge.png"),
    )
    with warnings.catch_warnings():
        # Wagtail leaves the temporary file of each rendition it makes to be collected.
        warnings.simplefilter("ignore", ResourceWarning)
        make_sizes(picture)
        gc.collect()
    return picture


@pytest.fixture
def interview(publish, recording, transcript, ada, river, local_desk):
    """A published interview with all that a story can have."""
    return publish(
        "The river crested at noon",
        by=ada,
        topic=river,
        slug="crest",
        kicker="Interview",
        teaser="Luis Prieto has watched the gauge for 31 years.",
        audio=recording,
        transcript=transcript,
        heard_on=local_desk,
        body=[{"type": "paragraphs", "value": "<p>The gauge stood at 26 feet.</p>"}],
    )


def address(story):
    """Where readers find a story."""
    return story.get_url()
