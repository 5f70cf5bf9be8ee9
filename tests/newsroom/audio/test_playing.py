"""Playing recordings: who may, in which parts, and how safely."""

import os
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse

from callsign.media.measuring import measure
from callsign.newsroom.audio.clips import forget_oldest
from callsign.newsroom.audio.models import Rendition
from callsign.newsroom.audio.receiving import receive_recording
from tests.cast import FRIDAY_NOON
from tests.hanging_up import connection_kept
from tests.newsroom.audio.conftest import audio as recording

SOUND = bytes(range(256)) * 40
SIZE = len(SOUND)


@pytest.fixture
def audio(db):
    made = recording(public_since=FRIDAY_NOON)
    with_file = Rendition(audio=made, kind="mp3", size_bytes=SIZE, bit_rate=128_000)
    with_file.file.save("rain.mp3", ContentFile(SOUND))
    return made


@pytest.fixture
def listener(client):
    """A browser that listens to what it gets, and hangs up."""

    class Listener:
        def get(self, address, **headers):
            response = client.get(address, **headers)
            response.body = (
                b"".join(response) if response.streaming else response.content
            )
            with connection_kept():
                response.close()
            return response

        head, post, force_login = client.head, client.post, client.force_login

    return Listener()


class TestPlayingARecording:
    def test_sends_it_whole_with_a_safe_type(self, listener, audio):
        response = listener.get(audio.rendition_url())

        assert response.body == SOUND
        assert response["Content-Type"] == "audio/mpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Accept-Ranges"] == "bytes"
        assert response["Content-Length"] == str(SIZE)
        assert response["Cache-Control"] == "public, max-age=300"
        assert "Set-Cookie" not in response

    def test_has_an_address_people_can_read(self, listener, audio):
        assert audio.rendition_url() == f"/audio/{audio.pk}-rain-at-last.mp3"
        assert listener.get(f"/audio/{audio.pk}-an-older-title.mp3").status_code == 200
        assert listener.get(f"/audio/{audio.pk}.mp3").status_code == 200

    @pytest.mark.parametrize(
        ("asked", "expected", "content_range"),
        [
            ("bytes=0-99", SOUND[:100], f"bytes 0-99/{SIZE}"),
            ("bytes=100-", SOUND[100:], f"bytes 100-{SIZE - 1}/{SIZE}"),
            ("bytes=-100", SOUND[-100:], f"bytes {SIZE - 100}-{SIZE - 1}/{SIZE}"),
            ("bytes=0-999999", SOUND, f"bytes 0-{SIZE - 1}/{SIZE}"),
        ],
    )
    def test_sends_the_part_a_player_asks_for(
        self, listener, audio, asked, expected, content_range
    ):
        response = listener.get(audio.rendition_url(), HTTP_RANGE=asked)

        assert response.status_code == HTTPStatus.PARTIAL_CONTENT
        assert response.body == expected
        assert response["Content-Range"] == content_range
        assert response["Content-Length"] == str(len(expected))

    @pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=-0"])
    def test_says_when_a_part_is_not_there(self, listener, audio, asked):
        response = listener.get(audio.rendition_url(), HTTP_RANGE=asked)

        assert response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        assert response["Content-Range"] == f"bytes */{SIZE}"

    @pytest.mark.parametrize(
        "asked",
        ["bytes=0-9,20-29", "bytes=9-0", "lines=1-2", "bytes=", "bytes=x-y", "bytes=-"],
    )
    def test_sends_it_whole_where_a_range_is_not_one_range(
        self, listener, audio, asked
    ):
        response = listener.get(audio.rendition_url(), HTTP_RANGE=asked)

        assert (response.status_code, response.body) == (200, SOUND)

    def test_answers_head_without_a_body(self, listener, audio):
        response = listener.head(audio.rendition_url())

        assert (response["Content-Length"], response.content) == (str(SIZE), b"")

    def test_is_not_sent_twice_to_who_has_it(self, listener, audio):
        etag = listener.get(audio.rendition_url())["ETag"]

        response = listener.get(audio.rendition_url(), HTTP_IF_NONE_MATCH=etag)

        assert (response.status_code, response["ETag"]) == (304, etag)

    def test_goes_on_only_with_the_same_file(self, listener, audio):
        first = listener.get(audio.rendition_url())

        def asked_with(condition):
            return listener.get(
                audio.rendition_url(), HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=condition
            ).status_code

        assert asked_with(first["ETag"]) == 206
        assert asked_with(first["Last-Modified"]) == 206
        assert asked_with('"another"') == 200
        assert asked_with(f"W/{first['ETag']}") == 200
        assert asked_with("Sun, 06 Nov 1994 08:49:37 GMT") == 200

    def test_lets_the_server_in_front_send_it(self, listener, audio, settings):
        settings.X_ACCEL_PREFIX = "/protected/"

        response = listener.get(audio.rendition_url(), HTTP_RANGE="bytes=0-9")

        name = audio.renditions.get().file.name
        assert response["X-Accel-Redirect"] == f"/protected/sound/{name}"
        assert (response.status_code, response.content) == (200, b"")
        assert response["Content-Type"] == "audio/mpeg"

    def test_takes_no_other_verb(self, listener, audio):
        assert listener.post(audio.rendition_url()).status_code == 405


