"""
Podcasting 2.0 HTML: a voice in ``cite``, a time in ``time``, what is said in ``p``.

A page that has anything else is read as any other page is, but for its voices: what stands
in ``cite`` before a paragraph, or at its beginning with a colon, is a name however it is
spelled.

Source:  Podcastindex.org, podcast-namespace, transcripts.md (HTML)
"""

import re
from dataclasses import replace
from html import escape, unescape

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.explicit_voices import ExplicitVoices
from callsign.engines.transcript.readers.headed_turns import Headed, say_turns
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.times import clock
from callsign.engines.transcript.readers.written import read_written

_CITED = re.compile(r"<cite\b", re.IGNORECASE)
_ELEMENT = re.compile(
    r"\s*(?:<cite>(?P<name>[^<>]*)</cite>|<time>(?P<time>[^<>]*)</time>"
    r"|<p>(?P<said>[^<>]*)</p>)\s*",
    re.IGNORECASE,
)

# Before a paragraph, and before its time; or at the beginning of one. Elsewhere it names a
# book or a play.
_VOICE = re.compile(
    r"(?P<before>(?P<inside><p\b[^<>]*>\s*)?)<cite\b[^<>]*>(?P<name>[^<>]{1,200})</cite>"
    r"(?P<behind>:?)"
    r"(?P<block>(?=\s*(?:<time\b[^<>]*>[^<>]*</time>\s*)?<p\b))?",
    re.IGNORECASE,
)


def is_podcast_html(source: Source) -> bool:
    """Whether a text begins with a tag, and voices stand in ``cite``."""
    return source.head.startswith("<") and _CITED.search(source.head) is not None


def read_podcast_html(source: Source) -> Transcript:
    """
    Read the voices, times and paragraphs of a page that holds nothing else.

    Raises:  NotText, EmptyScript, ScriptTooLong
    """
    building = Building(parts_paragraphs=False)
    turns = _turns(building, source.text.removeprefix("\ufeff"))
    if not any(turn.paragraphs for turn in turns):
        return _read_page(source)
    say_turns(building, turns)
    return building.transcript(problems=source.decoding_problems)


def _read_page(source: Source) -> Transcript:
    """Read a page with more in it as the script in it, with its voices as they stand."""
    voices = ExplicitVoices()

    def labelled(found: re.Match[str]) -> str:
        name, colon = unescape(found["name"]), found["behind"]
        is_label = found["inside"] and f"{name.rstrip()}{colon}".endswith(":")
        if found["block"] is None and not is_label:
            return found[0]
        return f"{found['before']}<cite>{escape(voices.label(name))}</cite>"

    text = _VOICE.sub(labelled, source.text)
    page = Source(text.encode("utf-8", "surrogateescape"), hosts=source.hosts)
    said = voices.restored(read_written(page))
    return replace(said, problems=(*source.decoding_problems, *said.problems))


def _turns(building: Building, text: str) -> list[Headed]:
    """Return the turns of a page; none where it has anything else in it."""
    turns: list[Headed] = []
    at, line, latest_ms = 0, 1, 0
    while at < len(text):
        found = _ELEMENT.match(text, at)
        if found is None:
            return []
        name, time, said = found.groups()
        if name is not None or not turns:
            turns.append(Headed(_named(name or ""), line, None))
        if time is not None:
            start_ms = clock(time)
            if turns[-1].paragraphs:
                turns.append(Headed(turns[-1].name, line, None))
            if start_ms is None or start_ms < latest_ms:
                building.problem(f"no time, or one too early: {time}", line=line)
            else:
                turns[-1].start_ms = latest_ms = start_ms
        elif said:
            turns[-1].paragraphs.append(unescape(said))
        line += text.count("\n", at, found.end())
        at = found.end()
    return turns


def _named(cited: str) -> str:
    return " ".join(unescape(cited).split()).removesuffix(":").rstrip()
