"""
An archive of many recordings, and the report on their transcripts asked of it.

A process of its own, run with the settings of an empty station: it writes rows, asks for
the report as an editor's browser does, and writes down how long each answer took and how
long the processor was at it, in ms.

    python -m bench.archive ROWS
"""

import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import django

django.setup()

# ruff: noqa: E402 (models need the settings first)
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model
from django.db.models.sql import InsertQuery
from django.test import Client
from wagtail.models import Page, Site

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import Program, TranscriptPromise
from callsign.newsroom.station.models import Station
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import Transcript
from callsign.outlets.frontpage.actions import lay_out

TODAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
TIMES = 9
PROGRAMS = 40
REPORT = "/desk/accessibility/"
QUESTIONS = {
    "the first page": "",
    "what is to be done": "?state=open",
    "one program": "?program={program}",
    "one month": "?first=2024-03-01&last=2024-03-31",
    "the last page": "?p=1000000",
    "for printing": "?format=print",
    "all as CSV": "?format=csv",
}


def main(rows: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    site = Site.objects.get()
    layout = lay_out(site)
    Station.objects.create(site=site, call_sign="KDEMO", name="KDEMO Public Radio")
    programs = [
        layout.programs.add_child(
            instance=Program(title=f"Program {number}", slug=f"program-{number}")
        )
        for number in range(PROGRAMS)
    ]
    editor = get_user_model().objects.create_superuser("mina", password="x")
    with transaction.atomic():
        fill(layout.stories.month(TODAY), programs, rows, editor)
    if connection.vendor == "sqlite":
        connection.cursor().execute("ANALYZE")
    client = Client(headers={"host": "localhost"})
    client.force_login(editor)
    asked = {
        name: REPORT + query.format(program=programs[3].path)
        for name, query in QUESTIONS.items()
    }
    print(json.dumps({name: timed(client, at) for name, at in asked.items()}))


def timed(client: Client, address: str) -> list[tuple[float, float]]:
    """
    Return how long each answer took, and how long the processor was at it.

    The first, which warms up, is left out.
    """
    taken = []
    for _ in range(TIMES + 1):
        begun, at_work = time.perf_counter(), time.process_time()
        answer = client.get(address)
        size = len(answer.getvalue())
        ended, done = time.perf_counter(), time.process_time()
        taken.append((1_000 * (ended - begun), 1_000 * (done - at_work)))
        assert answer.status_code == 200
        assert size > 1_000
    return taken[1:]


def fill(month: Page, programs: list[Program], rows: int, by: Model) -> None:
    """Write an archive of twenty years: a third with a transcript, a tenth promised."""
    Audio.objects.bulk_create(recordings(rows), batch_size=500)
    recorded = list(Audio.objects.order_by("pk").values_list("pk", flat=True))
    Transcript.objects.bulk_create(
        [
            Transcript(title=f"Tape {number}", word_count=900, origin="human")
            for number in range(rows // 3)
        ],
        batch_size=500,
    )
    read = list(Transcript.objects.order_by("pk").values_list("pk", flat=True))
    TranscriptPromise.objects.bulk_create(
        [
            TranscriptPromise(
                audio_id=pk, reason="With the network.", given_by=by, given_at=TODAY,
                promised_until=date(2026, 11, 1) + timedelta(days=pk % 60),
            )
            for pk in recorded[9::10]
        ],
        batch_size=500,
    )  # fmt: skip
    pages = list(tree(month, rows))
    Page.objects.bulk_create(pages, batch_size=500)
    Page.objects.filter(pk=month.pk).update(numchild=rows)
    kept = Page.objects.child_of(month).order_by("path").values_list("pk", flat=True)
    stories = [
        Story(
            page_ptr_id=pk, audio_id=recorded[number],
            transcript_id=read[number // 3] if number % 3 == 0 and number // 3 < len(read) else None,
            heard_on=programs[number % PROGRAMS],
        )
        for number, pk in enumerate(kept)
    ]  # fmt: skip
    for first in range(0, rows, 500):
        insert(stories[first : first + 500])


def recordings(rows: int) -> Iterator[Audio]:
    for number in range(rows):
        yield Audio(
            title=f"Tape {number}", master=f"masters/{number}.wav",
            file_name=f"{number}.wav", sha256=f"{number:064x}", size_bytes=1_000,
            duration_ms=60_000 * (1 + number % 58), codec="pcm_s16le", rate_hz=44_100,
            channels=1, uploaded_at=TODAY, public_since=moment(number, rows),
        )  # fmt: skip


def tree(month: Page, rows: int) -> Iterator[Page]:
    """Yield the pages' rows, as the tree would number them."""
    kind = ContentType.objects.get_for_model(Story)
    for number in range(rows):
        step = Page._int2str(number + 1).rjust(Page.steplen, "0")
        slug = f"tape-{number}"
        yield Page(
            title=f"Tape {number}", draft_title=f"Tape {number}", slug=slug,
            path=month.path + step, depth=month.depth + 1, live=True,
            url_path=f"{month.url_path}{slug}/", content_type=kind,
            first_published_at=moment(number, rows), locale=month.locale,
        )  # fmt: skip


def moment(number: int, rows: int) -> datetime:
    """Return when a recording came out: evenly, in twenty years up to today."""
    return TODAY - timedelta(days=20 * 365.25) * (number / rows)


def insert(stories: list[Story]) -> None:
    """Write the stories' own rows; their pages' are there already."""
    query = InsertQuery(Story)
    query.insert_values(Story._meta.local_concrete_fields, stories, raw=True)
    query.get_compiler(using="default").execute_sql()


if __name__ == "__main__":
    main(int(sys.argv[1]))
