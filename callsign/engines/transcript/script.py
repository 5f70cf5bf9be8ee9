"""
The script reader: a human broadcast transcript, as people paste it, to turns.

It is not told the era or the house style; labels, page furniture and sounds are
recognized by their own form (``found_labels``, ``page``, ``sounds``) and voices by
how labels relate (``casting``, ``opening``). What is odd comes back as problems.

Errors, broad to narrow::

    NotAScript
    ├── NotText             a recording, a picture, a document (``decoding``)
    ├── EmptyScript         there is nothing in it
    └── ScriptTooLong       no broadcast is that long; something else was pasted
"""

from collections.abc import Mapping, Sequence

from callsign.engines.transcript.assembly import Assembly
from callsign.engines.transcript.casting import Casting
from callsign.engines.transcript.credits import (
    Credit,
    believe_credits,
    credited_host,
    credits_above,
)
from callsign.engines.transcript.entities import without_entities
from callsign.engines.transcript.found_labels import find_labels
from callsign.engines.transcript.introductions import introduce, sign_offs
from callsign.engines.transcript.label import LabelKind
from callsign.engines.transcript.lines import lines_of
from callsign.engines.transcript.model import (
    EvidenceKind,
    Problem,
    Role,
    Transcript,
)
from callsign.engines.transcript.opening import (
    guessed,
    hosts_of_opening,
    infer_host,
    welcomes,
)
from callsign.engines.transcript.page import Paragraph, script_on_page
from callsign.engines.transcript.sounds import cut_asides, note_kind
from callsign.engines.transcript.voice import Voice
from callsign.engines.transcript.words import without_collector

# The largest real script known here has 0.3 MB and 43,000 words, for four hours. Each
# word becomes an object, and 1.2 million words of one letter took 1.6 GB.
LONGEST_SCRIPT = 20_000_000  # characters
MOST_WORDS = 2_000_000

# Who opens a program says so within this many paragraphs.
WELCOME = 4


class NotAScript(ValueError):
    """The text cannot be read as a script at all."""


class EmptyScript(NotAScript):
    """There is nothing in the script."""


class ScriptTooLong(NotAScript):
    """The text is longer than any broadcast."""


def read_script(text: str, *, hosts: Sequence[str] = ()) -> Transcript:
    """
    Read a broadcast transcript written by people.

    ``hosts`` are the names of known hosts; an opening without a label is theirs.

    Cost:    time and memory grow with the length of the text
    Raises:  EmptyScript, ScriptTooLong; all else comes back as problems

    >>> transcript = read_script('''
    ... Good morning. I'm Ada Okafor. Luis Prieto is with us.
    ...
    ... LUIS PRIETO: Thank you. (LAUGHTER)
    ...
    ... OKAFOR: Welcome.
    ... ''')
    >>> [speaker.name for speaker in transcript.speakers]
    ['Ada Okafor', 'Luis Prieto']
    >>> [(turn.speaker, turn.text[:12]) for turn in transcript.turns]
    [('s1', 'Good morning'), ('s2', 'Thank you.'), ('s1', 'Welcome.')]
    """
    _require_script(text)
    with without_collector():
        return _read(text, hosts)


def _require_script(text: str) -> None:
    if len(text) > LONGEST_SCRIPT:
        raise ScriptTooLong(
            f"this text has {len(text) // 1_000_000} million characters; a script has"
            f" at most {LONGEST_SCRIPT // 1_000_000} million. Paste one script only."
        )
    if len(text) > 2 * MOST_WORDS and len(text.split()) > MOST_WORDS:
        raise ScriptTooLong(
            f"this text has more than {MOST_WORDS:,} words, which nobody says in a"
            " broadcast. Paste one script only."
        )
    if not text.strip("\ufeff \t\r\n\u200b"):
        raise EmptyScript("the script is empty; paste its text or upload the file")


