"""
PBCore, for public-media archives: where a story's transcript is, and what it is.

The words themselves stay in the files that it points to.

Source:  pbcore.org, PBCore 2.1 (the order of its elements), and the American Archive of
         Public Broadcasting's annotations of transcripts
"""

from collections.abc import Iterator

from callsign.engines.transcript.model import Role, Transcript
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.markup import element, escaped
from callsign.engines.transcript.writers.remarks import remarks

_DOCUMENT = """\
<?xml version="1.0" encoding="UTF-8"?>
<pbcoreDescriptionDocument xmlns="http://www.pbcore.org/PBCore/PBCoreNamespace.html">
{elements}
</pbcoreDescriptionDocument>
"""
# The files of a story that an archive takes: name below its address, and what it is.
_FILES = (("transcript.json", "application/json"), ("transcript.vtt", "text/vtt"))
_ROLES = {Role.HOST: "Host", Role.BYLINE: "Reporter", Role.GUEST: "Guest"}


def write_pbcore(transcript: Transcript, facts: Facts) -> bytes:
    """Write where a transcript is, as PBCore."""
    return _DOCUMENT.format(elements="\n".join(_elements(transcript, facts))).encode(
        "utf-8", "replace"
    )


def _elements(transcript: Transcript, facts: Facts) -> Iterator[str]:
    title = facts.title or "Untitled recording"
    address = facts.address or ""
    if facts.published_on:
        at = facts.published_on.isoformat()
        yield element("pbcoreAssetDate", at, dateType="published")
    source = facts.station or "Callsign"
    yield element("pbcoreIdentifier", address or title, source=source)
    yield element("pbcoreTitle", title)
    yield element("pbcoreDescription", f"Transcript of “{title}”")
    yield from _people(transcript)
    if facts.station:
        publisher = element("publisher", facts.station)
        yield f"<pbcorePublisher>{publisher}</pbcorePublisher>"
    if facts.rights:
        summary = element("rightsSummary", facts.rights)
        yield f"<pbcoreRightsSummary>{summary}</pbcoreRightsSummary>"
    folder = f"{address.rstrip('/')}/" if address else ""
    has_times = any(word.start_ms is not None for word in transcript.words)
    for name, kind in _FILES if has_times else _FILES[:1]:
        yield _instantiation(f"{folder}{name}", kind, facts)
    if address:
        yield element(
            "pbcoreAnnotation",
            f"{folder}{_FILES[0][0]}",
            annotationType="Transcript URL",
        )
    if facts.caution:
        yield element("pbcoreAnnotation", facts.caution, annotationType="Caution")
    for remark in remarks(transcript):
        yield element("pbcoreAnnotation", str(remark), annotationType=remark.heading)


def _people(transcript: Transcript) -> Iterator[str]:
    for speaker in transcript.speakers:
        if speaker.name:
            name = element("contributor", speaker.name)
            role = _ROLES.get(speaker.role, "Speaker") if speaker.role else "Speaker"
            told = f"{name}{element('contributorRole', role)}"
            yield f"<pbcoreContributor>{told}</pbcoreContributor>"


def _instantiation(address: str, kind: str, facts: Facts) -> str:
    return "".join(
        (
            "<pbcoreInstantiation>",
            f'<instantiationIdentifier source="URL">{escaped(address)}',
            "</instantiationIdentifier>",
            element("instantiationDigital", kind),
            element("instantiationLocation", address),
            element("instantiationMediaType", "Text"),
            element("instantiationGenerations", "Transcript"),
            element("instantiationLanguage", _language(facts.language)),
            "</pbcoreInstantiation>",
        )
    )


def _language(tag: str | None) -> str | None:
    """
    Return a language as PBCore writes it, in three letters, where that is known.

    >>> _language("en-US"), _language("xx")
    ('eng', None)
    """
    primary = (tag or "").partition("-")[0].lower()
    return primary if len(primary) == 3 else _THREE_LETTERS.get(primary)


# ISO 639-2, for the languages that public radio in the United States speaks.
_THREE_LETTERS = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "ht": "hat",
    "it": "ita", "ja": "jpn", "ko": "kor", "nv": "nav", "pl": "pol", "pt": "por",
    "ru": "rus", "so": "som", "tl": "tgl", "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip
