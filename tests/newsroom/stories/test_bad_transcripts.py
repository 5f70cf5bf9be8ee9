"""Bad transcripts at the desk: told clearly, nothing lost, the story stays publishable."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from callsign.newsroom.stories.models import Story
from tests.cast import FRIDAY_NOON
from tests.engines.transcript.readers.small_files import ttml, webvtt, whisper
from tests.newsroom.stories.conftest import SCRIPT

NAN = float("nan")
VOTERS = "\n\n".join(
    f"Voter {chr(65 + n // 20)}{chr(97 + n % 20)}: Yes." for n in range(200)
)
LONG = f"ADA OKAFOR: {'word ' * 10_000}"
# The recording has 30 seconds. What comes, what the desk says of it, a word that stays.
BAD = {
    "200 speakers": (VOTERS.encode(), "", "Voter Aa"),
    "one turn of 10,000 words": (LONG.encode(), "", "word word"),
    "times in frames": (ttml(("00:00:01:05", "00:00:02:00", "Good.")), "", "Good."),
    "times in ticks": (ttml(("1500t", "2000t", "Good.")), "", "Good."),
    "times that are no number": (
        whisper((NAN, NAN, "Bad."), (2, 3, "Fine.")),
        "impossible times",
        "Bad.",
    ),
    "times below zero": (
        whisper((-5, -4, "Bad."), (1, 2, "Fine.")),
        "impossible times",
        "Bad.",
    ),
    "times backwards": (
        whisper((5, 6, "Good."), (1, 2, "Fine.")),
        "run backwards",
        "Fine.",
    ),
    "times that overlap": (
        webvtt(
            ("00:01.000", "00:04.000", "<v Ada>So."),
            ("00:02.000", "00:03.000", "<v Luis>Yes."),
        ),
        "",
        "Yes.",
    ),
    "times beyond the end": (
        whisper((1, 2, "Good."), (31, 32, "Late.")),
        "1 word begins after the end of the recording (0:30); its time was left out",
        "Late.",
    ),
    "another language": ("LUIS PRIETO: Buenos días, señora.".encode(), "", "señora."),
}
NO_TRANSCRIPTS = {
    "an inventory": (b"<?xml version='1.0'?><inventory/>", "inventory"),
    "a page behind a login": (
        b"<!doctype html><p>Please sign in to read.</p><input type=password>",
        "asks for a password",
    ),
    "JSON of no format": (b'{"a": 1, "b": [2]}', "no transcript in a format known"),
    "a damaged document": (b"PK\x03\x04rest", "damaged and cannot be opened"),
}


@pytest.fixture
def taped(draft, audio, ada):
    """A story with a recording of half a minute."""
    draft.take_recording(audio, by=ada, at=FRIDAY_NOON)
    return draft


@pytest.fixture
def at_desk(client, ada):
    client.force_login(ada)
    return client


def hand_in(client, story, content, **data):
    file = SimpleUploadedFile("transcript", content)
    address = reverse("desk:script", args=[story.pk])
    return client.post(address, {"file": file, **data}, follow=True)


def published(client, story, mina):
    """Publish a story; return what readers get."""
    client.force_login(mina)
    client.post(reverse("desk:publish", args=[story.pk]))
    story = Story.objects.get(pk=story.pk)
    assert story.live
    return client.get(story.url)


@pytest.mark.parametrize("name", BAD)
class TestABadTranscript:
    def test_is_told_kept_and_published(self, at_desk, taped, mina, name):
        content, told, stays = BAD[name]

        page = hand_in(at_desk, taped, content).content.decode()

        assert told in page
        head = latest(taped).transcript.head
        assert stays in " ".join(turn.text for turn in head.as_document().turns) or any(
            one.name == stays for one in head.as_document().speakers
        )
        with head.original.file.open("rb") as file:
            assert file.read() == content
        answer = published(at_desk, taped, mina)
        assert answer.status_code == 200
        assert stays.split()[0] in answer.content.decode()


@pytest.mark.parametrize("name", NO_TRANSCRIPTS)
class TestWhatIsNoTranscript:
    def test_is_refused_and_costs_nothing(self, at_desk, taped, mina, name):
        content, told = NO_TRANSCRIPTS[name]
        hand_in(at_desk, taped, SCRIPT.encode())
        head = latest(taped).transcript.head

        answer = hand_in(at_desk, taped, content, based_on=head.pk)

        assert answer.status_code == 422
        assert told in answer.content.decode()
        assert latest(taped).transcript.head == head
        assert "The bridge is open." in published(at_desk, taped, mina).content.decode()


class TestTwoTranscriptsOfOneRecording:
    def test_are_versions_of_one_and_both_files_are_kept(self, at_desk, taped, mina):
        hand_in(at_desk, taped, SCRIPT.encode())
        first = latest(taped).transcript.head
        other = SCRIPT.replace("two feet", "three feet").encode()

        hand_in(at_desk, taped, other, based_on=first.pk)

        transcript = latest(taped).transcript
        assert transcript.head.parent == first
        assert [one.original.size_bytes for one in transcript.revisions.all()] == [
            len(SCRIPT),
            len(other),
        ]
        assert "three feet" in published(at_desk, taped, mina).content.decode()

    def test_by_two_people_at_once_are_both_kept(self, at_desk, taped, mina):
        hand_in(at_desk, taped, SCRIPT.encode())
        other = SCRIPT.replace("two feet", "three feet").encode()

        page = hand_in(at_desk, taped, other).content.decode()

        transcript = latest(taped).transcript
        assert "nothing is lost" in page
        assert [one.set_aside for one in transcript.revisions.all()] == [False, True]
        assert "two feet" in published(at_desk, taped, mina).content.decode()


def latest(story):
    return Story.objects.get(pk=story.pk).get_latest_revision_as_object()
