"""The demo station, followed link by link as a crawler would."""

import gc
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction

from demo.fill import fill
from tests.cast import FRIDAY_NOON

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the temporary file of each rendition it makes to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ADDRESSES = ("href", "src", "data-clip")
ENOUGH = 60


class Links(HTMLParser):
    """The addresses a page names, without the scripts and styles of the design."""

    def __init__(self, html):
        super().__init__()
        self.found = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ADDRESSES and value and not value.startswith("/static/"):
                self.found.add(value)


@pytest.fixture
def station(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with transaction.atomic():
        fill(at=FRIDAY_NOON, password="the river rose at noon")
    yield
    gc.collect()


def is_ours(address):
    parts = urlsplit(address)
    if parts.path.startswith("/listen/") or parts.path.endswith(".m3u8"):
        return False  # air's, which is another process
    return not parts.scheme and not parts.netloc and parts.path.startswith("/")


class TestTheDemoStation:
    def test_has_no_broken_link(self, client, station):
        waiting, seen = {"/"}, {"/"}
        while waiting:
            path = waiting.pop()
            response = client.get(path)
            broken = "clip.mp3" not in path and response.status_code != 200
            assert not broken, f"{path} answers {response.status_code}"
            if not response["Content-Type"].startswith("text/html"):
                continue
            links = {
                urljoin(path, link).split("#")[0]
                for link in Links(response.content.decode()).found
            }
            fresh = {link for link in links if is_ours(link)} - seen
            waiting |= fresh
            seen |= fresh

        assert len(seen) > ENOUGH
