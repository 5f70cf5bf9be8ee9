"""The clocks of air, passed in so that a week can be lived through in a test."""

import threading
import time
from typing import Protocol


class Clock(Protocol):
    """What air asks the time of, and waits by."""

    def monotonic_s(self) -> float: ...

    def utc_ms(self) -> int: ...

    def wait(self, ended: threading.Event, seconds: float) -> bool:
        """Wait, but no longer than until ``ended``; return whether it has ended."""


class SystemClock:
    """The clocks of this machine."""

    def monotonic_s(self) -> float:
        return time.monotonic()

    def utc_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def wait(self, ended: threading.Event, seconds: float) -> bool:
        return ended.wait(max(0.0, seconds))
