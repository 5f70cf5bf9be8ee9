"""RSS 2.0 of stories: what a feed reader is told, with the recording to play."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
ET.register_namespace("atom", ATOM)
ET.register_namespace("dc", DC)
ET.register_namespace("media", MEDIA)

# XML 1.0 has no place for these, not even escaped.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A recording as a feed reader fetches it."""

    address: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Item:
    """A story in a feed."""

    title: str
    address: str
    teaser: str
    published_at: datetime
    bylines: Sequence[str]
    topics: Sequence[str]
    image: str = ""
    enclosure: Enclosure | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself."""

    title: str
    address: str
    page: str
    description: str
    publisher: str


def write_rss(feed: Feed, items: Sequence[Item]) -> bytes:
    """
    Write a feed.

    >>> feed = Feed("KDEMO", "https://k.example/feed.xml", "https://k.example/", "", "K")
    >>> write_rss(feed, [])[:55]
    b"<?xml version='1.0' encoding='utf-8'?>\\n<rss xmlns:atom="
    """
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.page)
    add(channel, "description", feed.description or feed.title)
    add(channel, "language", "en-us")
    add(channel, "copyright", f"© {feed.publisher}")
    add(channel, "ttl", "5")
    if items:
        newest = max(item.published_at for item in items)
        add(channel, "lastBuildDate", format_datetime(newest))
    ET.SubElement(
        channel,
        f"{{{ATOM}}}link",
        href=feed.address,
        rel="self",
        type="application/rss+xml",
    )
    channel.extend(map(as_element, items))
    ET.indent(rss, space="")
    return ET.tostring(rss, encoding="utf-8", xml_declaration=True)


def as_element(item: Item) -> ET.Element:
    """Return an item as XML."""
    element = ET.Element("item")
    add(element, "title", item.title)
    add(element, "link", item.address)
    add(element, "description", item.teaser)
    add(element, "guid", item.address, isPermaLink="true")
    add(element, "pubDate", format_datetime(item.published_at))
    add_all(element, f"{{{DC}}}creator", item.bylines)
    add_all(element, "category", item.topics)
    if item.image:
        ET.SubElement(element, f"{{{MEDIA}}}content", url=item.image, medium="image")
    if item.enclosure:
        ET.SubElement(
            element,
            "enclosure",
            url=item.enclosure.address,
            length=str(item.enclosure.size_bytes),
            type="audio/mpeg",
        )
    return element


def add_all(parent: ET.Element, tag: str, texts: Iterable[str]) -> None:
    """Add an element for each text."""
    for text in texts:
        add(parent, tag, text)


def add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    """Add an element, without the characters that XML cannot hold."""
    ET.SubElement(parent, tag, attributes).text = FORBIDDEN.sub("", text)
