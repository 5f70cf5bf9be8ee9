"""
Beside a program: what belongs to it and is kept elsewhere, on its page at the desk.

Rooms tell of theirs by the hook ``beside_a_program``, a function of the program.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.panels import Panel

HOOK = "beside_a_program"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing, and where it is changed, if it is."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Things of a kind, for those with a permission, and where another is added."""

    heading: str
    permission: str
    rows: tuple[Row, ...]
    add_address: str = ""


class BesidePanel(Panel):
    """A list of what belongs to the program, with links; it changes nothing itself."""

    class BoundPanel(Panel.BoundPanel):
        """The panel on the page of one program."""

        template_name = "programs/desk/beside.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["groups"] = list(groups_for(self.instance, self.request.user))
            return context


def groups_for(program: Any, user: AbstractBaseUser) -> Iterator[Group]:
    """Yield the groups that a person may see."""
    for tell in hooks.get_hooks(HOOK):
        for group in tell(program):
            if user.has_perm(group.permission):
                yield group


def ours(program: Any) -> Iterator[Group]:
    """Yield what this room keeps of a program: how it is carried, and its seasons."""
    for name, heading, rows in (
        ("carriage", "Carriage and rights", program.carriages.all()),
        ("season", "Seasons", program.seasons.all()),
    ):
        stem = f"wagtailsnippets_programs_{name}"
        yield Group(
            heading,
            f"programs.view_{name}",
            tuple(
                Row(one.in_words, reverse(f"{stem}:edit", args=[one.pk]))
                for one in rows
            ),
            f"{reverse(f'{stem}:add')}?program={program.pk}",
        )
