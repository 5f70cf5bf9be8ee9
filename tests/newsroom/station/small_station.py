"""Makes a small station in the folder that the environment names."""

import io
import wave

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.images import ImageFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from PIL import Image  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

from callsign.newsroom.audio.models import Audio  # noqa: E402
from callsign.newsroom.people.models import Person  # noqa: E402
from callsign.newsroom.station.models import Service, Station  # noqa: E402
from callsign.newsroom.stories.models import (  # noqa: E402
    Story,
    StoryByline,
    StoryMonth,
    StoryShelf,
    StoryTopic,
    Topic,
)
from callsign.newsroom.transcripts.models import Transcript  # noqa: E402
from callsign.newsroom.transcripts.originals import FileAsItCame  # noqa: E402
from callsign.outlets.frontpage.models import FrontPage, StandingPage  # noqa: E402
from tests.cast import CALL_SIGN, EDITOR, FRIDAY_NOON, GUEST, HOST  # noqa: E402

CAPTIONS = b"WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n<v Ada Okafor>Good morning.\r\n"


def make_station():
    call_command("migrate", verbosity=0)
    front_page = Page.get_first_root_node().add_child(
        instance=FrontPage(title="KDEMO", slug="kdemo")
    )
    Site.objects.update(root_page=front_page)
    station = Station.objects.create(
        site=Site.objects.get(), call_sign=CALL_SIGN, name="KDEMO Public Radio"
    )
    Service.objects.create(station=station, name="KDEMO 1", slug="kdemo-1")
    front_page.add_child(
        instance=StandingPage(title="About", slug="about", body="<p>Good morning.</p>")
    )
    shelf = front_page.add_child(instance=StoryShelf(title="Stories", slug="stories"))
    month = shelf.add_child(
        instance=StoryMonth(title="November", slug="11", month=FRIDAY_NOON.date())
    )
    topic = Topic.objects.create(name="Water", slug="water")
    mina = get_user_model().objects.create_superuser(EDITOR, password="the river")
    for title, name in (("The river rose", HOST), ("The river fell — “slowly”", GUEST)):
        person = Person.objects.create(name=name, slug=name.split()[0].lower())
        story = Story(
            title=title, teaser="At noon.", owner=mina, picture=picture(title)
        )
        story.body = [("paragraphs", "<p>Nobody was hurt.</p>"), ("subhead", "Since")]
        if name == HOST:
            story.audio, story.transcript = recording(mina), uploaded(mina)
        month.add_child(instance=story)
        story.bylines.add(StoryByline(person=person))
        story.story_topics.add(StoryTopic(topic=topic))
        story.save_revision(user=mina).publish()


def picture(title):
    drawn = io.BytesIO()
    Image.new("RGB", (400, 300), "#00557f").save(drawn, "PNG")
    file = ImageFile(drawn, name="river.png")
    return get_image_model().objects.create(title=title, file=file)


def recording(user):
    sound = io.BytesIO()
    with wave.open(sound, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(16_000)
        written.writeframes(bytes(32_000))
    audio = Audio(
        title="Interview",
        file_name="interview.wav",
        sha256="0" * 64,
        size_bytes=32_044,
        duration_ms=1_000,
        codec="pcm_s16le",
        rate_hz=16_000,
        channels=1,
        waveform=bytes(range(10)),
        uploaded_by=user,
        uploaded_at=FRIDAY_NOON,
    )
    audio.master.save("interview.wav", ContentFile(sound.getvalue()), save=True)
    return audio


def uploaded(user):
    """The captions of the interview, as somebody handed them in."""
    came = FileAsItCame(CAPTIONS, "interview.vtt")
    return Transcript.objects.take_script(
        came, "Interview", [], by=user, at=FRIDAY_NOON
    )


if __name__ == "__main__":
    make_station()