class TestWhoMayHear:
    def test_nobody_outside_before_it_is_published(self, listener, audio):
        type(audio).objects.update(public_since=None)

        assert listener.get(audio.rendition_url()).status_code == HTTPStatus.NOT_FOUND

    def test_staff_before_it_is_published(self, listener, audio, ada):
        type(audio).objects.update(public_since=None)
        listener.force_login(ada)

        response = listener.get(audio.rendition_url())

        assert response.status_code == HTTPStatus.OK
        assert response["Cache-Control"] == "private, no-store"

    def test_the_desk_alone_does_not_let_anybody_hear_it(self, listener, tape, mina):
        audio = receive_recording(
            tape, file_name="a.wav", by=mina, at=FRIDAY_NOON
        ).audio
        listener.force_login(mina)

        for address in (audio.rendition_url(), audio.clip_url(0, 1_000)):
            assert listener.get(address).status_code == HTTPStatus.NOT_FOUND

    def test_nobody_hears_the_master(self, listener, tape, ada):
        audio = receive_recording(tape, file_name="a.wav", by=ada, at=FRIDAY_NOON).audio
        type(audio).objects.update(public_since=FRIDAY_NOON)

        for address in (f"/audio/{audio.pk}.wav", f"/media/{audio.master.name}"):
            assert listener.get(address).status_code == HTTPStatus.NOT_FOUND

    def test_a_listener_is_asked_to_wait_while_it_is_prepared(self, listener, db):
        audio = recording(public_since=FRIDAY_NOON)

        response = listener.get(audio.rendition_url("opus"))

        assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert response["Retry-After"] == "30"


class TestAClip:
    @pytest.fixture
    def audio(self, tape, ada):
        cache.clear()
        taken = receive_recording(tape, file_name="rain.wav", by=ada, at=FRIDAY_NOON)
        taken.audio.public_since = FRIDAY_NOON
        taken.audio.save()
        return taken.audio

    @pytest.mark.parametrize("kind", ["mp3", "opus", "m4a"])
    def test_is_cut_and_sent(self, listener, audio, kind, tmp_path):
        response = listener.get(audio.clip_url(500, 2_000, kind))

        (tmp_path / "clip").write_bytes(response.body)
        assert measure(tmp_path / "clip").duration_ms == pytest.approx(1_500, abs=30)
        assert response["Content-Type"].startswith("audio/")

    def test_is_cut_once(self, listener, audio, own_disk):
        listener.get(audio.clip_url(500, 2_000))
        (kept,) = (own_disk / "clips").iterdir()
        before = kept.stat().st_mtime_ns

        assert (
            listener.get(audio.clip_url(500, 2_000), HTTP_RANGE="bytes=0-9").status_code
            == 206
        )
        assert kept.stat().st_mtime_ns == before

    @pytest.mark.parametrize(
        "query",
        [
            "",
            "from=1",
            "from=2000&to=500",
            "from=0&to=600001",
            "from=-1&to=5",
            "from=a&to=b",
        ],
    )
    def test_that_cannot_be_is_refused(self, listener, audio, query):
        address = reverse("audio:clip", args=[audio.pk, "mp3"])

        assert listener.get(f"{address}?{query}").status_code == HTTPStatus.BAD_REQUEST

    def test_behind_the_end_is_not_there(self, listener, audio):
        assert (
            listener.get(audio.clip_url(60_000, 61_000)).status_code
            == HTTPStatus.NOT_FOUND
        )

    def test_of_what_is_not_published_is_not_there(self, listener, audio):
        type(audio).objects.update(public_since=None)

        assert (
            listener.get(audio.clip_url(0, 1_000)).status_code == HTTPStatus.NOT_FOUND
        )

    def test_is_not_cut_for_one_listener_all_day(self, listener, audio):
        codes = [
            listener.get(audio.clip_url(start, start + 50)).status_code
            for start in range(0, 1_100, 100)
        ]

        assert codes == [200] * 10 + [429]

    def test_makes_room_by_forgetting_the_oldest(self, tmp_path):
        for number in range(4):
            clip = tmp_path / f"{number}.mp3"
            clip.write_bytes(bytes(100))
            moment = FRIDAY_NOON.timestamp() + number
            os.utime(clip, (moment, moment))

        forget_oldest(tmp_path, most_bytes=250)

        assert sorted(path.name for path in tmp_path.iterdir()) == ["2.mp3", "3.mp3"]