def _read(text: str, hosts: Sequence[str]) -> Transcript:
    text, entities = without_entities(text)
    page = lines_of(text)
    found = find_labels(page.lines, hosts=hosts)
    script = script_on_page(found.lines, found.labels, text=text)
    casting = Casting()
    first_line = script.paragraphs[0].line if script.paragraphs else 0
    credits = credits_above(script.boilerplate, first_line)
    voices = _cast(script.paragraphs, casting, hosts, credits)
    assembly = Assembly(script.paragraphs, voices, casting, text)
    boilerplate = sorted(
        page.boilerplate + script.boilerplate, key=lambda piece: piece.line
    )
    problems = [
        *(entities + page.problems + found.problems + script.problems),
        *(casting.problems + assembly.problems),
        *_names_alone(script.paragraphs, found.alone),
    ]
    if not assembly.turns:
        problems.append(Problem(None, "nobody speaks in this script"))
    return Transcript(
        speakers=assembly.speakers,
        turns=tuple(assembly.turns),
        events=tuple(assembly.events),
        notes=tuple(assembly.notes),
        boilerplate=tuple(boilerplate),
        problems=tuple(sorted(problems, key=lambda problem: problem.line or 0)),
    )


def _names_alone(
    paragraphs: Sequence[Paragraph], alone: Mapping[int, Problem]
) -> list[Problem]:
    """Return the problems of names that stood alone on a line and became speech."""
    spoken = {one.line for one in paragraphs if one.label is None}
    return [problem for line, problem in alone.items() if line in spoken]


def _cast(
    paragraphs: Sequence[Paragraph],
    casting: Casting,
    hosts: Sequence[str],
    credits: Sequence[Credit],
) -> list[Voice | None]:
    """Return who speaks each paragraph."""
    given = [_given(casting, name) for name in hosts if name.split()]
    labelled = {one.label.printed: one.label for one in paragraphs if one.label}
    opening = _opening(paragraphs)
    voices = hosts_of_opening(opening, labelled.values(), casting, given)
    voice: Voice | None = voices[-1] if voices else None
    for at, paragraph in enumerate(paragraphs[len(opening) :], len(opening)):
        label = paragraph.label
        if label is not None and label.kind is not LabelKind.BREAK:
            voice = casting.voice_of(label, paragraph.line)
            voice.turns += 1
            introduce(voice, at, paragraphs, casting)
        voices.append(voice)
    sign_offs(paragraphs, voices, casting)
    believe_credits(casting, credits)
    casting.report_initials()
    is_spoken = any(
        note_kind(paragraph.text) is None and cut_asides(paragraph.text)[0]
        for paragraph in opening
    )
    if is_spoken and voices[0] is None:
        _name_opening(opening, voices, casting, credits)
    elif not is_spoken:
        _find_host(paragraphs, voices)
    return voices


def _given(casting: Casting, name: str) -> Voice:
    voice = casting.person(name.split(), role=Role.HOST)
    voice.believe(EvidenceKind.GIVEN, name, None)
    return voice


def _opening(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs before the first label."""
    opening = []
    for paragraph in paragraphs:
        if paragraph.label is not None:
            break
        opening.append(paragraph)
    return opening


def _find_host(paragraphs: Sequence[Paragraph], voices: Sequence[Voice | None]) -> None:
    """Where no label has a role, who opens the program and welcomes is its host."""
    if any(voice.role is not None for voice in voices if voice):
        return
    first = next((voice for voice in voices if voice), None)
    if first is not None and any(
        welcomes(paragraph.text)
        for paragraph, voice in zip(paragraphs[:WELCOME], voices, strict=False)
        if voice is first
    ):
        first.role = Role.HOST
        first.believe(EvidenceKind.INFERRED, "opens the program", paragraphs[0].line)


def _name_opening(
    opening: Sequence[Paragraph],
    voices: list[Voice | None],
    casting: Casting,
    credits: Sequence[Credit],
) -> None:
    """Give an opening in which nobody names herself to the host the labels show."""
    text = " ".join(paragraph.text for paragraph in opening)
    host = infer_host(casting.voices, text)
    credit = credited_host(casting, credits) if host is None else None
    if credit is not None:
        host = casting.person(credit.name)
        host.believe(EvidenceKind.INTRODUCTION, credit.text, credit.line)
    elif host is None:
        host = Voice(key=(), tokens=(), kind=LabelKind.NAMELESS)
        casting.voices.append(host)
    host.role = Role.HOST
    host.believe(EvidenceKind.INFERRED, "the unlabelled opening", opening[0].line)
    if len(casting.voices) > 1:
        casting.problems.append(guessed(host, opening[0].line))
    for at, voice in enumerate(voices):
        if voice is None:
            voices[at] = host
