"""
The formats that transcripts come in: one row each, tried in this order.

A new format is a file beside this one and a row here. What is narrow stands before what
is wide; a script in plain text is whatever nothing else is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from callsign.engines.transcript.decoding import LARGEST_FILE, read_bytes
from callsign.engines.transcript.json_format import NotTranscriptJson, from_document
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.format import Format
from callsign.engines.transcript.readers.sbv import is_sbv, read_sbv
from callsign.engines.transcript.readers.smil import is_smil, read_smil
from callsign.engines.transcript.readers.source import DamagedFile, Source
from callsign.engines.transcript.readers.srt import is_srt, read_srt
from callsign.engines.transcript.readers.ttml import is_ttml, read_ttml
from callsign.engines.transcript.readers.webvtt import is_webvtt, read_webvtt
from callsign.engines.transcript.readers.whisper import is_whisper, read_whisper
from callsign.engines.transcript.script import ScriptTooLong
from callsign.engines.transcript.words import without_collector


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and the format it says it in."""

    transcript: Transcript
    format: Format


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
        return Reading(found.read(source), found)


def _is_ours(source: Source) -> bool:
    return {"version", "speakers", "turns"} <= source.json_object().keys()


def _read_ours(source: Source) -> Transcript:
    try:
        return from_document(source.json)
    except NotTranscriptJson as error:
        raise DamagedFile(f"this transcript is damaged: {error}") from error


def _is_anything(source: Source) -> bool:
    return True


def _read_script(source: Source) -> Transcript:
    return read_bytes(source.content, hosts=source.hosts)


FORMATS: tuple[Format, ...] = (
    Format("callsign", "Callsign JSON", _is_ours, _read_ours),
    Format("whisper", "Whisper JSON", is_whisper, read_whisper, is_machine=True),
    Format("ttml", "TTML captions", is_ttml, read_ttml),
    Format("smil", "SMIL", is_smil, read_smil),
    Format("webvtt", "WebVTT captions", is_webvtt, read_webvtt),
    Format("srt", "SubRip captions (SRT)", is_srt, read_srt),
    Format("sbv", "YouTube captions (SBV)", is_sbv, read_sbv),
    Format("script", "A script in plain text", _is_anything, _read_script),
)
