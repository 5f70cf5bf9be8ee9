"""The pages of the documentation, and what stands in them."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def name(page):
    return str(page.relative_to(ROOT))


@dataclass(frozen=True)
class Block:
    """A block of code on a page."""

    page: Path
    line: int
    language: str
    code: str

    def __str__(self):
        return f"{name(self.page)}:{self.line}"


def blocks():
    """Return every block of code of every page."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(Block(page, line, match[1], match[2]))
    return found


def without_code(text):
    return FENCE.sub("", text)


def links(page):
    """Return what a page links to inside the house, without the anchors."""
    text = without_code(page.read_text(encoding="utf-8"))
    targets = (match[1] for match in LINK.finditer(text))
    return [
        target.partition("#")[0]
        for target in targets
        if not re.match(r"[a-z]+:|#", target)
    ]
