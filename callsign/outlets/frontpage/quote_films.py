"""The films of quotes: asked for by staff, made by the worker, kept by their content."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from callsign.engines.transcript.captions import captions
from callsign.lib.contrast import color, hexadecimal, readable
from callsign.media.audiogram import LONGEST_MS, audiogram
from callsign.media.clip import ImpossibleClip
from callsign.media.film import CannotFilm
from callsign.media.film_pictures import GROUND, Burned, FilmShape, FilmText
from callsign.media.opening import NotAudio
from callsign.media.sound import Stopped
from callsign.newsroom.audio.clips import forget_oldest
from callsign.newsroom.audio.files import on_disk
from callsign.newsroom.station.changes import content_changed
from callsign.newsroom.station.work import SILENT_FOR
from callsign.outlets.frontpage.masthead import Masthead
from callsign.outlets.frontpage.quote_cards import AUBURN, FONTS, quotes_dir
from callsign.outlets.frontpage.quote_models import Audiogram
from callsign.outlets.frontpage.quote_shown import QuoteShown

SHAPES = {"square": FilmShape.SQUARE, "wide": FilmShape.WIDE}
# How many letters stand in a line, and how many lines at once.
LINES = {"square": (28, 4), "wide": (40, 2)}
LOOK = 1
# About 2 MB each; what is oldest goes first, and is made again when asked for again.
MOST_BYTES = 4 * 1024**3
MOST_WAITING = 20
BEAT_EVERY = timedelta(seconds=3)
LOOK_AGAIN = SILENT_FOR + timedelta(seconds=15)
UNEXPECTED = (
    "Making this film failed for a reason the program did not expect. Try again, and"
    " tell the engineer if it fails again."
)

Clock = Callable[[], datetime]
Recipe = dict[str, Any]


class QueueFull(Exception):
    """So many films wait that another one would wait for an hour."""


def recipe_of(quote: QuoteShown, masthead: Masthead, shape: str) -> Recipe | None:
    """Return all that a film is made of; None where it has no sound or too much of it."""
    sound = quote.sound
    if sound is None or sound.length_ms > LONGEST_MS:
        return None
    station = masthead.station
    brand = readable(
        color(station.brand_color if station else AUBURN), on=color(GROUND)
    )
    return {
        "look": LOOK,
        "shape": shape,
        "recording": sound.audio.sha256,
        "start_ms": sound.start_ms,
        "end_ms": sound.end_ms,
        "words": [
            [turn.speaker, word.text, word.start_ms, word.end_ms]
            for turn in quote.words.turns
            for word in turn.words
        ],
        "names": [one.voice.name for one in quote.spoken],
        "text": {
            "mark": masthead.mark,
            "station": masthead.name,
            "source": quote.source.title,
            "day": quote.source.day,
            "brand": hexadecimal(brand),
        },
    }


def burned(quote: QuoteShown, shape: str) -> list[list[Any]]:
    """Return the words as they will stand on the picture, at most so many at once."""
    line_length, line_count = LINES[shape]
    shown = captions(quote.words, line_length=line_length, line_count=line_count)
    return [
        [one.start_ms, one.end_ms, one.speaker or "", " ".join(one.lines)]
        for one in shown
    ]


def key_of_film(recipe: Recipe) -> str:
    """Return the name of a film: a digest of all that is seen and heard in it."""
    return sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()


def film_path(key: str) -> Path:
    """Return where a film is kept; ``key`` is a digest, never what somebody sent."""
    return quotes_dir("films") / f"{key}.mp4"


def ask_for_film(
    recipe: Recipe, quote: QuoteShown, *, by: AbstractBaseUser, at: datetime
) -> Audiogram:
    """
    Ask the worker for a film; one that is there or on its way is that film.

    Raises: QueueFull
    """
    assert quote.sound is not None  # noqa: S101 - a recipe is made of a sound
    key = key_of_film(recipe)
    with transaction.atomic():
        film, is_new = Audiogram.objects.select_for_update().get_or_create(
            key=key,
            defaults={
                "audio": quote.sound.audio,
                "recipe": {**recipe, "captions": burned(quote, recipe["shape"])},
                "asked_at": at,
                "asked_by": by,
            },
        )
        is_there = film.state == film.State.DONE and film_path(key).exists()
        if is_there or (film.is_unfinished and not is_new):
            return film
        if Audiogram.objects.unfinished().count() > MOST_WAITING:
            raise QueueFull("Many films are waiting to be made. Try again later.")
        if not is_new:
            film.ask_again(at=at)
        transaction.on_commit(lambda: make_audiogram.enqueue(film.pk))
    return film


@task()
def resume_audiograms() -> None:
    """Begin again what killed workers left behind, and what the queue lost."""
    now = timezone.now()
    left = Audiogram.objects.interrupted(at=now) | Audiogram.objects.lost(at=now)
    for film in left:
        make_audiogram.enqueue(film.pk)


@task()
def make_audiogram(film_id: int) -> None:
    """Make a film, and come back in case this worker is killed."""
    film = Audiogram.objects.filter(pk=film_id).first()
    if film is None:  # its recording was deleted meanwhile
        return
    taken_on = film.take_on(at=timezone.now())
    if film.is_unfinished:
        make_audiogram.using(run_after=timezone.now() + LOOK_AGAIN).enqueue(film_id)
    if taken_on:
        make(film, now=timezone.now)


def make(film: Audiogram, *, now: Clock) -> None:
    """Make a film; what goes wrong is written on it, as a sentence for an editor."""
    try:
        write(film, now=now)
    except Stopped:
        return
    except (CannotFilm, ImpossibleClip, NotAudio) as error:
        film.fail(str(error), at=now())
    except FileNotFoundError:
        film.fail("The recording is no longer where it was stored.", at=now())
    except Exception:
        # Not BaseException: a worker told to end leaves its work for the next one.
        film.fail(UNEXPECTED, at=now())
        raise
    else:
        film.finish(at=now())
        content_changed()  # the page of the quote shows it from now on


def write(film: Audiogram, *, now: Clock) -> None:
    recipe = film.recipe
    next_at = now() + BEAT_EVERY

    def beat(percent: int) -> None:
        nonlocal next_at
        if now() >= next_at:
            next_at = now() + BEAT_EVERY
            film.beat(at=now(), percent=percent)

    with on_disk(film.audio.master) as master:
        audiogram(
            master,
            film_path(film.key),
            start_ms=recipe["start_ms"],
            end_ms=recipe["end_ms"],
            captions=[Burned(*one) for one in recipe["captions"]],
            text=FilmText(**recipe["text"]),
            shape=SHAPES[recipe["shape"]],
            fonts=FONTS,
            on_progress=beat,
        )
    forget_oldest(quotes_dir("films"), most_bytes=MOST_BYTES)
