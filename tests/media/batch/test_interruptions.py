"""Whatever is interrupted, wherever, as often as one likes: the next run makes it whole."""

import os
import sys
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsign.lib.batch.ledger import entries
from callsign.lib.batch.sweeping import sweep
from tests.media.batch.archives import contents, run, write_script

OURS = (f"{os.sep}lib{os.sep}batch{os.sep}", f"{os.sep}media{os.sep}batch{os.sep}")
# A run of the archive below goes through so many lines of a batch's code, about.
LINES = 1_000
KILLED = 9


@contextmanager
def at_line(number: int, interrupt):
    """Interrupt what is done here before it comes to so many lines of a batch's code."""
    passed = 0

    def trace(frame, event, _):
        nonlocal passed
        if not any(part in frame.f_code.co_filename for part in OURS):
            return None
        if event == "line":
            passed += 1
            if passed == number:
                interrupt()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def stopped(archive: Path, into: Path, line: int) -> None:
    """Do a batch until somebody presses Ctrl-C."""

    def interrupt():
        raise KeyboardInterrupt

    try:
        with at_line(line, interrupt):
            run(archive, into)
    except KeyboardInterrupt:
        return


def killed(archive: Path, into: Path, line: int) -> None:
    """Do a batch in a process that is killed: nothing of it cleans up."""
    with warnings.catch_warnings():
        # Python 3.12 warns of threads, of which numpy may have some, and none is ours.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        try:
            with at_line(line, lambda: os._exit(KILLED)):
                run(archive, into)
        finally:
            os._exit(0)
    os.waitpid(child, 0)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Two scripts, one of them twice, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("archive")
    write_script(folder / "a.txt", "Ada")
    write_script(folder / "b.txt", "Luis")
    write_script(folder / "copy.txt", "Ada")
    (folder / "damaged.txt").write_bytes(b"\xff\xfb\x90" + bytes(2_000))
    return folder


@pytest.fixture(scope="module")
def undisturbed(archive, tmp_path_factory):
    into = tmp_path_factory.mktemp("undisturbed")
    run(archive, into)
    return contents(into)


# Between opening a file and holding it in a ``with``, nobody is there to close it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
class TestInterruptingABatch:
    @settings(max_examples=30, deadline=None)
    @given(
        st.lists(
            st.tuples(st.sampled_from([stopped, killed]), st.integers(1, LINES)),
            min_size=1,
            max_size=3,
        )
    )
    def test_leaves_nothing_that_the_next_run_does_not_make_whole(
        self, archive, undisturbed, interruptions
    ):
        with tempfile.TemporaryDirectory() as made:
            into = Path(made)
            for interrupt, line in interruptions:
                interrupt(archive, into, line)
                # What stands after any of them is whole.
                assert contents(into).items() <= undisturbed.items()

            run(archive, into)
            sweep(into, older_than_s=0)

            names = [name for _, name, _ in entries(into)]
            assert contents(into) == undisturbed
            assert len(set(names)) == len(names)
            assert not list((into / "unfinished").iterdir())
