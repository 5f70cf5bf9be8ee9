"""Prints what every address of a station answers, as JSON."""

import hashlib
import json
import re
import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.models import Page  # noqa: E402

from callsign.newsroom.audio.models import Audio  # noqa: E402
from callsign.newsroom.people.models import Person  # noqa: E402
from callsign.newsroom.stories.models import Topic  # noqa: E402

# What is made anew for each answer: form tokens, nonces, names of static files.
OF_THE_MOMENT = re.compile(
    rb'value="[A-Za-z0-9]{64}"|csrf[^"]{0,20}"[^"]*"|nonce="[^"]*"|[?]v=\w+'
)


def every_page():
    reader = Client(SERVER_NAME="localhost")
    answers = {}
    addresses = {page.url for page in Page.objects.live() if page.url}
    for thing in (*Topic.objects.all(), *Person.objects.all()):
        addresses.add(thing.get_absolute_url())
    addresses |= {"/brand.css", "/sitemap.xml", "/feed/", "/rss/"}
    for address in sorted(addresses):
        answers[address] = answer(reader, address)
    answers |= {f"file {name}": digest for name, digest in files()}
    editor = Client(SERVER_NAME="localhost")
    editor.force_login(get_user_model().objects.get(is_superuser=True))
    for page in Page.objects.filter(depth__gt=1):
        address = f"/desk/pages/{page.pk}/history/"
        answers[address] = editor.get(address).status_code
    return answers


def answer(client, address):
    response = client.get(address)
    body = b"".join(response) if response.streaming else response.content
    return [response.status_code, digest(OF_THE_MOMENT.sub(b"", body))]


def files():
    for picture in get_image_model().objects.all():
        yield picture.file.name, digest(picture.file.open().read())
    for audio in Audio.objects.all():
        yield audio.master.name, digest(audio.master.open().read())
        yield f"{audio.master.name} waveform", digest(bytes(audio.waveform))


def digest(content):
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(every_page(), indent=1))
