"""What this room listens to."""

from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_delete, post_migrate, post_save
from django.dispatch import receiver
from wagtail.models import Collection, Page

from callsign.newsroom.station.air_configuration import tell_air
from callsign.newsroom.station.changes import watch
from callsign.newsroom.station.models import Service, Source, Station, Withheld
from callsign.newsroom.station.roles import grant_roles, kinds_of_shelf
from callsign.newsroom.station.signals import worker_started

connection_created.connect(watch, dispatch_uid="station.watch")


@receiver(post_migrate, dispatch_uid="station.grant_what_an_app_brings")
def grant_what_an_app_brings(app_config: AppConfig, using: str, **_: Any) -> None:
    """An app has brought its permissions; the roles get theirs of them."""
    if using == "default" and Collection.objects.using(using).exists():
        grant_roles()


@receiver(post_save, dispatch_uid="station.grant_a_new_shelf")
def grant_a_new_shelf(
    instance: Any, created: bool, raw: bool = False, **_: Any
) -> None:
    """A shelf was put up; the roles may work on it."""
    is_page = created and not raw and isinstance(instance, Page)
    if is_page and instance._meta.label_lower in kinds_of_shelf():
        grant_roles()


@receiver(worker_started, dispatch_uid="station.tell_air_at_start")
def tell_air_at_start(**_: Any) -> None:
    """A worker begins; air may have been changed by an upgrade or by hand."""
    tell_air()


@receiver(
    [post_save, post_delete], sender=Station, dispatch_uid="station.tell_air_station"
)
@receiver(
    [post_save, post_delete], sender=Service, dispatch_uid="station.tell_air_service"
)
@receiver(
    [post_save, post_delete], sender=Source, dispatch_uid="station.tell_air_source"
)
@receiver(
    [post_save, post_delete], sender=Withheld, dispatch_uid="station.tell_air_withheld"
)
def tell_air_of_a_change(using: str, **_: Any) -> None:
    """What air carries has changed; it reads of it once that is committed."""
    connection = transaction.get_connection(using)
    if not any(entry[1] is tell_air for entry in connection.run_on_commit):
        transaction.on_commit(tell_air, using=using, robust=True)
