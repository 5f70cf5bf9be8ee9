"""What the parts of the filling hand to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser

from callsign.newsroom.people.models import Person
from callsign.newsroom.programs.models import Program
from callsign.newsroom.station.models import Service
from callsign.newsroom.stories.models import Topic


@dataclass(frozen=True, slots=True)
class Filled:
    """When the station is filled, and what stands in it already, by slug."""

    at: datetime
    zone: ZoneInfo
    users: Mapping[str, AbstractBaseUser]
    services: Mapping[str, Service]
    people: Mapping[str, Person]
    programs: Mapping[str, Program]
    topics: Mapping[str, Topic]

    @property
    def editor(self) -> AbstractBaseUser:
        """Who publishes: Mina."""
        return self.users["mina"]

    @property
    def today(self) -> datetime:
        """The moment of the filling, on the station's own clock."""
        return self.at.astimezone(self.zone)

    def ago(self, days: float) -> datetime:
        """Return the moment some days before the filling, to the minute."""
        moment = self.at - timedelta(days=days)
        return moment.replace(second=0, microsecond=0)
