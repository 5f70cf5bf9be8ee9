"""
The formats that transcripts come in: one row each, tried in this order.

A new format is a file beside this one and a row here. What is narrow stands before what
is wide; a script in plain text is whatever nothing else is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from callsign.engines.transcript.decoding import LARGEST_FILE
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.assemblyai import (
    is_assemblyai,
    read_assemblyai,
)
from callsign.engines.transcript.readers.autoedit import is_autoedit, read_autoedit
from callsign.engines.transcript.readers.aws import is_aws, read_aws
from callsign.engines.transcript.readers.callsign_json import (
    is_callsign,
    read_callsign,
)
from callsign.engines.transcript.readers.deepgram import is_deepgram, read_deepgram
from callsign.engines.transcript.readers.descript import is_descript, read_descript
from callsign.engines.transcript.readers.docx import is_docx, read_docx
from callsign.engines.transcript.readers.format import Format
from callsign.engines.transcript.readers.gentle import is_gentle, read_gentle
from callsign.engines.transcript.readers.google import is_google, read_google
from callsign.engines.transcript.readers.html_page import is_html, read_html
from callsign.engines.transcript.readers.ibm import is_ibm, read_ibm
from callsign.engines.transcript.readers.kaldi import is_kaldi, read_kaldi
from callsign.engines.transcript.readers.markdown import is_markdown
from callsign.engines.transcript.readers.mmif import is_mmif, read_mmif
from callsign.engines.transcript.readers.npr import is_npr, read_npr
from callsign.engines.transcript.readers.origin import with_origin
from callsign.engines.transcript.readers.otter import is_otter, read_otter
from callsign.engines.transcript.readers.paper_edit import (
    is_paper_edit,
    read_paper_edit,
)
from callsign.engines.transcript.readers.pdf import is_pdf, read_pdf
from callsign.engines.transcript.readers.podcast_html import (
    is_podcast_html,
    read_podcast_html,
)
from callsign.engines.transcript.readers.podcasting import (
    is_podcasting,
    read_podcasting,
)
from callsign.engines.transcript.readers.podlove import is_podlove, read_podlove
from callsign.engines.transcript.readers.refused import is_refused, refuse
from callsign.engines.transcript.readers.rev import is_rev, read_rev
from callsign.engines.transcript.readers.sbv import is_sbv, read_sbv
from callsign.engines.transcript.readers.smil import is_smil, read_smil
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.speechmatics import (
    is_speechmatics,
    read_speechmatics,
)
from callsign.engines.transcript.readers.srt import is_srt, read_srt
from callsign.engines.transcript.readers.ttml import is_ttml, read_ttml
from callsign.engines.transcript.readers.unknown_json import (
    is_unknown_json,
    read_unknown_json,
)
from callsign.engines.transcript.readers.unknown_xml import (
    is_unknown_xml,
    read_unknown_xml,
)
from callsign.engines.transcript.readers.webvtt import is_webvtt, read_webvtt
from callsign.engines.transcript.readers.whisper import is_whisper, read_whisper
from callsign.engines.transcript.readers.whisper_cpp import (
    is_whisper_cpp,
    read_whisper_cpp,
)
from callsign.engines.transcript.readers.written import is_anything, read_written
from callsign.engines.transcript.script import ScriptTooLong
from callsign.engines.transcript.words import without_collector


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, the format it says it in, and whether a machine made it."""

    transcript: Transcript
    format: Format
    is_machine: bool = False


def read_transcript(content: bytes, *, hosts: Sequence[str] = ()) -> Reading:
    """
    Read a transcript in any format known here, told by its content.

    Raises:  ScriptTooLong, DamagedFile, EmptyScript, NotText: all of them NotAScript;
             whatever else is odd comes back as problems

    >>> reading = read_transcript(b"ADA OKAFOR, HOST: Good morning.")
    >>> reading.format.name, reading.transcript.turns[0].text
    ('script', 'Good morning.')
    """
    if len(content) > LARGEST_FILE:
        raise ScriptTooLong(
            f"this file has more than {LARGEST_FILE // 1_000_000} MB; no transcript is"
            " that long. Upload the transcript of one recording."
        )
    source = Source(content, hosts=hosts)
    with without_collector():
        found = next(one for one in FORMATS if one.recognizes(source))
        said, is_machine = with_origin(source, found, found.read(source))
    return Reading(said, found, is_machine)


