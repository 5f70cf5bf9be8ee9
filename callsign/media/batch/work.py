"""Work: one job from its files to its receipt, in whatever process of whatever machine."""

import errno
import time
import traceback
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.script import NotAScript
from callsign.lib.batch.ledger import whoami
from callsign.lib.batch.naming import digest_of, name_of
from callsign.lib.batch.receipt import MOST_FINDINGS, Receipt, Source, Trouble
from callsign.lib.batch.results import Results
from callsign.media.batch.making import Made, NoTranscript, make
from callsign.media.batch.order import Outcome, Task
from callsign.media.opening import NotAudio
from callsign.media.recognizing.choosing import WrongOption
from callsign.media.recognizing.recognizer import Misdirected, NotRecognized

# What lies with the files themselves; trying again gives the same.
FINAL = (NotAScript, NotAudio, NoTranscript, NoTimes)
# What every other job would meet as well: no room, settings that are wrong.
FOR_ALL = (Misdirected, WrongOption)
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


class ChangedMeanwhile(Exception):
    """Somebody wrote to the file while it was worked on."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was changed while it was worked on")


class OtherVersion(Exception):
    """A worker has another Callsign than whoever asks."""


def work(task: Task) -> Outcome:
    """
    Do a job, unless its result stands or it failed for good, and leave its receipt.

    Whatever goes wrong is told by the receipt: one file out of a hundred thousand does not
    end a batch.
    """
    receipt = begun(task)
    results = Results(Path(task.results))
    sources: tuple[Source, ...] = ()
    try:
        require_version(task)
        sources = tuple(fingerprint(task, path) for path in task.paths)
        digests = [one.digest for one in sources]
        name = name_of(task.order.made, digests)
        receipt = replace(receipt, name=name, sources=sources)
        if known := what_stands(results, name, again=task.again):
            return Outcome(known, sources)
        return finished(task, results, receipt)
    except Exception as error:  # noqa: BLE001 - named in the receipt, and looked into
        failed = replace(receipt, trouble=trouble_of(error))
        return Outcome(kept(results, failed), sources, is_new=True)


def lost(task: Task) -> Outcome:
    """Return what became of a job whose process was killed, again and again."""
    trouble = Trouble(
        "KilledWorker", "its process was killed, most likely for taking too much memory"
    )
    failed = replace(begun(task), trouble=trouble)
    return Outcome(failed, is_new=True)


def begun(task: Task) -> Receipt:
    """Return the receipt of a job of which nothing is known yet."""
    return Receipt(
        name="",
        made=task.order.made,
        sources=(),
        version=installed(),
        made_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        made_by=whoami(),
        token=uuid4().hex,
    )


def require_version(task: Task) -> None:
    if installed() != task.version:
        raise OtherVersion(
            f"{whoami()} has Callsign {installed()}, and {task.version} is asking; install"
            " the same on all machines"
        )


@lru_cache(maxsize=1)
def installed() -> str:
    """Return the version of the program in this process."""
    return version("callsign-radio")


def fingerprint(task: Task, path: str) -> Source:
    """Return what a file holds and how it lies there. Raises: OSError, ChangedMeanwhile"""
    file = Path(task.folder, path)
    before = file.stat()
    source = Source(path, digest_of(file), before.st_size, before.st_mtime_ns)
    require_unchanged(task, source)
    return source


def require_unchanged(task: Task, source: Source) -> None:
    now = Path(task.folder, source.path).stat()
    if (now.st_size, now.st_mtime_ns) != (source.size, source.mtime_ns):
        raise ChangedMeanwhile(source.path)


def what_stands(results: Results, name: str, *, again: bool) -> Receipt | None:
    """Return the receipt of a result, or of a failure that need not be tried again."""
    if standing := results.standing(name):
        results.forget_failure(name)
        return standing
    failure = results.failure(name)
    is_final = failure and failure.trouble and failure.trouble.is_final
    return failure if is_final and not again else None


def finished(task: Task, results: Results, receipt: Receipt) -> Outcome:
    """Make the transcript and put it in its place."""
    began_s = time.perf_counter()
    files = tuple(Path(task.folder, path) for path in task.paths)
    made = make(task.order, files, shelf=results.folder / "heard")
    for source in receipt.sources:
        require_unchanged(task, source)
    receipt = filled_in(receipt, made, work_s=time.perf_counter() - began_s)
    is_new = results.put(receipt, made.content)
    standing = receipt if is_new else results.standing(receipt.name)
    return Outcome(standing or receipt, receipt.sources, is_new=is_new)


def filled_in(receipt: Receipt, made: Made, *, work_s: float) -> Receipt:
    # What was left out is told before what is only odd.
    findings = sorted(made.findings, key=lambda one: not one.is_loss)
    return replace(
        receipt,
        work_s=round(work_s, 3),
        file=made.file,
        size=len(made.content),
        format=made.format,
        words=made.words,
        audio_ms=made.audio_ms,
        cost=made.cost,
        findings=tuple(findings[:MOST_FINDINGS]),
        finding_count=len(findings),
    )


def trouble_of(error: Exception) -> Trouble:
    """
    Say what kept a transcript from being made, in words for people.

    >>> trouble_of(PermissionError(errno.EACCES, "Permission denied"))
    Trouble(name='PermissionError', message='Permission denied', is_final=False, stops_all=False)
    """
    name = type(error).__name__
    if isinstance(error, FINAL):
        return Trouble(name, str(error), is_final=True)
    if isinstance(error, FOR_ALL):
        return Trouble(name, str(error), stops_all=True)
    if isinstance(error, MemoryError):
        return Trouble(name, "there was not enough memory")
    if isinstance(error, OSError):
        return Trouble(
            name, error.strerror or str(error), stops_all=error.errno in NO_ROOM
        )
    if isinstance(error, NotRecognized | ChangedMeanwhile | OtherVersion):
        return Trouble(name, str(error))
    whole = "".join(traceback.format_exception(error))
    return Trouble(name, f"a mistake in Callsign; please report it:\n{whole}")


def kept(results: Results, failed: Receipt) -> Receipt:
    """Leave the receipt of a failure; it is told of, whether the disk takes it or not."""
    if not failed.name:
        return failed  # nobody knows what the files hold, so nothing can be named
    try:
        results.put_failure(failed)
    except OSError as error:
        cause = f"; nor could this be written down: {error.strerror}"
        trouble = failed.trouble or Trouble("OSError", "")
        return replace(
            failed, trouble=replace(trouble, message=trouble.message + cause)
        )
    return failed
