"""
Word documents (DOCX): a transcript to print, with styles that a newsroom can change.

The title, the station and the date stand in the page's header, and are no speech.

Source:  ECMA-376, Office Open XML, parts 1 (WordprocessingML) and 2 (packages)
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.writers.docx_parts import (
    CONTENT_TYPES,
    CORE,
    DOCUMENT,
    DOCUMENT_PARTS,
    FOOTER,
    HEADER,
    PACKAGE_PARTS,
    STYLES,
)
from callsign.engines.transcript.writers.facts import Facts, day
from callsign.engines.transcript.writers.markup import element, escaped
from callsign.engines.transcript.writers.paragraphs import (
    Paragraph,
    named,
    paragraphs,
)
from callsign.engines.transcript.writers.remarks import cautioned

# A zip archive keeps no zone and no year before 1980; the same words make the same file.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def write_docx(transcript: Transcript, facts: Facts) -> bytes:
    """Write a transcript as a Word document."""
    rows = paragraphs(cautioned(transcript, facts), named)
    body = "\n".join(line for row in rows for line in _paragraphs(row))
    title = escaped(facts.title or "Transcript")
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_PARTS,
        "docProps/core.xml": CORE.format(title=title, facts=_core(facts)),
        "word/document.xml": DOCUMENT.format(body=body),
        "word/_rels/document.xml.rels": DOCUMENT_PARTS,
        "word/styles.xml": STYLES.format(language=escaped(facts.language or "en-US")),
        "word/header1.xml": HEADER.format(lines=_header(title, facts)),
        "word/footer1.xml": FOOTER.format(lines=_footer(facts)),
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _NO_DATE), text.encode(), 8)
    return file.getvalue()


def _paragraphs(row: Paragraph) -> Iterator[str]:
    if row.turn is None:
        yield _paragraph("Sound", _run(row.text))
        return
    first, *others = row.text.split("\n\n")
    label = _run(f"{row.label}:", style="Speaker") if row.label else ""
    yield _paragraph("Speech", f"{label}{_run(f' {first}' if label else first)}")
    for text in others:
        yield _paragraph("Speech", _run(text))


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, *, style: str = "") -> str:
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    space = 'xml:space="preserve"'
    return f"<w:r>{properties}<w:t {space}>{escaped(text)}</w:t></w:r>"


def _header(title: str, facts: Facts) -> str:
    published = day(facts.published_on) if facts.published_on else None
    source = ", ".join(filter(None, (facts.station, published)))
    lines = [_paragraph("Title", f"<w:r><w:t>{title}</w:t></w:r>")]
    if source:
        lines.append(_paragraph("Subtitle", _run(source)))
    return "".join(lines)


def _footer(facts: Facts) -> str:
    told = filter(None, (facts.rights, facts.address))
    return "".join(_paragraph("Remark", _run(one)) for one in told)


def _core(facts: Facts) -> str:
    published = facts.published_on
    return "".join(
        (
            element("dc:creator", facts.station),
            element("dc:language", facts.language),
            element("dc:identifier", facts.address),
            element("dc:rights", facts.rights),
            element(
                "dcterms:created",
                f"{published.isoformat()}T00:00:00Z" if published else None,
                **{"xsi:type": "dcterms:W3CDTF"},
            ),
        )
    )
