"""
Templates keep to the floors, as modules do.

import-linter reads Python only; this reads `{% extends %}`, `{% include %}` and
`{% load %}` and holds them to the layers in pyproject.toml.
"""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "callsign"

USES = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
LOADS = re.compile(r"{%-?\s*load\s+([^%]+?)\s*-?%}")


def layers():
    """Return each container of the layers contracts with its floors, top first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        container: [
            {room.strip() for room in floor.split("|")} for floor in contract["layers"]
        ]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
        for container in contract["containers"]
    }


def may_use(user, used, layers):
    """Return whether one module may use another: itself, or a floor below its own."""
    for container, floors in layers.items():
        inside = f"{container}."
        if not (user.startswith(inside) and used.startswith(inside)):
            continue
        one = user.removeprefix(inside).split(".")[0]
        other = used.removeprefix(inside).split(".")[0]
        if one != other and floor_of(one, floors) >= floor_of(other, floors):
            return False
    return True


def floor_of(room, floors):
    return next(height for height, rooms in enumerate(floors) if room in rooms)


def owner(file):
    """Return the module of the room whose `templates` or `templatetags` hold a file."""
    parts = file.relative_to(ROOT).parts
    end = next(i for i, part in enumerate(parts) if part.startswith("template"))
    return ".".join(parts[:end])


def breaches(package=PACKAGE):
    """Return a sentence for each template that uses what stands above it."""
    templates = sorted(package.glob("**/templates/**/*.html"))
    owners = {}
    for template in templates:
        name = template.as_posix().split("/templates/", 1)[1]
        owners.setdefault(name, set()).add(owner(template))
    for library in package.glob("**/templatetags/*.py"):
        owners.setdefault(library.stem, set()).add(owner(library))
    plan = layers()
    return [
        f"{owner(template)} uses {name} of {other} ({template.name})"
        for template in templates
        for name in used_by(template.read_text(encoding="utf-8"))
        for other in sorted(owners.get(name, ()))
        if not may_use(owner(template), other, plan)
    ]


def used_by(text):
    """Return the templates and tag libraries that a template names."""
    loads = [loaded.rpartition(" from ")[2] for loaded in LOADS.findall(text)]
    return USES.findall(text) + " ".join(loads).split()


class TestTheTemplatesOfTheHouse:
    def test_use_only_what_stands_below_them(self):
        assert breaches() == []


class TestTheRule:
    @pytest.mark.parametrize(
        ("user", "used"),
        [
            ("callsign.outlets.frontpage", "callsign.design"),
            ("callsign.outlets.frontpage", "callsign.newsroom.stories"),
            ("callsign.outlets.frontpage", "callsign.outlets.podcasts"),
            ("callsign.newsroom.stories", "callsign.newsroom.people"),
            ("callsign.newsroom.stories", "callsign.newsroom.stories"),
        ],
    )
    def test_lets_a_template_use_what_is_below(self, user, used):
        assert may_use(user, used, layers())

    @pytest.mark.parametrize(
        ("user", "used"),
        [
            ("callsign.design", "callsign.newsroom.stories"),  # design needs no room
            ("callsign.newsroom.people", "callsign.newsroom.stories"),
            ("callsign.newsroom.stories", "callsign.outlets.frontpage"),
            ("callsign.outlets.podcasts", "callsign.outlets.archive"),  # side by side
        ],
    )
    def test_refuses_what_is_above_or_beside(self, user, used):
        assert not may_use(user, used, layers())


class TestReadingATemplate:
    def test_finds_what_it_extends_includes_and_loads(self):
        text = (
            '{% extends "design/base.html" %}\n'
            "{% load static times %}\n"
            "{% include 'stories/card.html' with story=story only %}\n"
        )

        assert used_by(text) == [
            "design/base.html",
            "stories/card.html",
            "static",
            "times",
        ]

    def test_finds_a_library_of_which_one_tag_is_loaded(self):
        assert "times" in used_by("{% load clock from times %}")