SCRIPT = Format(
    "script", "A script in plain text", is_anything, read_written, is_written=True
)

FORMATS: tuple[Format, ...] = (
    Format("docx", "Word document (DOCX)", is_docx, read_docx),
    Format("pdf", "PDF with a text layer", is_pdf, read_pdf),
    Format("refused", "Old Word and rich text", is_refused, refuse, is_refused=True),
    Format("callsign", "Callsign JSON", is_callsign, read_callsign),
    Format("aws", "AWS Transcribe JSON", is_aws, read_aws, is_machine=True),
    Format("deepgram", "Deepgram JSON", is_deepgram, read_deepgram, is_machine=True),
    Format("ibm", "IBM Watson JSON", is_ibm, read_ibm, is_machine=True),
    Format(
        "speechmatics",
        "Speechmatics JSON",
        is_speechmatics,
        read_speechmatics,
        is_machine=True,
    ),
    Format("google", "Google Speech JSON", is_google, read_google, is_machine=True),
    Format(
        "assemblyai", "AssemblyAI JSON", is_assemblyai, read_assemblyai, is_machine=True
    ),
    Format("mmif", "MMIF", is_mmif, read_mmif, is_machine=True),
    Format("autoedit", "autoEdit 2 JSON", is_autoedit, read_autoedit, is_machine=True),
    Format(
        "paper-edit",
        "digital-paper-edit JSON",
        is_paper_edit,
        read_paper_edit,
        is_machine=True,
    ),
    Format("podcasting", "Podcasting 2.0 JSON", is_podcasting, read_podcasting),
    Format("podlove", "Podlove JSON", is_podlove, read_podlove),
    Format("gentle", "Gentle JSON", is_gentle, read_gentle),
    Format(
        "whisper-cpp",
        "whisper.cpp JSON",
        is_whisper_cpp,
        read_whisper_cpp,
        is_machine=True,
    ),
    Format("whisper", "Whisper JSON", is_whisper, read_whisper, is_machine=True),
    Format("kaldi", "Kaldi JSON", is_kaldi, read_kaldi, is_machine=True),
    Format("npr", "NPR transcript document", is_npr, read_npr),
    Format("json", "Other JSON", is_unknown_json, read_unknown_json, is_refused=True),
    Format("ttml", "TTML captions", is_ttml, read_ttml),
    Format("smil", "SMIL", is_smil, read_smil),
    Format("xml", "Other XML", is_unknown_xml, read_unknown_xml, is_refused=True),
    Format("webvtt", "WebVTT captions", is_webvtt, read_webvtt),
    Format("srt", "SubRip captions (SRT)", is_srt, read_srt),
    Format("sbv", "YouTube captions (SBV)", is_sbv, read_sbv),
    Format(
        "podcast-html",
        "Podcasting 2.0 HTML",
        is_podcast_html,
        read_podcast_html,
        is_written=True,
    ),
    Format("html", "HTML", is_html, read_html, is_written=True),
    Format(
        "descript",
        "Descript text",
        is_descript,
        read_descript,
        is_machine=True,
        is_written=True,
    ),
    Format("rev", "Rev text", is_rev, read_rev, is_written=True),
    Format("markdown", "Markdown", is_markdown, read_written, is_written=True),
    Format(
        "otter", "Otter text", is_otter, read_otter, is_machine=True, is_written=True
    ),
    SCRIPT,
)

READABLE = tuple(one for one in FORMATS if not one.is_refused)
