"""The little Markdown that the demo's texts are written in, as blocks of HTML."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
ITALIC = re.compile(r"\*(.+?)\*")
NUMBERED = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs and lists, as HTML."""

    html: str


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside a story, plain."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A pull quote, plain, and who said it."""

    text: str
    speaker: str


Block = Passage | Subhead | Quote


def blocks(text: str) -> Iterator[Block]:
    """
    Yield the blocks of a text; paragraphs that touch come as one passage.

    >>> list(blocks("One *day*.\\n\\n## Later\\n\\n> Wait.\\n>\\n> — Ada"))
    [Passage(html='<p>One <i>day</i>.</p>'), Subhead(text='Later'), Quote(text='Wait.', speaker='Ada')]
    """
    passage: list[str] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        if part.startswith(("## ", "> ")):
            if passage:
                yield Passage("".join(passage))
            passage = []
            yield Subhead(part[3:].strip()) if part[0] == "#" else quote(part)
        else:
            passage.append(paragraph(part))
    if passage:
        yield Passage("".join(passage))


def paragraph(part: str) -> str:
    """Return a paragraph or a list as HTML."""
    lines = part.splitlines()
    if NUMBERED.match(part):
        return listing("ol", [NUMBERED.sub("", line, count=1) for line in lines])
    if part.startswith("- "):
        return listing("ul", [line.removeprefix("- ") for line in lines])
    return f"<p>{inline(' '.join(lines))}</p>"


def listing(kind: str, items: list[str]) -> str:
    """Return a list as HTML."""
    inside = "".join(f"<li>{inline(item)}</li>" for item in items)
    return f"<{kind}>{inside}</{kind}>"


def inline(text: str) -> str:
    """
    Return one line as HTML.

    >>> inline("**A & B**, *see* [there](/x/)")
    '<b>A &amp; B</b>, <i>see</i> <a href="/x/">there</a>'
    """
    safe = html.escape(text, quote=False)
    safe = LINK.sub(r'<a href="\2">\1</a>', safe)
    return ITALIC.sub(r"<i>\1</i>", BOLD.sub(r"<b>\1</b>", safe))


def quote(part: str) -> Quote:
    """Return the pull quote that lines beginning with ``>`` make."""
    lines = [line.lstrip("> ").strip() for line in part.splitlines()]
    said = [line for line in lines if line and not line.startswith("— ")]
    by = [line.removeprefix("— ") for line in lines if line.startswith("— ")]
    return Quote(" ".join(said), by[0] if by else "")
