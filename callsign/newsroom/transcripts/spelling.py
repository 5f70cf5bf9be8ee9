"""Spelling: the names this newsroom writes, for whoever types them."""

from callsign.newsroom.people.models import Person
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models import SpelledName

# A list longer than this is slower to send than to be of use.
MOST_NAMES = 5_000


def names_known(document: Document) -> list[str]:
    """Return the names to be spelled as here: people, places, who is in the transcript."""
    people = Person.objects.values_list("name", flat=True)[:MOST_NAMES]
    places = SpelledName.objects.values_list("name", flat=True)[:MOST_NAMES]
    voices = (one.name for one in document.speakers if one.name)
    return list(dict.fromkeys([*people, *places, *voices]))
