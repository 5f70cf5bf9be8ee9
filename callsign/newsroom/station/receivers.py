"""What this room listens to."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver
from wagtail.models import Collection, Page

from callsign.newsroom.station.changes import watch
from callsign.newsroom.station.roles import grant_roles, kinds_of_shelf

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
