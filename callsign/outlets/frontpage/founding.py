"""Founding: from an empty database to a station whose editor can sign in."""

import re
import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.models import Page, Site

from callsign.newsroom.station.address import NotAnAddress, address_of, move_to
from callsign.newsroom.station.models import Station
from callsign.newsroom.station.roles import EDITORS, grant_roles
from callsign.outlets.frontpage.actions import lay_out


class CannotFound(Exception):
    """The station was not founded, and nothing was changed."""


class AlreadyFounded(CannotFound):
    """There is a station here; a second one would get in its way."""

    def __init__(self, call_sign: str) -> None:
        super().__init__(
            f"{call_sign} is here already, and stays as it is. Change its name and place"
            " in the desk under Station, or found the new one elsewhere: set"
            " CALLSIGN_DATA to another folder, and DATABASE_URL to another database"
            " if it is set."
        )


@dataclass(frozen=True, slots=True)
class Charter:
    """What has to be known of a station to found it."""

    call_sign: str
    name: str
    city: str
    zone: str
    editor_email: str
    base_url: str


@dataclass(frozen=True, slots=True)
class Founded:
    """A new station, and how its first editor comes in."""

    station: Station
    editor: AbstractBaseUser
    password_link: str


def require_no_station() -> None:
    """
    Make sure that nothing would be overwritten, whether there are tables yet or not.

    Raises: AlreadyFounded
    """
    if Station._meta.db_table not in connection.introspection.table_names():
        return
    # By its name alone: the table may be older than this program.
    call_sign = Station.objects.values_list("call_sign", flat=True).first()
    if call_sign is not None:
        raise AlreadyFounded(call_sign)


def require_sound(charter: Charter) -> None:
    """
    Look at what was said of the station, before anything is made; no table is needed.

    Raises: CannotFound: what is wrong, in a sentence
    """
    try:
        chartered(charter).clean_fields(exclude=["site"])
        validate_email(charter.editor_email)
        address_of(charter.base_url)
    except ValidationError as error:
        raise CannotFound(" ".join(explained(error))) from error
    except NotAnAddress as error:
        raise CannotFound(f"--base-url: {error}.") from error


@transaction.atomic
def found(charter: Charter) -> Founded:
    """
    Make the site, the station, its three pages, the roles, and an editor's account.

    Raises: CannotFound: what is wrong, in a sentence; nothing was changed then
    """
    require_no_station()
    require_sound(charter)
    grant_roles()
    station = chartered(charter)
    station.site = prepare_site(charter)
    station.save()
    editor = make_editor(charter.editor_email)
    return Founded(station, editor, password_link(editor, charter.base_url))


def chartered(charter: Charter) -> Station:
    """Return the station of a charter, not kept yet."""
    return Station(
        call_sign=charter.call_sign,
        name=charter.name,
        city=charter.city,
        zone=charter.zone,
    )


def prepare_site(charter: Charter) -> Site:
    """Return the default site at its address, with its pages, without Wagtail's welcome."""
    site = Site.objects.filter(is_default_site=True).first()
    welcome = site.root_page if site else None
    site = site or Site(is_default_site=True, root_page=Page.get_first_root_node())
    site.site_name = charter.name
    move_to(site, charter.base_url)
    lay_out(site)
    if welcome is not None and type(welcome.specific) is Page and welcome.is_leaf():
        Page.objects.get(pk=welcome.pk).delete()
    return site


def make_editor(email: str) -> AbstractBaseUser:
    """
    Make the first account: an editor who may also make accounts for the others.

    Raises: CannotFound: somebody has that name
    """
    accounts = get_user_model().objects
    username = username_of(email)
    if accounts.filter(username=username).exists():
        raise CannotFound(
            f"There is an account named {username} already. Give another --editor-email."
        )
    # A password nobody knows, not none at all: to an account without one, no letter
    # is sent when its owner asks for a new password.
    editor = accounts.create_superuser(
        username, email=email, password=secrets.token_urlsafe(32)
    )
    editor.groups.add(Group.objects.get(name=EDITORS.name))
    return editor


def username_of(email: str) -> str:
    """
    Return the name of an account: what stands before the @, as far as a name may say it.

    >>> username_of("mina.sato@kdemo.example"), username_of("o'brien+desk@kdemo.example")
    ('mina.sato', 'obrien+desk')
    """
    return re.sub(r"[^\w.+-]", "", email.partition("@")[0])[:150] or "editor"


def password_link(user: AbstractBaseUser, base_url: str) -> str:
    """Return the address at which a password can be set, once and for three days."""
    path = reverse(
        "wagtailadmin_password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        },
    )
    return base_url.rstrip("/") + path


OPTIONS = {"call_sign": "--callsign", "zone": "--time-zone"}


def explained(error: ValidationError) -> list[str]:
    """Return what is wrong, by the option that said it."""
    if not hasattr(error, "error_dict"):
        return [f"--editor-email: {message}" for message in error.messages]
    return [
        f"{OPTIONS.get(field, f'--{field}')}: {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    ]
