"""People: the staff's logins, and everybody the station names."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, Group

from callsign.newsroom.people.models import Person
from callsign.newsroom.station.roles import (
    EDITORS,
    ENGINEERS,
    MEMBERSHIP,
    PRODUCERS,
    grant_roles,
)
from demo.content import listed, table
from demo.filling.pictures import hang_picture
from demo.wording import typeset

ROLES = {
    "editor": EDITORS,
    "producer": PRODUCERS,
    "engineer": ENGINEERS,
    "membership": MEMBERSHIP,
}


def hire(password: str) -> dict[str, AbstractBaseUser]:
    """Make the demo's logins, each in the group of its role."""
    grant_roles()
    names = {row["slug"]: row["name"] for row in listed("people")}
    # Hashed once: a good hash is slow on purpose, and four would be half the filling.
    hashed = make_password(password)
    users = {}
    for row in table("station")["users"]:
        first, _, last = names[row["person"]].partition(" ")
        user = get_user_model().objects.create(
            username=row["username"],
            email=row["email"],
            first_name=first,
            last_name=last,
            password=hashed,
        )
        user.groups.add(Group.objects.get(name=ROLES[row["role"]].name))
        users[row["username"]] = user
    return users


def introduce(users: Mapping[str, AbstractBaseUser]) -> dict[str, Person]:
    """Make everybody the station names, with portraits; staff know their logins."""
    logins = {
        row["person"]: users[row["username"]] for row in table("station")["users"]
    }
    return {
        row["slug"]: introduced(row, login=logins.get(row["slug"]), by=users["mina"])
        for row in listed("people")
    }


def introduced(
    row: Mapping[str, Any], *, login: AbstractBaseUser | None, by: AbstractBaseUser
) -> Person:
    """Make one person."""
    portrait = hang_picture(
        f"person-{row['slug']}",
        title=row["name"],
        alt=f"Drawn portrait of {row['name']}.",
        by=by,
    )
    return Person.objects.create(
        slug=row["slug"],
        name=row["name"],
        title=row["title"],
        bio=typeset(row["bio"].strip()),
        is_staff=row.get("is_staff", False),
        portrait=portrait,
        user=login,
    )
