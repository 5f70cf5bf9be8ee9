"""
PDF: the text layer of its pages, read as a script.

What stands at the same edge of most pages (a title, a page's number) is set apart, and
words that were hyphenated at the end of a line are whole again. A PDF of pictures, or
behind a password, is refused in words. The parser is pypdf, held to limits of its own.
"""

import logging
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader, apply_configuration

from callsign.engines.transcript.model import Boilerplate, Problem, Transcript
from callsign.engines.transcript.readers.document_text import Passage, read_passages
from callsign.engines.transcript.readers.pdf_lines import (
    edges_of,
    with_whole_words,
    without_edges,
)
from callsign.engines.transcript.readers.source import PDF, DamagedFile, Source
from callsign.engines.transcript.script import NotAScript

MOST_PAGES = 1_000
# A page of a script inflates to some 20 kB; these stop a bomb, not a book.
LARGEST_STREAM = 16_000_000  # bytes
LONGEST_READING = 20  # seconds; an hour's script takes one or two

# pypdf tells of every oddity it works around; what matters is told as a problem.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


_NO_LETTER = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


class TakesTooLong(Exception):
    """A page is made so that reading it does not end."""


def is_pdf(source: Source) -> bool:
    """Whether a file begins as PDFs do."""
    return source.content.startswith(PDF)


def read_pdf(source: Source) -> Transcript:
    """
    Read the script in a PDF.

    Raises:  DamagedFile: locked, damaged, of pictures alone, or larger than any script
    """
    pages, problems = _pages(source.content)
    blank = [number for number, page in enumerate(pages, 1) if not page]
    if len(blank) == len(pages):
        raise DamagedFile(
            "this PDF has no text in it, only pictures of pages. Run text recognition"
            " (OCR) on it first, or paste its text."
        )
    edges = edges_of(pages)
    kept, apart = without_edges(pages, edges)
    lines, joined = with_whole_words(kept)
    passages = [Passage(text, f"page {number}") for number, text in lines]
    transcript = read_passages(passages, hosts=source.hosts, gap="\n")
    problems += [
        Problem(None, f"page {number} has no text; is it a picture?", is_loss=True)
        for number in blank
    ]
    if joined:
        problems.append(
            Problem(None, f"{joined} words hyphenated at the end of a line, made whole")
        )
    return replace(
        transcript,
        boilerplate=(
            *transcript.boilerplate,
            *(Boilerplate(len(lines) + 1, text) for text in apart),
        ),
        problems=(*problems, *transcript.problems),
    )


def _pages(content: bytes) -> tuple[list[list[str]], list[Problem]]:
    """Return the lines of each page."""
    limits = apply_configuration(
        zlib_maximum_output_length=LARGEST_STREAM,
        zlib_maximum_recovery_input_length=1_000_000,
        lzw_maximum_output_length=LARGEST_STREAM,
        run_length_maximum_output_length=LARGEST_STREAM,
        array_based_stream_maximum_output_length=LARGEST_STREAM,
        maximum_declared_stream_length=LARGEST_STREAM,
        xform_maximum_invocations_per_extraction=200,
        jbig2dec_binary=None,
    )
    try:
        with limits:
            return _read_pages(content)
    except NotAScript:
        raise
    except TakesTooLong as error:
        raise DamagedFile(
            f"this PDF was not read within {LONGEST_READING} seconds; paste its text"
        ) from error
    except Exception as error:
        raise DamagedFile(
            f"this PDF is damaged and cannot be read ({error}); paste its text"
        ) from error


def _read_pages(content: bytes) -> tuple[list[list[str]], list[Problem]]:
    clock = _Clock()
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise DamagedFile(
            "this PDF is locked with a password; save it without, or paste its text"
        )
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise DamagedFile(f"this PDF has {count:,} pages, more than any script")
    pages: list[list[str]] = []
    for page in reader.pages:
        clock.look()
        text = page.extract_text(visitor_operand_before=clock.look)
        pages.append(list(_lines(text)))
    return pages, []


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        line = _NO_LETTER.sub("\ufffd", line).strip()
        if line:
            yield line


class _Clock:
    """Looks at the time between the operations of a page, and stops what does not end."""

    def __init__(self) -> None:
        self._end = time.monotonic() + LONGEST_READING

    def look(self, *_: object) -> None:
        if time.monotonic() > self._end:
            raise TakesTooLong
