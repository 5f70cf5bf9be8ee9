"""
The throttle of the login: how many wrong passwords close which door, to whom.

Five for one name from one address close that name to that address. Two wider counts
stop who tries many names from one address, or one name from many; they never close a
place from which that very name has come in before, so nobody can lock an editor out of
her own desk, minutes before air.
"""

from datetime import timedelta
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_failure_limit
from axes.models import AccessAttempt, AccessLog
from django.db.models import Sum
from django.http import HttpRequest

from callsign.lib.place import place_of

# In the quarter of an hour that the settings say. An office behind one address makes a
# handful of mistakes in that time, not thirty.
MOST_FROM_AN_ADDRESS = 30
# A name is closed later: its owner may be on the road, at an address nobody knows.
MOST_FOR_A_NAME = 100

# For so long after coming in, a place is known for a name.
KNOWN_FOR = timedelta(days=90)


class Throttle(AxesDatabaseHandler):
    """The counts of django-axes, with two that are wider."""

    def get_failures(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """Count the wrong passwords of this name from this address; too many is enough."""
        count = super().get_failures(request, credentials)
        if self.is_closed_widely(request, credentials):
            return max(count, get_failure_limit(request, credentials))
        return count

    def is_closed_widely(
        self, request: HttpRequest, credentials: dict[str, Any] | None
    ) -> bool:
        """Return whether this address, or this name, has failed too often altogether."""
        name = get_client_username(request, credentials)
        address = request.axes_ip_address
        recent = AccessAttempt.objects.filter(
            attempt_time__gte=get_cool_off_threshold(request)
        )
        too_many = failures(recent.filter(ip_address=address)) >= MOST_FROM_AN_ADDRESS
        too_many |= failures(recent.filter(username=name)) >= MOST_FOR_A_NAME
        return too_many and not self.is_known(name, request)

    def is_known(self, name: str | None, request: HttpRequest) -> bool:
        """Return whether this name has come in from this address lately."""
        return AccessLog.objects.filter(
            username=name,
            ip_address=request.axes_ip_address,
            attempt_time__gte=request.axes_attempt_time - KNOWN_FOR,
        ).exists()


def place(request: HttpRequest) -> str | None:
    """Return where a request came from, as far as it is counted (a setting names this)."""
    return place_of(request.META.get("REMOTE_ADDR", ""))


def failures(attempts: Any) -> int:
    """Return how many wrong passwords these attempts were."""
    return attempts.aggregate(count=Sum("failures_since_start"))["count"] or 0
