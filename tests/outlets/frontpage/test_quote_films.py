"""The films of quotes: who may ask, and what the worker makes of it."""

from datetime import timedelta

import av
import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django_tasks_db.models import DBTaskResult

from callsign.newsroom.station.signals import worker_started
from callsign.newsroom.station.tried_work import MOST_ATTEMPTS
from callsign.outlets.frontpage import quote_films
from callsign.outlets.frontpage.quote_films import film_path, make, make_audiogram
from callsign.outlets.frontpage.quote_models import Audiogram
from tests.cast import FRIDAY_NOON
from tests.outlets.frontpage.test_quote_pages import (
    own_disk,
    pytestmark,
    quoted,
    recording,
    retell,
    story,
    taken,
)

__all__ = ["own_disk", "pytestmark", "quoted", "recording", "story"]


@pytest.fixture
def mina(django_user_model):
    """An editor at the desk."""
    user = django_user_model.objects.create_user("mina", "mina@kdemo.example")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.fixture
def desk(client, mina):
    """A browser at which she has signed in."""
    client.force_login(mina)
    return client


@pytest.fixture
def asked(desk, quoted, django_capture_on_commit_callbacks):
    """A film she has asked for."""
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"{quoted}film/", {"shape": "square"})
    return Audiogram.objects.get()


class TestAskingForAFilm:
    def test_waits_for_the_worker(self, asked, mina):
        assert asked.state == asked.State.WAITING
        assert asked.asked_by == mina
        task = DBTaskResult.objects.get(task_path=make_audiogram.module_path)
        assert task.args_kwargs["args"] == [asked.pk]

    def test_is_asked_once(self, asked, desk, quoted):
        desk.post(f"{quoted}film/", {"shape": "square"})

        assert Audiogram.objects.count() == 1

    def test_is_for_staff(self, client, quoted, django_user_model):
        stranger = client.post(f"{quoted}film/", {"shape": "square"})
        client.force_login(django_user_model.objects.create_user("june"))
        donor = client.post(f"{quoted}film/", {"shape": "square"})

        assert stranger.status_code == donor.status_code == 403
        assert not Audiogram.objects.exists()
        assert client.get(f"{quoted}films.json").status_code == 404
        assert "Make a square film" not in client.get(quoted).content.decode()

    @pytest.mark.parametrize("shape", ["", "round", "../square"])
    def test_needs_a_shape(self, desk, quoted, shape):
        assert desk.post(f"{quoted}film/", {"shape": shape}).status_code == 400

    def test_needs_the_right_to_its_sound(self, desk, quoted, recording):
        recording.may_be_clipped = False
        recording.save()

        assert desk.post(f"{quoted}film/", {"shape": "wide"}).status_code == 422

    def test_needs_a_token_of_our_page(self, quoted, mina):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(mina)

        assert strict.post(f"{quoted}film/", {"shape": "wide"}).status_code == 403

    def test_waits_behind_no_more_than_some(self, desk, quoted, monkeypatch):
        monkeypatch.setattr(quote_films, "MOST_WAITING", 0)
        desk.post(f"{quoted}film/", {"shape": "square"})

        refused = desk.post(f"{quoted}film/", {"shape": "wide"})

        assert refused.status_code == 503

    def test_says_how_far_it_is(self, asked, desk, quoted):
        asked.begin(at=FRIDAY_NOON)
        asked.beat(at=FRIDAY_NOON, percent=40)

        square, wide = desk.get(f"{quoted}films.json").json()["films"]

        assert (square["state"], square["percent"]) == ("running", 40)
        assert wide["state"] == "none"
        assert 'value="40"' in desk.get(quoted).content.decode()


class TestMakingAFilm:
    def test_lets_everybody_see_it(self, asked, client, quoted):
        make_audiogram.func(asked.pk)
        client.logout()

        page = client.get(quoted).content.decode()
        film = client.get(f"{quoted}film-square.mp4")

        assert f'src="{quoted}film-square.mp4"' in page
        assert f'property="og:video" content="http://127.0.0.1:8000{quoted}film' in page
        assert film["Content-Type"] == "video/mp4"
        taken(film)
        with av.open(str(film_path(asked.key))) as file:
            assert file.duration / 1_000_000 == pytest.approx(2, abs=0.1)
        assert client.get(f"{quoted}film-wide.mp4").status_code == 404

    def test_follows_the_words(self, asked, client, quoted, transcript):
        make_audiogram.func(asked.pk)
        retell(transcript, 1, "It peaked at noon. The bridge is open.")

        assert client.get(f"{quoted}film-square.mp4").status_code == 404

    def test_is_made_again_when_its_file_was_forgotten(self, asked, desk, quoted):
        make_audiogram.func(asked.pk)
        film_path(asked.key).unlink()

        assert desk.get(f"{quoted}film-square.mp4").status_code == 404
        desk.post(f"{quoted}film/", {"shape": "square"})

        asked.refresh_from_db()
        assert asked.state == asked.State.WAITING

    def test_says_why_it_failed(self, asked, desk, quoted, recording):
        recording.master.storage.delete(recording.master.name)

        make_audiogram.func(asked.pk)

        asked.refresh_from_db()
        assert asked.state == asked.State.FAILED
        assert "no longer where it was stored" in desk.get(quoted).content.decode()

    def test_tells_of_what_nobody_expected(self, asked, monkeypatch):
        def breaks(*_, **__):
            raise ZeroDivisionError

        monkeypatch.setattr(quote_films, "audiogram", breaks)
        asked.begin(at=FRIDAY_NOON)

        with pytest.raises(ZeroDivisionError):
            make(asked, now=lambda: FRIDAY_NOON)

        asked.refresh_from_db()
        assert asked.problem == quote_films.UNEXPECTED

    def test_is_taken_over_from_a_killed_worker_and_given_up_at_last(self, asked):
        at = FRIDAY_NOON
        for attempt in range(1, MOST_ATTEMPTS + 2):
            taken_on = asked.take_on(at=at)
            assert taken_on == (attempt <= MOST_ATTEMPTS)
            at += timedelta(minutes=2)

        asked.refresh_from_db()
        assert asked.state == asked.State.FAILED
        assert "three times" in asked.problem

    def test_is_found_again_by_the_next_worker(self, asked):
        asked.begin(at=FRIDAY_NOON)
        DBTaskResult.objects.all().delete()

        worker_started.send(sender=None)

        films = DBTaskResult.objects.filter(task_path=make_audiogram.module_path)
        assert [one.args_kwargs["args"] for one in films] == [[asked.pk]]

    def test_does_nothing_for_a_recording_that_is_gone(self, db):
        make_audiogram.func(404)
