"""Voices: what a file calls those who speak."""

from callsign.engines.transcript.model import Transcript

# What readers take for a voice that nobody knows.
NOBODY = "Speaker"


def names_of(transcript: Transcript) -> dict[str | None, str]:
    """
    Return what each speaker is called: the name, else the label, else a number.

    Two voices are never called the same; None is who speaks where nobody is named.
    """
    names: dict[str | None, str] = {None: NOBODY}
    taken = {NOBODY}
    for number, speaker in enumerate(transcript.speakers, 1):
        name = " ".join((speaker.name or "").split())
        label = " ".join(next(iter(speaker.labels), "").split())
        wanted = name or label or f"{NOBODY} {number}"
        if wanted in taken:
            wanted = f"{wanted} {number}"
        taken.add(wanted)
        names[speaker.id] = wanted
    return names
