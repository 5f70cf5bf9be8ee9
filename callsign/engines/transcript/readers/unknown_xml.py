"""XML that is no transcript in any format known here: refused, never read as speech."""

import re
from collections.abc import Iterator

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.source import DamagedFile, Source
from callsign.engines.transcript.readers.xml_tree import Element, read_xml
from callsign.engines.transcript.script import NotAScript

# Of addresses that a record points to, as many as a sentence can hold.
MOST_TOLD = 3

_DECLARED = re.compile(r"<\?xml\s")
_BEFORE_THE_ROOT = re.compile(
    r"(?:<\?.*?\?>|<!--.*?-->|<!\w[^>\[]*(?:\[.*?\]\s*)?>|\s)*", re.DOTALL
)
_ROOT = re.compile(r"<((?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]{0,60}))(?=[\s/>])([^>]*)")
# Tags of pages, and what people paste of one.
_PAGE = re.compile(
    r"x?html|body|head|div|p|article|section|main|h[1-6]|header|footer|aside|nav|b|i|u|em"
    r"|strong|span|font|pre|table|tbody|ul|ol|dl|blockquote|center|figure|cite|time|a|v|c",
    re.IGNORECASE,
)


class UnknownXml(NotAScript):
    """The file is XML, and nothing in it looks like a transcript."""


def is_unknown_xml(source: Source) -> bool:
    """
    Whether a file is XML and no web page.

    It declares itself, names a namespace at its root, or is one element as a whole.
    """
    root = _root(source)
    if root is None or _PAGE.fullmatch(root[2]):
        return False
    return (
        _DECLARED.match(source.head) is not None
        or "xmlns" in root[3]
        or (
            source.text.rstrip().endswith(f"</{root[1]}>")
            and source.text.count(f"<{root[1]}") == 1
        )
    )


def read_unknown_xml(source: Source) -> Transcript:
    """
    Say what the file seems to be, and where the transcript may be that it is about.

    Raises:  UnknownXml: it is of no format known here
    """
    root = _root(source)
    name = root[2] if root else ""
    if name.startswith("pbcore"):
        raise UnknownXml(_of_pbcore(source))
    about = _KNOWN.get(name, "it is no transcript in a format known here")
    raise UnknownXml(
        f"this XML file begins with the element “{name}”: {about}."
        " “callsign transcript formats” lists what is read"
    )


# What newsrooms have besides transcripts, by the first element.
_FEED = "a feed; upload the transcript that it points to"
_KNOWN = {
    "rss": _FEED,
    "feed": _FEED,
    "svg": "a picture",
    "nprml": "an NPR story; upload its document in JSON, or paste its transcript",
    "opml": "a list of feeds",
    "mets": "an archive's record of an object; upload the transcript itself",
    "mods": "a library's record; upload the transcript itself",
    "plist": "settings of a program",
    "fcpxml": "a film editor's project; export captions from it",
    "xmeml": "a film editor's project; export captions from it",
}


def _root(source: Source) -> re.Match[str] | None:
    """Return the first element of a text that begins with a tag."""
    head = source.head
    if not head.startswith("<"):
        return None
    before = _BEFORE_THE_ROOT.match(head)
    return _ROOT.match(head, before.end() if before else 0)


def _of_pbcore(source: Source) -> str:
    said = "this is a PBCore record, which says where a transcript is and holds none."
    addresses = _addresses(source)
    if not addresses:
        return f"{said} Upload the transcript itself"
    return f"{said} Upload what it points to: {', '.join(addresses)}"


def _addresses(source: Source) -> list[str]:
    """Return where a record says that its transcript is."""
    try:
        root, _ = read_xml(source.text)
    except DamagedFile:
        return []
    found = dict.fromkeys((*_annotated(root), *_located(root)))
    return [one for one in found if one][:MOST_TOLD]


def _annotated(root: Element) -> Iterator[str]:
    for one in root.everywhere("pbcoreAnnotation"):
        if "transcript" in (one.attribute("annotationType") or "").casefold():
            yield _short(one)


def _located(root: Element) -> Iterator[str]:
    for copy in root.everywhere("pbcoreInstantiation"):
        kinds = [one.text() for one in copy.everywhere("instantiationGenerations")]
        if any("transcript" in kind.casefold() for kind in kinds):
            yield from map(_short, copy.everywhere("instantiationLocation"))


def _short(element: Element) -> str:
    return " ".join(element.text().split())[:200]
