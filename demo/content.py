"""The demo's files as values: stories, people, programs, topics, the station."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.script import read_script

DEMO = Path(__file__).parent
FENCE = "+++\n"


class Unreadable(Exception):
    """A file of the demo is not written as its neighbors are."""


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture and the words that always go with it."""

    file: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of TOML between fences, then Markdown."""

    slug: str
    fields: Mapping[str, Any]
    text: str


@dataclass(frozen=True, slots=True)
class WrittenStory:
    """One story as its file tells it; days count back from the fill."""

    slug: str
    title: str
    kicker: str
    teaser: str
    days_ago: float
    topics: Sequence[str]
    bylines: Sequence[Mapping[str, str]]
    picture: Illustration
    text: str
    program: str = ""
    audio: str = ""
    corrections: Sequence[Mapping[str, Any]] = ()
    retraction: Mapping[str, Any] = field(default_factory=dict)


def stories() -> list[WrittenStory]:
    """Return every story, the latest first."""
    written = [story_of(sheet) for sheet in sheets("stories")]
    return sorted(written, key=lambda story: story.days_ago)


def story_of(sheet: Sheet) -> WrittenStory:
    """Return the story a sheet tells."""
    fields = dict(sheet.fields)
    picture = Illustration(**fields.pop("picture"))
    return WrittenStory(slug=sheet.slug, text=sheet.text, picture=picture, **fields)


def sheets(folder: str) -> list[Sheet]:
    """Return the sheets of a folder, by name."""
    return [read_sheet(file) for file in sorted((DEMO / folder).glob("*.md"))]


def read_sheet(file: Path) -> Sheet:
    """Return what a sheet holds."""
    before, head, text = ("", "", "")
    parts = file.read_text(encoding="utf-8").split(FENCE, 2)
    if len(parts) == 3:
        before, head, text = parts
    if before or not head:
        raise Unreadable(f"{file.name} must begin with TOML between two lines of +++")
    return Sheet(file.stem, tomllib.loads(head), text.strip())


def listed(name: str) -> list[dict[str, Any]]:
    """Return the rows of ``people``, ``programs`` or ``topics``."""
    rows: list[dict[str, Any]] = table(name)[name]
    return rows


def table(name: str) -> dict[str, Any]:
    """Return a TOML file of the demo."""
    return tomllib.loads((DEMO / f"{name}.toml").read_text(encoding="utf-8"))


def script_text(name: str) -> str:
    """Return a script as it was written."""
    return (DEMO / "scripts" / f"{name}.txt").read_text(encoding="utf-8")


def read_demo_script(name: str) -> Transcript:
    """Return a script as the newsroom reads it: with the hosts of its program known."""
    return read_script(script_text(name), hosts=hosts_of_script(name))


def hosts_of_script(name: str) -> list[str]:
    """Return the names of the hosts of the program that a script was aired on."""
    program = next(story.program for story in stories() if story.audio == name)
    hosts = next(row["hosts"] for row in listed("programs") if row["slug"] == program)
    names = {row["slug"]: row["name"] for row in listed("people")}
    return [names[host] for host in hosts]
