"""
SMIL: an order of texts and sounds, as audio books have it; the texts stand elsewhere.

Text written into the file itself is read with its times. Where a file only points at
texts in another, nothing was said here, and the file that holds the text is named.

Source:  W3C, Synchronized Multimedia Integration Language 3.0; EPUB 3, media overlays
"""

import re

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.source import DamagedFile, Source
from callsign.engines.transcript.readers.times import clock, seconds
from callsign.engines.transcript.readers.xml_tree import Element, read_xml

_ROOT = re.compile(r"<(?:\w+:)?smil[\s>]")


def is_smil(source: Source) -> bool:
    """Whether the first element of an XML file is ``smil``."""
    return source.head.startswith("<") and _ROOT.search(source.head) is not None


def read_smil(source: Source) -> Transcript:
    """
    Read the texts of a SMIL file.

    Raises:  DamagedFile: it is not safe to read, or only points at texts elsewhere
    """
    building = Building()
    root, problems = read_xml(source.text)
    elsewhere: list[str] = []
    for pair in root.everywhere("par"):
        elsewhere += _read_pair(building, pair)
    if not building.latest_word:
        raise DamagedFile(_nothing_said(elsewhere))
    return building.transcript(problems=[*source.decoding_problems, *problems])


def _read_pair(building: Building, pair: Element) -> list[str]:
    """Say the text of a pair with the times of its sound; return where else texts are."""
    audio = next(pair.elements("audio"), None)
    times = audio.attributes if audio is not None else {}
    elsewhere = []
    for text in pair.elements("text"):
        said = text.text()
        if said.strip():
            building.say(
                said,
                start_ms=_time(times, "clipBegin", "clip-begin"),
                end_ms=_time(times, "clipEnd", "clip-end"),
                line=text.line,
            )
            continue
        address = text.attribute("src") or ""
        if address:
            elsewhere.append(address.partition("#")[0])
            building.problem(
                f"its text stands in another file ({address})",
                line=text.line,
                is_loss=True,
            )
    return elsewhere


def _time(attributes: dict[str, str], *names: str) -> int | None:
    written = next((attributes[one] for one in names if one in attributes), "")
    written = written.removeprefix("npt=")
    found = clock(written)
    return seconds(written) if found is None else found


def _nothing_said(elsewhere: list[str]) -> str:
    if not elsewhere:
        return "this SMIL file has no text in it"
    return (
        f"this SMIL file holds times alone; its {len(elsewhere)} texts stand in"
        f" {elsewhere[0]}. Upload captions (WebVTT, SRT, TTML) of the same recording."
    )
