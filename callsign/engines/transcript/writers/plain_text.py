"""
Plain text: a transcript as people read it, and as the script reader reads it back.

Each turn begins with its speaker's name; sounds stand in parentheses where they
were heard. Boilerplate, times and problems are left out.
"""

from collections.abc import Callable, Sequence

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.script import NotAScript, read_script
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.paragraphs import (
    Naming,
    Paragraph,
    named,
    paragraphs,
)
from callsign.engines.transcript.writers.remarks import cautioned

# What stands before a break is not the end of a page, where appeals are cut off.
_END = "**Break:** end of the transcript"
_UNNAMED = "Unidentified Voice"


def write_text(transcript: Transcript, facts: Facts) -> bytes:
    """Write a transcript as plain text: the words, and whether anybody checked them."""
    return to_text(cautioned(transcript, facts)).encode("utf-8", "replace")


def to_text(transcript: Transcript) -> str:
    """
    Write a transcript so that ``read_script`` finds the same turns in it.

    Names stand plain where they can be read back, and bold (``**Ada:**``) where
    a reader could mistake them for speech. Should speech look like a sound or a
    page's footer once it stands elsewhere, sounds are left out, then paragraphs.

    >>> to_text(read_script("ADA OKAFOR, HOST: Good morning. (LAUGHTER)"))
    'Ada Okafor, host: Good morning.\\n\\n(LAUGHTER)\\n'
    """
    return best_form(transcript, named)


def best_form(transcript: Transcript, naming: Naming) -> str:
    """Return the first form of a transcript that reads back as it is, or else the last."""
    unnamed = paragraphs(transcript, naming)
    named_all = paragraphs(transcript, naming, nameless=_UNNAMED)
    bare = paragraphs(transcript, naming, nameless=_UNNAMED, with_sounds=False)
    forms: tuple[Callable[[], str], ...] = (
        lambda: _text(unnamed, "{}:"),
        lambda: _text(named_all, "**{}:**"),
        lambda: _text(bare, "**{}:**", end=_END),
    )
    for form in forms:
        text = form()
        if _reads_back(text, transcript):
            return text
    on_one_line = paragraphs(
        transcript, naming, nameless=_UNNAMED, with_sounds=False, on_one_line=True
    )
    return _text(on_one_line, "**{}:**", end=_END)


def _text(rows: Sequence[Paragraph], label: str, *, end: str = "") -> str:
    texts = [
        f"{label.format(row.label)} {row.text}".rstrip() if row.label else row.text
        for row in rows
    ]
    return "\n\n".join([*texts, *([end] if end else [])]).strip() + "\n"


def _reads_back(text: str, transcript: Transcript) -> bool:
    try:
        again = read_script(text)
    except NotAScript:
        return not transcript.turns
    ids: dict[str | None, str | None] = {}
    return (
        len(again.turns) == len(transcript.turns)
        and all(
            ours.text == theirs.text
            and ids.setdefault(ours.speaker, theirs.speaker) == theirs.speaker
            for ours, theirs in zip(transcript.turns, again.turns, strict=True)
        )
        and len(set(ids.values())) == len(ids)
    )
