"""The page of formats and the table of readers name the same."""

import re

from callsign.engines.transcript.readers.table import READABLE
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs/reference/transcript-formats.md").read_text(encoding="utf-8")


def test_the_page_lists_every_format_and_no_other():
    table = PAGE.partition("## What is read")[2].partition("## ")[0]

    named = re.findall(r"^\| ([^|]+) \|", table, flags=re.M)
    listed = {name for cell in named for name in re.findall(r"`([\w-]+)`", cell)}

    assert listed == {one.name for one in READABLE}
