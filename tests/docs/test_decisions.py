"""Decisions: numbered without a gap, one page each, with the same four parts."""

import re

import pytest

from tests.docs.pages import ROOT

DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
PARTS = ("question", "weighed", "chose", "change our mind")


def test_decisions_are_numbered_from_one_without_a_gap():
    numbers = [int(page.name[:4]) for page in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
class TestADecision:
    def test_is_titled_by_its_number(self, page):
        title = page.read_text(encoding="utf-8").splitlines()[0]

        assert re.fullmatch(rf"# {page.name[:4]}: \S.*", title)

    def test_says_what_was_asked_weighed_and_chosen_and_what_would_change_it(
        self, page
    ):
        text = page.read_text(encoding="utf-8")

        assert [part for part in PARTS if part not in text] == []

    def test_fits_one_page(self, page):
        assert len(page.read_text(encoding="utf-8").split()) < 900
