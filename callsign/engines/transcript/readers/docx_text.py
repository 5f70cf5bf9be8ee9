"""The text in a Word document's XML: paragraphs in order, tables by their rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from callsign.engines.transcript.lone_labels import is_only_time
from callsign.engines.transcript.model import Problem
from callsign.engines.transcript.readers.document_text import Passage
from callsign.engines.transcript.readers.explicit_voices import ExplicitVoices
from callsign.engines.transcript.readers.xml_tree import Element

# The style that names who speaks, in the documents that are written here.
SPEAKER = "Speaker"
LONGEST_NAME = 60  # characters in a cell that names a speaker

_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Deleted or moved away; codes of fields; what older programs show instead; properties.
_UNREAD = frozenset(
    ["del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "tblPr", "sectPr"]
)
_HEADS = re.compile(
    r"(?:speakers?|names?|times?|timecodes?|start|text|speech|transcript)"
)
_ENDS_SPEECH = ".?!…,;"


@dataclass(slots=True)
class Counts:
    """What a document holds besides text, to be told once."""

    changes: int = 0
    hidden: int = 0
    comments: int = 0
    boxes: int = 0
    heads: int = 0
    voices: ExplicitVoices = field(default_factory=ExplicitVoices)

    def problems(self) -> list[Problem]:
        """Return what an editor should know of."""
        told = (
            (self.changes, "tracked changes, read as if they were accepted"),
            (self.hidden, "hidden passages, left out"),
            (self.comments, "comments, left out"),
            (self.heads, "headings of tables, left out"),
            (self.boxes, "text boxes, read where they are anchored"),
        )
        return [Problem(None, f"{count} {what}") for count, what in told if count]


def passages_of(root: Element, counts: Counts) -> list[Passage]:
    """Return the paragraphs of a document; a row of a table is one, too."""
    body = root.first("body")
    texts = list(_blocks(body, counts)) if body is not None else []
    return [
        Passage(text, f"paragraph {number}")
        for number, text in enumerate(texts, 1)
        if text.strip()
    ]


def text_of(element: Element, counts: Counts | None = None) -> str:
    """Return the text of a paragraph, or of anything else, as it is printed."""
    return "".join(_texts(element, counts or Counts()))


def _blocks(element: Element, counts: Counts) -> Iterator[str]:
    for part in element.elements():
        if part.name == "p":
            yield _paragraph(part, counts)
            for box in _boxes(part):
                counts.boxes += 1
                yield from _blocks(box, counts)
        elif part.name == "tbl":
            yield from _rows(part, counts)
        elif part.name not in _UNREAD:
            yield from _blocks(part, counts)


def _paragraph(paragraph: Element, counts: Counts) -> str:
    """Return a paragraph; first words in the style for speakers are its label."""
    runs = [one for one in paragraph.elements() if one.name != "pPr"]
    named = list(takewhile(lambda one: _style(one) == SPEAKER, runs))
    name = "".join(text_of(one) for one in named)
    if not name.strip():
        return text_of(paragraph, counts)
    rest = replace(paragraph, parts=[*runs[len(named) :]])
    return f"{counts.voices.label(name)} {text_of(rest, counts)}"


def _style(run: Element) -> str:
    properties = next(run.elements("rPr"), None)
    style = next(properties.elements("rStyle"), None) if properties else None
    return (style.attribute("val") or "") if style else ""


def _boxes(element: Element) -> Iterator[Element]:
    """Yield the text boxes in a paragraph; not their copies for older programs."""
    for part in element.elements():
        if part.name == "txbxContent":
            yield part
        elif part.name not in _UNREAD:
            yield from _boxes(part)


def _texts(element: Element, counts: Counts) -> Iterator[str]:
    for part in element.elements():
        name = part.name
        if name == "t":
            yield part.text()
        elif name in _SPACES:
            yield _SPACES[name]
        elif name in ("ins", "del"):
            counts.changes += 1
            if name == "ins":
                yield from _texts(part, counts)
        elif name == "commentReference":
            counts.comments += 1
        elif name == "r" and _is_hidden(part):
            counts.hidden += 1
        elif name == "p":
            yield from _texts(part, counts)
            yield "\n"
        elif name not in _UNREAD and name != "txbxContent":
            yield from _texts(part, counts)


def _is_hidden(run: Element) -> bool:
    properties = next(run.elements("rPr"), None)
    hidden = next(properties.elements("vanish"), None) if properties else None
    return hidden is not None and hidden.attribute("val") not in ("0", "false", "off")


def _rows(table: Element, counts: Counts) -> Iterator[str]:
    """Yield the rows of a table as lines of a script: time, label, text."""
    for row in _find(table, "tr"):
        cells = ["\n".join(_blocks(cell, counts)).strip() for cell in _find(row, "tc")]
        cells = [cell for cell in cells if cell]
        if cells and all(_HEADS.fullmatch(cell.casefold()) for cell in cells):
            counts.heads += 1
        else:
            yield from _line(cells)


def _find(element: Element, name: str) -> Iterator[Element]:
    """Yield rows of a table or cells of a row, through wrappers, not of tables inside."""
    for part in element.elements():
        if part.name == name:
            yield part
        elif part.name in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _find(part, name)


def _line(cells: Sequence[str]) -> Iterator[str]:
    times = [cell for cell in cells if is_only_time(cell)]
    others = [cell for cell in cells if not is_only_time(cell)]
    before = f"[{times[0].strip('[]()')}] " if times and others else ""
    if len(others) == 2 and _is_name(others[0]):
        # In bold, so that it is taken for a label though it stands there only once.
        yield f"{before}**{others[0].rstrip(': ')}:** {others[1]}"
        return
    yield from (
        f"{before}{cell}" if at == 0 else cell for at, cell in enumerate(others)
    )
    yield from times[1:] if before else times


def _is_name(cell: str) -> bool:
    return (
        len(cell) <= LONGEST_NAME
        and "\n" not in cell
        and cell.strip()[-1] not in _ENDS_SPEECH
    )
