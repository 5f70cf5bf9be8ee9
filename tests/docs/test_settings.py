"""The page of settings and the code name the same variables."""

import ast
import re

from tests.docs.pages import ROOT

VARIABLE = re.compile(r"CALLSIGN_[A-Z_]+|DATABASE_URL")


def variables_in_code():
    """Return the variables that the package reads: names written as whole strings."""
    return {
        node.value
        for file in (ROOT / "callsign").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and VARIABLE.fullmatch(node.value)
    }


def variables_on_page():
    page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `([A-Z_]+)`", page, flags=re.M))


class TestThePageOfSettings:
    def test_has_a_row_for_every_variable_and_for_no_other(self):
        # dj_database_url reads DATABASE_URL by itself.
        assert variables_on_page() == variables_in_code() | {"DATABASE_URL"}

    def test_gives_every_variable_a_default_and_a_meaning(self):
        page = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
        rows = [line for line in page.splitlines() if line.startswith("| `")]

        for row in rows:
            cells = [cell.strip() for cell in row.strip("|").split("|")]
            assert len(cells) == 3, row
            assert all(cells), row
