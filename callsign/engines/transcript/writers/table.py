"""
The formats that transcripts are written in: one row each.

A new format is a file beside this one and a row here; the program and every story's
downloads know it then.
"""

from callsign.engines.transcript.writers.callsign_json import write_json
from callsign.engines.transcript.writers.docx import write_docx
from callsign.engines.transcript.writers.html_page import write_html
from callsign.engines.transcript.writers.mmif import write_mmif
from callsign.engines.transcript.writers.npr_text import write_npr
from callsign.engines.transcript.writers.pbcore import write_pbcore
from callsign.engines.transcript.writers.plain_text import write_text
from callsign.engines.transcript.writers.podcasting import write_podcasting
from callsign.engines.transcript.writers.srt import write_srt
from callsign.engines.transcript.writers.ttml import write_ttml
from callsign.engines.transcript.writers.webvtt import (
    write_webvtt,
    write_webvtt_with_words,
)
from callsign.engines.transcript.writers.writer import Writer

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

WRITERS: tuple[Writer, ...] = (
    Writer("json", "Callsign JSON", "application/json", "json", write_json),
    Writer("vtt", "WebVTT captions", "text/vtt", "vtt", write_webvtt, needs_times=True),
    Writer(
        "vtt-words",
        "WebVTT captions with the time of each word",
        "text/vtt",
        "words.vtt",
        write_webvtt_with_words,
        needs_times=True,
    ),
    Writer(
        "srt",
        "SubRip captions (SRT)",
        "application/x-subrip",
        "srt",
        write_srt,
        needs_times=True,
    ),
    Writer(
        "ttml",
        "TTML captions (IMSC 1)",
        "application/ttml+xml",
        "ttml",
        write_ttml,
        needs_times=True,
    ),
    Writer(
        "podcasting",
        "Podcasting 2.0 JSON",
        "application/json",
        "podcasting.json",
        write_podcasting,
        needs_times=True,
    ),
    Writer("html", "HTML, Podcasting 2.0", "text/html", "html", write_html),
    Writer("txt", "Text", "text/plain", "txt", write_text),
    Writer("npr", "NPR-style text", "text/plain", "npr.txt", write_npr),
    Writer("docx", "Word document (DOCX)", _WORD, "docx", write_docx),
    Writer("mmif", "MMIF", "application/json", "mmif", write_mmif),
    Writer("pbcore", "PBCore record", "application/xml", "pbcore.xml", write_pbcore),
)


def writer_named(name: str) -> Writer | None:
    """
    Return a row of the table.

    >>> writer_named("srt").title
    'SubRip captions (SRT)'
    """
    return next((one for one in WRITERS if one.name == name), None)
