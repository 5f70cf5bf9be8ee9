"""
XML as a tree, read in safety: no document type, no entities of its own, no network.

The parser is expat. A file with a DOCTYPE is refused, as is one that nests deeper or
holds more elements than any transcript; so neither a billion laughs nor a reference to
somebody's disk is ever looked at. A file that breaks off is read as far as it goes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from callsign.engines.transcript.model import Problem
from callsign.engines.transcript.readers.source import DamagedFile

DEEPEST = 100  # elements within elements
MOST_ELEMENTS = 500_000

_NO_LETTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(#\d{1,7};|#x[0-9a-fA-F]{1,6};|\w{1,31};)?")
_KNOWN = frozenset(["amp;", "lt;", "gt;", "quot;", "apos;"])


@dataclass(slots=True, eq=False)
class Element:
    """
    An element: its namespace and name, what is in it, and the line it begins on.

    ``parts`` are texts and elements in the order of the file.
    """

    namespace: str
    name: str
    attributes: dict[str, str]
    line: int
    parts: "list[str | Element]" = field(default_factory=list)

    def elements(self, name: str | None = None) -> "Iterator[Element]":
        """Yield the elements directly in this one."""
        for part in self.parts:
            if isinstance(part, Element) and name in (None, part.name):
                yield part

    def everywhere(self, name: str) -> "Iterator[Element]":
        """Yield the elements of a name at any depth, in order."""
        for part in self.elements():
            if part.name == name:
                yield part
            yield from part.everywhere(name)

    def first(self, name: str) -> "Element | None":
        """Return the first element of a name at any depth."""
        return next(self.everywhere(name), None)

    def text(self) -> str:
        """Return all text in it."""
        return "".join(
            part if isinstance(part, str) else part.text() for part in self.parts
        )

    def attribute(self, name: str) -> str | None:
        """Return an attribute, whatever its namespace."""
        if name in self.attributes:
            return self.attributes[name]
        end = f" {name}"
        return next(
            (value for key, value in self.attributes.items() if key.endswith(end)), None
        )


def read_xml(text: str) -> tuple[Element, list[Problem]]:
    """
    Read XML; where it breaks off, what was read so far comes back with a problem.

    An "&" that is no entity, and entities of HTML, are read as their writer meant them.

    Raises:  DamagedFile: it has a DOCTYPE, no element, or more than any transcript has

    >>> root, problems = read_xml("<a><b>R&B</b> two</a>")
    >>> root.name, root.text(), problems
    ('a', 'R&B two', [])
    """
    tree = _Tree()
    problems: list[Problem] = []
    if found := _NO_LETTER.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = "characters that XML does not have, shown as \ufffd"
        problems.append(Problem(line, message, is_loss=True))
        text = _NO_LETTER.sub("\ufffd", text)
    try:
        tree.parser.Parse(_repaired(text), True)
    except expat.ExpatError as error:
        tree.parser.buffer_text = False  # hands over what it held back
        reason = expat.errors.messages.get(error.code, "damaged")
        message = f"not XML from here on ({reason}); the rest is lost"
        problems.append(Problem(error.lineno, message, is_loss=True))
    if tree.root is None:
        raise DamagedFile("this XML file has nothing in it that could be read")
    return tree.root, problems


def _repaired(text: str) -> str:
    """Return a text without what makes XML unreadable and costs no word."""
    if "&" not in text or "<![CDATA[" in text:
        return text
    return _AMPERSAND.sub(_entity, text)


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name and (name.startswith("#") or name in _KNOWN):
        return found[0]
    letter = html5.get(name or "")
    return f"&amp;{name or ''}" if letter is None else letter


class _Tree:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS or len(self.open) >= DEEPEST:
            raise DamagedFile("this XML file has more elements than any transcript")
        namespace, _, local = name.rpartition(" ")
        line = self.parser.CurrentLineNumber
        element = Element(namespace, local, attributes, line)
        if self.open:
            self.open[-1].parts.append(element)
        elif self.root is None:
            self.root = element
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        if self.open:
            self.open[-1].parts.append(text)

    def refuse(self, *_: object) -> None:
        raise DamagedFile(
            "this XML file declares a document type (DOCTYPE), which is not read for"
            " safety. Save it without, or paste its text."
        )
