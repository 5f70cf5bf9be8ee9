"""
The audit log: who came in, who failed to, and who was given which role or password.

Wagtail keeps the log and shows it (Reports, Site history); what it does not notice by
itself is noticed here.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.db import models
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.log_actions import log

from callsign.newsroom.station.models import Station

User = get_user_model()

ROLE_CHANGES = {
    "post_add": "station.role_given",
    "post_remove": "station.role_taken",
    "pre_clear": "station.role_taken",
}


@receiver(user_logged_in, dispatch_uid="station.log_login")
def log_login(request: HttpRequest | None, user: models.Model, **_: Any) -> None:
    """Somebody came in."""
    log(user, "station.login", user=user, data=whence(request))


@receiver(user_logged_out, dispatch_uid="station.log_logout")
def log_logout(
    request: HttpRequest | None, user: models.Model | None, **_: Any
) -> None:
    """Somebody left; a session that had ended by itself has no user."""
    if user is not None:
        log(user, "station.logout", user=user, data=whence(request))


@receiver(user_login_failed, dispatch_uid="station.log_failed_login")
def log_failed_login(
    credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any
) -> None:
    """
    Somebody could not come in.

    A name that nobody has is not written down, because people type their password into
    the wrong field; it is logged with the station.
    """
    name = credentials.get(User.USERNAME_FIELD) or ""
    known = User.objects.filter(**{User.USERNAME_FIELD: name}).first()
    subject = known or Station.objects.first()
    if subject is not None:
        log(subject, "station.login_failed", data=whence(request))


@receiver(
    m2m_changed, sender=User.groups.through, dispatch_uid="station.log_role_change"
)
def log_role_change(
    instance: models.Model,
    action: str,
    reverse: bool,
    pk_set: set[int] | None,
    **_: Any,
) -> None:
    """Somebody was given a role, or lost one."""
    if action not in ROLE_CHANGES:
        return
    others = instance.user_set.all() if reverse else instance.groups.all()
    if pk_set is not None:  # None when all of them go at once
        others = (User if reverse else Group).objects.filter(pk__in=pk_set)
    for other in others:
        user, group = (other, instance) if reverse else (instance, other)
        log(user, ROLE_CHANGES[action], data={"role": str(group)})


@receiver(pre_save, sender=User, dispatch_uid="station.remember_administrator")
def remember_administrator(instance: models.Model, **_: Any) -> None:
    """Look whether this account may do everything before it is saved."""
    before = User.objects.filter(pk=instance.pk).values_list("is_superuser", flat=True)
    instance._was_administrator = bool(instance.pk and before.first())


@receiver(post_save, sender=User, dispatch_uid="station.log_administrator")
def log_administrator(instance: models.Model, **_: Any) -> None:
    """Somebody may now do everything, or no longer."""
    if instance.is_superuser and not instance._was_administrator:
        log(instance, "station.role_given", data={"role": "Administrator"})
    if instance._was_administrator and not instance.is_superuser:
        log(instance, "station.role_taken", data={"role": "Administrator"})


@receiver(post_save, sender=User, dispatch_uid="station.log_password_change")
def log_password_change(instance: models.Model, created: bool, **_: Any) -> None:
    """Somebody has a new password; nothing of it is written down."""
    # Django empties this mark before it only makes a hash stronger, at a login.
    if instance._password is not None and not created:
        log(instance, "station.password_changed")


def whence(request: HttpRequest | None) -> dict[str, str]:
    """Return the address a request came from; the one door has seen to proxies."""
    return {"address": request.META.get("REMOTE_ADDR", "")} if request else {}
