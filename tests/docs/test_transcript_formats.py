"""The page of formats names what the tables of readers and of writers do."""

import re

from callsign.engines.transcript.readers.table import READABLE
from callsign.engines.transcript.writers.table import WRITERS
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs/reference/transcript-formats.md").read_text(encoding="utf-8")


def listed_below(heading):
    """Return the names in the first column of a table."""
    table = PAGE.partition(heading)[2].partition("\n## ")[0]
    named = re.findall(r"^\| ([^|]+) \|", table, flags=re.M)
    return {name for cell in named for name in re.findall(r"`([\w-]+)`", cell)}


def test_the_page_lists_every_format_that_is_read_and_no_other():
    assert listed_below("## What is read") == {one.name for one in READABLE}


def test_the_page_lists_every_format_that_is_written_and_no_other():
    assert listed_below("## What is written") == {one.name for one in WRITERS}
