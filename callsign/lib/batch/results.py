"""
The folder of a batch's results, which many machines may write to at once.

    results/3f/3f9c…/transcript.json   a result, in a folder that its name names
    results/3f/3f9c…/receipt.json      what it was made of, by whom
    failures/3f/3f9c….json             the receipt of a job that made nothing
    ledger/HOST-PROCESS.log            what each process put in place
    unfinished/TOKEN/                  what is being written this moment
"""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from callsign.lib.batch.ledger import enter
from callsign.lib.batch.receipt import NotAReceipt, Receipt, from_json, to_json

RECEIPT = "receipt.json"
UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Results:
    """The results in a folder; the folder need not be there yet."""

    folder: Path

    def place_of(self, name: str) -> Path:
        """Return the folder of a result, whether it stands or not."""
        return self.folder / "results" / name[:2] / name

    def failure_of(self, name: str) -> Path:
        """Return where the receipt of a failure lies, if it does."""
        return self.folder / "failures" / name[:2] / f"{name}.json"

    def standing(self, name: str) -> Receipt | None:
        """
        Return the receipt of a result that stands whole, or None.

        A machine that lost its power may leave a file shorter than its receipt says; such
        a result is moved out of the way.
        """
        place = self.place_of(name)
        # Looked at first: a folder that is there came with all that is in it, so that what
        # is missing afterwards is damage, and not another process about to be done.
        if not place.is_dir():
            return None
        receipt = read_if_whole(place / RECEIPT)
        if receipt is not None and is_whole(place, receipt):
            return receipt
        self._set_aside(place)
        return None

    def failure(self, name: str) -> Receipt | None:
        """Return the receipt of a job that made nothing the latest time it was tried."""
        return read_if_whole(self.failure_of(name))

    def put(self, receipt: Receipt, content: bytes) -> bool:
        """
        Put a result in its place, whole; return False where one stands there already.

        Two who make the same at once both come here, and one of them is let in: a folder
        cannot be renamed to one that has files in it.

        Raises: OSError where the disk takes no more
        """
        place = self.place_of(receipt.name)
        draft = self.folder / UNFINISHED / receipt.token
        try:
            draft.mkdir(parents=True)
            write_whole(draft / str(receipt.file), content)
            write_whole(draft / RECEIPT, to_json(receipt))
            place.parent.mkdir(parents=True, exist_ok=True)
            is_placed = self._rename(draft, place, receipt)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        if is_placed:
            enter(self.folder, receipt)
            self.forget_failure(receipt.name)
        else:
            shutil.rmtree(draft)
        return is_placed

    def put_failure(self, receipt: Receipt) -> None:
        """Keep why a job made nothing, in place of what was kept before."""
        file = self.failure_of(receipt.name)
        draft = self.folder / UNFINISHED / f"{receipt.token}.json"
        try:
            draft.parent.mkdir(parents=True, exist_ok=True)
            write_whole(draft, to_json(receipt))
            file.parent.mkdir(parents=True, exist_ok=True)
            draft.replace(file)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def forget_failure(self, name: str) -> None:
        """Take away what was said of a job that has made something since."""
        self.failure_of(name).unlink(missing_ok=True)

    def _rename(self, draft: Path, place: Path, receipt: Receipt) -> bool:
        try:
            draft.rename(place)
        except OSError:
            # A file server may have done it and lost its answer: the token tells whose
            # result stands.
            standing = self.standing(receipt.name)
            if standing is not None:
                return standing.token == receipt.token
            draft.rename(place)  # what was in its place is damaged, and gone now
        return True

    def _set_aside(self, place: Path) -> None:
        """Move what is damaged to where it will be swept, so that it can be made again."""
        (self.folder / UNFINISHED).mkdir(exist_ok=True)
        aside = self.folder / UNFINISHED / f"damaged-{place.name}-{os.urandom(4).hex()}"
        with suppress(FileNotFoundError):
            place.rename(aside)


def is_whole(place: Path, receipt: Receipt) -> bool:
    """Return whether a result has the file that its receipt names, in full length."""
    try:
        return (place / str(receipt.file)).stat().st_size == receipt.size
    except FileNotFoundError:
        return False


def write_whole(file: Path, content: bytes) -> None:
    """Write a file, and return when the disk has it."""
    with file.open("xb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())


def read_if_whole(file: Path) -> Receipt | None:
    """Return a receipt; None where there is none, or half of one."""
    try:
        return from_json(file.read_bytes())
    except (FileNotFoundError, NotAReceipt):
        return None
