"""The page of commands and the program's own --help name the same verbs and options."""

import argparse
import re

import pytest

from callsign.commands import program
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")


def section(verb):
    """Return what the page says of a verb."""
    found = re.search(
        rf"^## `callsign {verb}`\n(.*?)(?=^## |\Z)", PAGE, flags=re.M | re.S
    )
    return found[1] if found else ""


def options(parser):
    """Return the long options of a parser, and of the parsers below it."""
    found = set()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                found |= options(below)
        found |= {word for word in action.option_strings if word.startswith("--")}
    return found - {"--help"}


def test_the_page_has_a_section_for_every_verb_and_for_no_other():
    sections = re.findall(r"^## `callsign (\w+)`", PAGE, flags=re.M)

    assert sorted(sections) == sorted(program.VERBS)


@pytest.mark.parametrize("verb", program.VERBS)
def test_a_section_lists_the_options_of_its_verb_and_no_others(verb):
    parser = argparse.ArgumentParser()
    program.load(program.VERBS[verb]).add_arguments(parser)

    listed = set(re.findall(r"^\| `(--[\w-]+)`", section(verb), flags=re.M))

    assert listed == options(parser)
