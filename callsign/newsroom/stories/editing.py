"""Editing: the text of a script as an editor gets it to work on."""

from callsign.newsroom.stories.desk import Desk
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models import Revision
from callsign.newsroom.transcripts.rendering import voices


def script_to_edit(desk: Desk) -> str:
    """
    Return the text an editor works on: the script itself, or what the desk made of it.

    As long as only times were added, that is the script as it came, furniture and all.
    After voices or words were changed by hand, it is the transcript as it reads now.
    """
    if desk.transcript is None or desk.head is None:
        return ""
    since = desk.transcript.revisions.filter(set_aside=False, pk__lte=desk.head.pk)
    for revision in since.order_by("-pk").only("script", "reason"):
        if revision.script:
            return revision.script
        if revision.reason != Revision.Reason.ALIGN:
            break
    return as_script(desk.document)


def as_script(document: Document) -> str:
    """
    Write a document as a script that reads back into the same turns.

    Sounds stand where they were heard; what came around the script stays with the
    version that had it.
    """
    drawn = voices(document)
    sounds: dict[str | None, list[str]] = {}
    for event in document.events:
        sounds.setdefault(event.after_word, []).append(f"({event.text.strip('()[]')})")
    blocks = sounds.get(None, [])
    for turn in document.turns:
        label = drawn[turn.speaker].name.upper() if turn.speaker in drawn else ""
        blocks.append(f"{label}: {turn.text}" if label else turn.text)
        for word in turn.words:
            blocks += sounds.get(word.id, [])
    return "\n\n".join(blocks)
