"""Every example of the documentation runs or parses, and every link leads somewhere."""

import ast
import json
import re
import subprocess
import tomllib

import pytest

from tests.docs.pages import PAGES, ROOT, blocks, links, name


def parse_shell(code):
    subprocess.run(["sh", "-n"], input=code, text=True, check=True)


def need_no_parser(code):
    """What is shown to be read: a tree, a log, a configuration of another program."""


PARSERS = {
    "sh": parse_shell,
    "python": ast.parse,
    "json": json.loads,
    "toml": tomllib.loads,
    "text": need_no_parser,
    "html": need_no_parser,
    "nginx": need_no_parser,
    "ini": need_no_parser,
}


@pytest.mark.parametrize("page", PAGES, ids=name)
class TestAPage:
    def test_links_to_what_is_there(self, page):
        missing = [t for t in links(page) if not (page.parent / t).exists()]

        assert missing == []

    def test_has_one_title(self, page):
        prose = re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.M | re.S)

        assert len(re.findall(r"^# ", prose, flags=re.M)) == 1


@pytest.mark.parametrize("block", blocks(), ids=str)
class TestAnExample:
    def test_parses_as_the_language_it_names(self, block):
        PARSERS[block.language](block.code)

    def test_names_only_commands_that_are_there(self, block):
        named = re.findall(r"(?<![\w./-])((?:bin|\.ci)/[\w-]+)", block.code)

        assert [command for command in named if not (ROOT / command).exists()] == []
