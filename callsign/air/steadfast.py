"""Steadfast: a source's thread goes on after a mistake of our own."""

import logging
import threading
from collections.abc import Callable

from callsign.air.clock import Clock

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
# Work that went well for so long was not stopped by how it begins.
STEADY_S = 60.0

logger = logging.getLogger(__name__)


def keep_at(
    work: Callable[[], None],
    *,
    ended: threading.Event,
    clock: Clock,
    tell: Callable[[str], None],
) -> None:
    """
    Do some work until it returns; begin it again, ever more slowly, when it fails.

    What can go wrong with sound and networks the work handles itself. What comes here is
    a mistake of ours: the log has it whole, ``tell`` a sentence for engineers, and the
    service plays from its other sources meanwhile.
    """
    pause_s = FIRST_PAUSE_S
    while not ended.is_set():
        began_s = clock.monotonic_s()
        try:
            work()
            return
        except Exception as error:
            if clock.monotonic_s() - began_s >= STEADY_S:
                pause_s = FIRST_PAUSE_S
            logger.exception("%s failed", threading.current_thread().name)
            # The message may hold an address with a password: the kind alone is told.
            tell(
                f"a mistake of air's own ({type(error).__name__});"
                f" it begins again in {pause_s:g} s"
            )
        clock.wait(ended, pause_s)
        pause_s = min(LONGEST_PAUSE_S, pause_s * 2)
