"""The file of a play plan: read when it changes, so that whoever follows it has a good one."""

import threading
from pathlib import Path

from callsign.air.source import Say
from callsign.air.stamp import stamp_of
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.plan import NotAPlan, Plan, read_plan

# 10,000 items and as many titles; more is no plan.
LARGEST_BYTES = 16 << 20


class PlanFile:
    """
    The play plan of one service, as its file said it last.

    Without a file nothing is planned. A file that is no plan changes nothing, and is told
    of once.
    """

    def __init__(self, path: Path, *, service: str, say: Say) -> None:
        self.path = path
        self.plan = Plan(service, 0, 0)
        # Rises with each other plan, so that who follows it sees that there is one.
        self.edition = 0
        self._say = say
        self._stamp: tuple[int, int] | None = None
        self._lock = threading.Lock()

    def look(self) -> None:
        """Read the file if it is another than before."""
        with self._lock:
            stamp = stamp_of(self.path)
            if stamp == self._stamp:
                return
            self._stamp = stamp
            try:
                self._take(self._read() if stamp else self._nothing())
            except (NotAPlan, OSError) as error:
                self._say(Kind.MISCONFIGURED, reason=f"{self.path.name}: {error}")

    def _take(self, plan: Plan) -> None:
        self.plan = plan
        self.edition += 1

    def _read(self) -> Plan:
        with self.path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
        if len(content) > LARGEST_BYTES:
            raise NotAPlan(f"it is longer than {LARGEST_BYTES >> 20} MB")
        plan = read_plan(content)
        if plan.service != self.plan.service:
            raise NotAPlan(f"it is the plan of {plan.service}")
        return plan

    def _nothing(self) -> Plan:
        return Plan(self.plan.service, 0, 0)
