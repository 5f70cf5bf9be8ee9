"""
Lines of a script, as they come out of editors, mail and web pages.

Line ends of every kind, a byte order mark, control characters and HTML tags are
dealt with here, so that what reads the lines meets nothing but text.
"""

import re
from dataclasses import dataclass, field

from callsign.engines.transcript.model import Boilerplate, Problem

# What no text holds on purpose; XML, PostgreSQL and captions refuse them.
_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
_INVISIBLE = re.compile(
    r"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
# A line of nothing else is what some editors leave for a blank one.
_LOOKS_BLANK = re.compile(rf"(?:\s|{_INVISIBLE.pattern})+")
_REPLACEMENT = "\ufffd"

_BLOCKS = (
    "address|article|aside|blockquote|body|br|center|dd|div|dl|dt|figcaption|figure"
    "|footer|h[1-6]|head|header|hr|html|li|main|nav|ol|p|pre|section|table|tbody|td"
    "|th|thead|title|tr|ul"
)
_INLINE = (
    "a|abbr|audio|b|big|button|cite|code|em|embed|font|form|i|iframe|img|input|ins"
    "|label|link|mark|meta|noscript|object|picture|q|s|script|small|source|span"
    "|strike|strong|style|sub|sup|svg|time|u|video"
)
_TAG = re.compile(
    rf"<(?P<close>/?)(?:(?P<block>{_BLOCKS})|(?P<inline>{_INLINE}))(?=[\s/>])[^<>]*>"
    r"|<!--[^<>]*-->|<!doctype[^<>]*>",
    re.IGNORECASE,
)
_OPEN_TAG = re.compile(r"<(?:[A-Za-z/]|!--)[^<>]*$")
MOST_ROWS_OF_A_TAG = 20
_RAW = ("script", "style")  # their content is for machines, never text


@dataclass(slots=True)
class Line:
    """A line that holds something; ``after_blank`` parts it from the one above."""

    number: int
    text: str
    after_blank: bool


@dataclass(slots=True)
class Page:
    """The lines of a script, and what had to be set apart to read them."""

    lines: list[Line] = field(default_factory=list)
    boilerplate: list[Boilerplate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def lines_of(text: str) -> Page:
    """
    Part a script into its lines, numbered as an editor shows them.

    >>> [line.text for line in lines_of("OKAFOR: Good morning.\\r\\n\\r\\nBye.").lines]
    ['OKAFOR: Good morning.', 'Bye.']
    """
    text = text.removeprefix("\ufeff")
    page = Page()
    rows = text.splitlines()
    if _CONTROL.search(text):
        rows = [_without_control(row, at, page) for at, row in enumerate(rows, 1)]
    if _INVISIBLE.search(text) or _REPLACEMENT in text:
        rows = ["" if _LOOKS_BLANK.fullmatch(row) else row for row in rows]
        for at, row in enumerate(rows, 1):
            _report_invisible(row, at, page)
    if "<" in text and _TAG.search(text):
        _read_markup(_with_whole_tags(rows), page)
    else:
        _read_plain(rows, page)
    return page


def _read_plain(rows: list[str], page: Page) -> None:
    after_blank = False
    append = page.lines.append
    for number, row in enumerate(rows, 1):
        stripped = row.strip()
        if stripped:
            append(Line(number, stripped, after_blank))
            after_blank = False
        else:
            after_blank = True


def _without_control(row: str, number: int, page: Page) -> str:
    clean, count = _CONTROL.subn("", row)
    if count:
        noun = "character" if count == 1 else "characters"
        page.problems.append(
            Problem(number, f"{count} damaged or control {noun} left out", is_loss=True)
        )
    return clean


def _report_invisible(row: str, number: int, page: Page) -> None:
    if _INVISIBLE.search(row):
        page.problems.append(
            Problem(number, "invisible characters (direction marks or joiners) kept")
        )
    if _REPLACEMENT in row:
        page.problems.append(
            Problem(number, "a character was lost before the script came here (\ufffd)")
        )


def _with_whole_tags(rows: list[str]) -> list[tuple[int, str]]:
    """Number the lines, and join those over which one tag or comment runs."""
    numbered = []
    at = 0
    while at < len(rows):
        last = _last_row_of_tag(rows, at) if "<" in rows[at] else at
        numbered.append((at + 1, " ".join(rows[at : last + 1])))
        at = last + 1
    return numbered


def _last_row_of_tag(rows: list[str], first: int) -> int:
    """Return the row on which a tag closes that this row leaves open."""
    last = first
    while _OPEN_TAG.search(rows[last]) is not None:
        end = next(
            (
                at
                for at in range(last + 1, min(len(rows), first + MOST_ROWS_OF_A_TAG))
                if "<" in rows[at] or ">" in rows[at]
            ),
            None,
        )
        if end is None or rows[end].find(">") < 0 or "<" in rows[end].partition(">")[0]:
            break
        last = end
    return last


def _read_markup(rows: list[tuple[int, str]], page: Page) -> None:
    """Read lines that hold HTML: tags are kept as boilerplate, their text is read."""
    last_close = {
        name: max(
            (number for number, row in rows if f"</{name}" in row.casefold()),
            default=0,
        )
        for name in _RAW
    }
    after_blank, raw = False, ""
    for number, row in rows:
        pieces, raw = _pieces(row, number, page, raw, last_close)
        for piece in pieces:
            stripped = piece.strip()
            if stripped:
                page.lines.append(Line(number, stripped, after_blank))
            after_blank = not stripped or len(pieces) > 1
    _report_tags(page)


def _report_tags(page: Page) -> None:
    """Tell of the tags once: a page has them on every line."""
    if page.boilerplate:
        count = len({piece.line for piece in page.boilerplate})
        where = f", on {count} lines from here on" if count > 1 else ""
        message = f"HTML tags set apart from the text{where}"
        page.problems.append(Problem(page.boilerplate[0].line, message))


def _pieces(
    row: str, number: int, page: Page, raw: str, last_close: dict[str, int]
) -> tuple[list[str], str]:
    """Part a line at its block tags; return what is text, and an open script."""
    pieces, start, tags = [""], 0, []
    for tag in _TAG.finditer(row):
        between = row[start : tag.start()]
        if raw:
            tags.append(between + tag[0])
        else:
            pieces[-1] += between
            tags.append(tag[0])
        start = tag.end()
        name = (tag["inline"] or "").casefold()
        if name in _RAW:
            is_open = not tag["close"] and last_close[name] >= number
            raw = name if is_open and (not raw or raw == name) else raw
            raw = "" if tag["close"] and raw == name else raw
        elif tag["block"] and not raw:
            pieces.append("")
    if raw:
        tags.append(row[start:])
    else:
        pieces[-1] += row[start:]
    kept = "".join(tags).strip()
    if kept:
        page.boilerplate.append(Boilerplate(number, kept))
    return pieces, raw
