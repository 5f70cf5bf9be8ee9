"""
Word documents (DOCX): the text of their paragraphs and tables, as accepted.

Tracked changes are read as if all were accepted; comments, headers and footers are no
part of the script. A table of times, speakers and texts is read row by row.

Source:  ECMA-376, Office Open XML, part 1, WordprocessingML
"""

from collections.abc import Sequence
from dataclasses import replace

from callsign.engines.transcript.decoding import decoded
from callsign.engines.transcript.model import Boilerplate, Problem, Transcript
from callsign.engines.transcript.readers.archive import Archive
from callsign.engines.transcript.readers.document_text import Passage, read_passages
from callsign.engines.transcript.readers.docx_text import Counts, passages_of, text_of
from callsign.engines.transcript.readers.source import ZIP, DamagedFile, Source
from callsign.engines.transcript.readers.xml_tree import Element, read_xml
from callsign.engines.transcript.script import EmptyScript

_DOCUMENT = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def is_docx(source: Source) -> bool:
    """Whether a file is a zip archive; which of them is no document is told by reading."""
    return source.content.startswith(ZIP)


def read_docx(source: Source) -> Transcript:
    """
    Read the script in a Word document.

    Raises:  DamagedFile: no Word document, damaged, or larger than any script
             EmptyScript: it has no text
    """
    archive = Archive(source.content)
    if _DOCUMENT not in archive.names:
        raise DamagedFile(_what_else(archive.names))
    root, problems = _xml(archive, _DOCUMENT)
    counts = Counts()
    passages = passages_of(root, counts)
    if not any(one.text.strip() for one in passages):
        raise EmptyScript(
            "this Word document has no text in it; if it shows pictures of pages, run"
            " text recognition on them first"
        )
    footnotes = _footnotes(archive)
    told = [*problems, *counts.problems(), *_told_of(footnotes)]
    transcript = read_passages(passages, hosts=source.hosts)
    transcript = counts.voices.restored(transcript)
    return replace(
        transcript,
        boilerplate=(*transcript.boilerplate, *_kept(footnotes, passages)),
        problems=(*told, *transcript.problems),
    )


def _xml(archive: Archive, name: str) -> tuple[Element, list[Problem]]:
    text, problems = decoded(archive.part(name))
    root, broken = read_xml(text)
    return root, [*problems, *broken]


def _what_else(names: frozenset[str]) -> str:
    """Say what an archive is, and what to do with it."""
    if any(name.startswith("xl/") for name in names):
        return "this is a spreadsheet; paste its text"
    if any(name.startswith("ppt/") for name in names):
        return "this is a presentation; paste its text"
    if "content.xml" in names:
        return "this is an OpenDocument file; save it as DOCX, or paste its text"
    return "this is an archive; unpack it and upload the transcript inside"


def _footnotes(archive: Archive) -> list[str]:
    """Return the text of footnotes and endnotes; Word's own separators have none."""
    found = []
    for name in _NOTES:
        if name in archive.names:
            root, _ = _xml(archive, name)
            texts = (text_of(note) for note in root.elements())
            found += [" ".join(text.split()) for text in texts if text.strip()]
    return found


def _told_of(footnotes: Sequence[str]) -> list[Problem]:
    count = len(footnotes)
    return (
        [Problem(None, f"{count} footnotes, kept apart from speech")] if count else []
    )


def _kept(footnotes: Sequence[str], passages: Sequence[Passage]) -> list[Boilerplate]:
    return [Boilerplate(len(passages) + 1, text) for text in footnotes]
