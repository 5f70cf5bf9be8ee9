"""What stands in parentheses or brackets: sounds, stage directions, the typist's notes."""

import re
from dataclasses import dataclass
from functools import lru_cache

from callsign.engines.transcript.lone_labels import is_only_time

# A parenthesis with at most two inside it; every part is bounded, so that a line
# of ten thousand opening parentheses costs no more than it should.
_ASIDE = re.compile(
    r"(?P<aside>\((?P<round>[^()]{0,300}(?:\([^()]{0,100}\)[^()]{0,300}){0,2})\)"
    r"|\\?\[(?P<square>[^\[\]\\]{1,300})\\?\])"
    r"(?P<tail>\s*)"
)

_KINDS = tuple(
    (kind, re.compile(rf"(?:{words})", re.IGNORECASE))
    for kind, words in (
        ("timecode", r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?$"),
        ("phonetic", r"(?:ph|phonetic|sp|sp\?)$"),
        ("sic", r"sic$"),
        (
            "correction",
            r"(?:post-?broadcast (?:correction|clarification)|correction|clarification)\b",
        ),
        ("editor_note", r"(?:editor['’]?s['’]? note|note)\s*:"),
        (
            "soundbite",
            r"(?:sound ?bites?|(?:begin|end|start) (?:sound ?bite|video ?(?:clip|tape)?|"
            r"audio ?(?:clip|tape)?|clip))\b",
        ),
        ("laughter", r"(?:\w+ )?(?:laugh(?:s|ter|ing)?|chuckl(?:es?|ing)|giggl(?:es?|ing))\b"),
        ("applause", r"(?:\w+ )?(?:applause|clapping|cheer(?:s|ing)(?: and applause)?)\b"),
        (
            "inaudible",
            r"(?:unintelligible|inaudible|indiscernible|indistinct|crosstalk|cross-talk)\b",
        ),
        (
            "music",
            r"(?:[\w ,'’-]{0,40}\b)?(?:music|theme|jingle|song(?: sample)?)\b",
        ),
        (
            "direction",
            r"(?:singing|sings|reading|reads|through (?:an? )?(?:interpreter|translator)|"
            r"voice-?over|whisper(?:s|ing)|shouting|yelling|screaming|crying|sobbing|"
            r"sigh(?:s|ing)?|cough(?:s|ing)?|gasp(?:s|ing)?|groan(?:s|ing)?|"
            r"imitat(?:es|ing)|impersonating|humming|whistl(?:es|ing)|rapping|chanting|"
            r"as (?:\w+ )?characters?$|speaking|spoken|foreign language|non-?english|(?:in|speaks) [A-Z]\w+$|"
            r"beatboxing|clear(?:s|ing) throat|pause|silence|bleep(?:ed)?|beep(?:ing)?|"
            r"recording|on tape|via (?:phone|skype|zoom)|off-?mic|commercial break|break$)",
        ),
    )
)  # fmt: skip
_NOTES_ALONE = re.compile(r"[♩-♬🎵🎶][♩-♬🎵🎶\s]*$")
# The closing parenthesis was forgotten; nobody begins a sentence like this.
_UNCLOSED = re.compile(r"[(\[]soundbite of [^()\[\]]*$", re.IGNORECASE)
_IN_CHARACTER = re.compile(
    r"[Aa]s (?!I\b|We\b|You\b|He\b|She\b|They\b|It\b|The\b)[A-Z]"
)
_OF_ANY_LENGTH = frozenset(["soundbite", "correction", "editor_note"])
_NOTES = frozenset(["timecode", "phonetic", "sic", "correction", "editor_note"])
_RECORDED = re.compile(
    r"record|broadcast|film|movie|tv|televis|archiv|interview|speech|video|montage"
    r"|clip|show|podcast|news|press|ad\b|commercial|debate|hearing|documentary|tape",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Aside:
    """An aside cut out of a line, with the count of the words before it."""

    words_before: int
    kind: str
    text: str

    @property
    def is_note(self) -> bool:
        """Whether the newsroom says it about the words; nobody heard it."""
        return self.kind in _NOTES

    @property
    def is_recorded_speech(self) -> bool:
        """Whether voices that follow it are heard on tape."""
        return self.kind == "soundbite" and _RECORDED.search(self.text) is not None


def cut_asides(text: str) -> tuple[str, list[Aside]]:
    """
    Part the speech of a line from what stands in parentheses and is not spoken.

    >>> speech, asides = cut_asides("Zbigniew Brzezinski (ph), welcome. (LAUGHTER)")
    >>> speech
    'Zbigniew Brzezinski, welcome.'
    >>> [(aside.words_before, aside.text) for aside in asides]
    [(2, '(ph)'), (3, '(LAUGHTER)')]
    """
    if "(" not in text and "[" not in text:
        return (
            ("", [Aside(0, "music", text)]) if _NOTES_ALONE.match(text) else (text, [])
        )
    if _UNCLOSED.match(text):
        return "", [Aside(0, "soundbite", text)]
    kept: list[str] = []
    asides: list[Aside] = []
    words, start, gap = 0, 0, " "
    is_alone = text[0] in "([\\" and not _ASIDE.sub("", text).strip()
    for found in _ASIDE.finditer(text):
        kind = _kind_at(found, text, is_alone=is_alone)
        if kind is None:
            continue
        before = text[start : found.start()]
        speech = before.rstrip()
        # What follows an aside without a space belongs to the word before it.
        words += len(speech.split()) - (speech[:1] not in ("", " ") and not gap)
        asides.append(Aside(words, kind, found["aside"]))
        gap = _gap(found, text)
        kept += (speech, gap)
        start = found.end()
    if not asides:
        return text, []
    kept.append(text[start:])
    return _speech_left("".join(kept).strip(), asides)


def _kind_at(found: re.Match[str], text: str, *, is_alone: bool) -> str | None:
    inner = found["round"] if found["round"] is not None else found["square"]
    return kind_of(
        inner.strip(),
        is_bracket=found["square"] is not None,
        is_alone=is_alone,
        closes=not text[found.end() : found.end() + 1].strip(_CAPITALS),
        opens=not text[max(0, found.start() - 2) : found.start()].strip(' .?!…"”—-)]'),
    )


# A sentence begins with one of these.
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÖØÚÜ(["


def _gap(found: re.Match[str], text: str) -> str:
    """Return the space that stays where an aside stood: none before a comma."""
    follows = text[found.end() : found.end() + 1]
    if not follows or not found.start():
        return ""
    if found["tail"]:
        return found["tail"]
    return " " if follows.isalnum() else ""


def _speech_left(speech: str, asides: list[Aside]) -> tuple[str, list[Aside]]:
    """Give a lone mark behind a sound, as in ``(Laughter).``, to the sound."""
    if speech and not any(letter.isalnum() for letter in speech) and len(speech) < 4:
        last = asides[-1]
        asides[-1] = Aside(0, last.kind, f"{last.text}{speech}")
        return "", [Aside(0, one.kind, one.text) for one in asides]
    return speech, asides


@lru_cache(maxsize=2048)
def kind_of(
    inner: str,
    *,
    is_bracket: bool = False,
    is_alone: bool = False,
    opens: bool = False,
    closes: bool = False,
) -> str | None:
    """
    Return what an aside tells, or None when it is spoken.

    ``is_alone``: nothing else is on its line; ``opens`` and ``closes``: a sentence
    ends before it, and another begins behind it.

    >>> kind_of("SOUNDBITE OF RIVER"), kind_of("phone rings", is_bracket=True)
    ('soundbite', None)
    >>> kind_of("phone rings", is_bracket=True, opens=True, closes=True)
    'sound'
    >>> kind_of("and the music was loud that night")
    """
    is_brief = is_bracket or is_alone or inner.isupper() or len(inner.split()) <= 4
    for kind, words in _KINDS:
        if words.match(inner):
            return kind if is_brief or kind in _OF_ANY_LENGTH else None
    if opens and _IN_CHARACTER.match(inner):
        return "direction"
    if is_alone and (inner.isupper() or _reads_as_direction(inner, is_bracket)):
        return "sound"
    if not is_bracket or len(inner.split()) < 2:
        return None
    stands_between_sentences = opens and closes and inner[0].islower()
    if inner.isupper() or (
        stands_between_sentences and _reads_as_direction(inner, True)
    ):
        return "sound"
    return None


def _reads_as_direction(inner: str, is_bracket: bool) -> bool:
    """Return whether a line in parentheses is short and no sentence."""
    longest = 12 if is_bracket else 8
    return bool(inner) and inner[-1] not in ".?!…" and len(inner.split()) <= longest


_NOTE_LINE = re.compile(
    r"(?:(?P<correction>post-?broadcast (?:correction|clarification)|"
    r"(?:correction|clarification)[^:?!]{0,24}\d{4})|editor['’]s note)\s*:",
    re.IGNORECASE,
)


def note_kind(text: str) -> str | None:
    """
    Return what a line of its own tells about the script, if it is a note.

    >>> note_kind("POST-BROADCAST CORRECTION: The gauge is older.")
    'correction'
    >>> note_kind("00:01:12")
    'timecode'
    >>> note_kind("Correction: I meant Tuesday.")
    """
    if is_only_time(text):
        return "timecode"
    found = _NOTE_LINE.match(text)
    if found is None:
        return None
    return "correction" if found["correction"] else "editor_note"
