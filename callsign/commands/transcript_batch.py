"""Batches from the command line: a folder in, results in another, a table at the end."""

import argparse
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path

from callsign.commands.transcript_batch_showing import Progress, say
from callsign.commands.transcript_reading import PARTLY_READ, READ, UNTRUSTED, fail
from callsign.commands.transcript_recognizing import data_folder
from callsign.lib.batch.here import Here
from callsign.lib.batch.known import Known
from callsign.lib.batch.processes import Processes
from callsign.lib.batch.receipt import Trouble
from callsign.lib.batch.results import Results
from callsign.lib.batch.spreading import Crew
from callsign.lib.batch.sweeping import sweep
from callsign.media.batch.finding import Item, LeftOut
from callsign.media.batch.folder import Batch, Row
from callsign.media.batch.making import machine_of
from callsign.media.batch.order import Kind, Order, Outcome, Task
from callsign.media.batch.report import FAILED, REPORT, Reports
from callsign.media.batch.tally import FAILURES, State, Tally
from callsign.media.batch.work import installed, lost, work
from callsign.media.recognizing.choosing import WrongOption

NO_DASK = (
    "--scheduler needs Dask, which is not installed. An engineer can:"
    " pip install 'callsign-radio[archive]'."
)


class CannotGoOn(Exception):
    """The batch cannot be begun, or finished; the message says why."""


def run(options: argparse.Namespace) -> int:
    """Do the batch; return the exit code."""
    try:
        batch = batch_of(options)
        with crew_of(options) as crew:
            return done(batch, crew)
    except (CannotGoOn, WrongOption) as error:
        return fail(str(error))
    except OSError as error:
        return fail(f"{error.filename or options.into}: {error.strerror or error}")
    except sqlite3.Error as error:
        return fail(f"{options.into}: {error}")


def batch_of(options: argparse.Namespace) -> Batch:
    """Return what is asked for. Raises: CannotGoOn, WrongOption"""
    folder, into = Path(options.folder).resolve(), Path(options.into).resolve()
    if not folder.is_dir():
        raise CannotGoOn(f"{options.folder}: no such folder")
    if folder.is_relative_to(into):
        raise CannotGoOn("FOLDER must not be RESULTS, nor lie in it")
    if options.jobs < 1:
        raise CannotGoOn("--jobs: at least 1")
    return Batch(
        order=order_of(options),
        folder=folder,
        results=Results(into),
        version=installed(),
        known=Known(into / "known.sqlite3"),
        again=options.again,
    )


def order_of(options: argparse.Namespace) -> Order:
    """Return what is wanted of every file. Raises: WrongOption"""
    kind = Kind(options.kind)
    order = Order(kind, to=options.to, hosts=tuple(options.host))
    if kind is not Kind.RECOGNIZE:
        return order
    station = str(data_folder())
    machine = machine_of(options.recognizer, station)
    if machine.is_rough:
        print(
            "these drafts are rough: nearly half of the words are wrong",
            file=sys.stderr,
        )
    return Order(
        kind,
        to=options.to,
        hosts=order.hosts,
        recognizer=options.recognizer,
        identity=machine.identity,
        station=station,
    )


@contextmanager
def crew_of(options: argparse.Namespace) -> Iterator[Crew[Task, Outcome]]:
    """Yield who does the jobs. Raises: CannotGoOn"""
    if options.scheduler:
        with on_cluster(options.scheduler) as cluster:
            yield cluster
        return
    crew: Crew[Task, Outcome] = (
        Here(work) if options.jobs == 1 else Processes(work, lost, count=options.jobs)
    )
    with closing(crew):
        yield crew


@contextmanager
def on_cluster(address: str) -> Iterator[Crew[Task, Outcome]]:
    """Yield the workers of a scheduler. Raises: CannotGoOn"""
    try:
        # An extra: whoever has no scheduler has no Dask.
        module = import_module("callsign.lib.batch.cluster")
    except ModuleNotFoundError as error:
        raise CannotGoOn(NO_DASK) from error
    try:
        with closing(module.Cluster(address, work, lost, tell=say)) as cluster:
            yield cluster
    except module.NoCluster as error:
        raise CannotGoOn(str(error)) from error


def done(batch: Batch, crew: Crew[Task, Outcome]) -> int:
    """Do what is lacking, and say what it came to, however it ends."""
    into = batch.results.folder
    into.mkdir(parents=True, exist_ok=True)
    if swept := sweep(into):
        say(f"{swept} left unfinished by an earlier run, taken away")
    tally, show = Tally(), Progress(*size_of(batch))
    stopped = None
    try:
        with Reports(batch.results) as reports:
            for row in batch.rows(crew):
                tally.add(row)
                reports.add(row)
                if isinstance(row.outcome, Outcome):
                    show(row.size, is_new=row.outcome.is_new)
                if stopped := trouble_for_all(row):
                    break
    finally:
        show.clear()
        batch.known.close()
        tell(batch, tally)
    if stopped is not None:
        say(f"stopped, as it would go so with every file: {stopped.message}")
    return exit_code(tally)


def size_of(batch: Batch) -> tuple[int, int]:
    """Return how many jobs a folder holds, and how many bytes they are about."""
    files = size = 0
    for one in batch.found():
        if isinstance(one, Item):
            files += 1
            size += one.size
    return files, size


def trouble_for_all(row: Row) -> Trouble | None:
    """Return what went wrong, if every other job would meet it too."""
    if isinstance(row.outcome, LeftOut):
        return None
    trouble = row.outcome.receipt.trouble
    return trouble if trouble is not None and trouble.stops_all else None


def tell(batch: Batch, tally: Tally) -> None:
    """Print what the files became, and where that is written."""
    for line in tally.lines():
        print(line)
    into = batch.results.folder
    print(f"each file: {into / REPORT}")
    if tally.files(*FAILURES):
        print(f"failures: {into / FAILED}")
    if batch.known.trouble:
        say(batch.known.trouble)


def exit_code(tally: Tally) -> int:
    """Return whether all, some or none of the files have their results."""
    if not tally.files(State.MADE, State.MADE_IN_PART, State.STOOD):
        return UNTRUSTED
    return PARTLY_READ if tally.files(*FAILURES) or tally.has_loss else READ
