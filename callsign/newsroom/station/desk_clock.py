"""
The desk's clock: whoever works here reads and writes times in the station's zone.

Wagtail draws the desk in the zone of an account's profile, and in UTC for an account
without one: an embargo until nine would have ended at three in the night. So every
account has a profile, whose zone is the station's unless its owner chose another.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.users.models import UserProfile

from callsign.newsroom.station.models import Station


def station_zone() -> str:
    """Return the zone of the default site's station; nothing before it is founded."""
    stations = Station.objects.filter(site__is_default_site=True)
    return stations.values_list("zone", flat=True).first() or ""


@receiver(post_save, sender=get_user_model(), dispatch_uid="station.give_a_clock")
def give_a_clock(instance: Any, created: bool, raw: bool = False, **_: Any) -> None:
    """A new account begins with the station's clock."""
    if created and not raw:
        UserProfile.get_for_user(instance)


@receiver(pre_save, sender=UserProfile, dispatch_uid="station.set_the_clock")
def set_the_clock(instance: UserProfile, raw: bool = False, **_: Any) -> None:
    """Whoever chooses no zone, or the server's, means the station's."""
    if not raw and not instance.current_time_zone:
        instance.current_time_zone = station_zone()


@receiver(pre_save, sender=Station, dispatch_uid="station.move_the_clocks")
def move_the_clocks(instance: Station, raw: bool = False, **_: Any) -> None:
    """The station's zone is another; the clocks that showed the old one follow it."""
    if raw or not instance.site.is_default_site:
        return
    followed = ["", station_zone()]
    profiles = UserProfile.objects.filter(current_time_zone__in=followed)
    profiles.update(current_time_zone=instance.zone)
    without = get_user_model().objects.filter(wagtail_userprofile=None)
    UserProfile.objects.bulk_create(
        UserProfile(user=user, current_time_zone=instance.zone) for user in without
    )
