"""
The configuration of air, kept as the database says: one file, replaced as a whole.

Air looks at the file every second. It is never waited for, and need not be running.
"""

import fcntl
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from callsign.engines.stream.configuration import Misconfigured
from callsign.newsroom.station.air_document import check_document, service_document
from callsign.newsroom.station.models import Service

logger = logging.getLogger(__name__)

LOCK = ".air.lock"


def air_folder() -> Path:
    """Return where air and the newsroom meet."""
    folder: Path = settings.DATA_DIR / "air"
    return folder


def air_configuration(*, at: datetime | None = None) -> str:
    """
    Return the configuration of everything this newsroom has on the air.

    Spans that were withheld and are past the rewind (``at`` this moment) are left out.

    Raises: Misconfigured: a service holds what air cannot use
    """
    now = at or timezone.now()
    services = Service.objects.order_by("station", "position", "pk")
    return check_document(
        [
            service_document(
                service,
                service.sources.all(),
                service.withheld.kept(at=now, rewind_hours=service.rewind_hours),
            )
            for service in services.prefetch_related("sources")
        ]
    )


def write_air_configuration() -> bool:
    """
    Bring air's file up to the database; return whether it had to be changed.

    Raises: Misconfigured: the file stays as it is. OSError: it cannot be written.
    """
    file = air_folder() / "air.json"
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with one_at_a_time(file.parent):
        text = air_configuration()
        if file.is_file() and file.read_text(encoding="utf-8") == text:
            return False
        replace(file, text)
        return True


def tell_air() -> None:
    """
    Bring air's file up to the database after a change that is committed already.

    A station is not kept from its work by a file; what is wrong is logged, and the
    desk's page "On air" says it.
    """
    try:
        write_air_configuration()
    except Misconfigured as error:
        logger.error("air goes on with its old configuration: %s", error)
    except OSError as error:
        logger.error("air's configuration could not be written: %s", error)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """
    Wait until no other process is at it.

    Of two changes at once, who read the database first could else write last.
    """
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def replace(file: Path, text: str) -> None:
    """Put a text in the place of a file, whole or not at all, for its owner alone."""
    # mkstemp makes it 0600: it holds the passwords of encoders.
    handle, name = tempfile.mkstemp(prefix=".air-", dir=file.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as written:
            written.write(text)
            written.flush()
            os.fsync(written.fileno())
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
