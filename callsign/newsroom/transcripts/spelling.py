"""Spelling: the names this newsroom writes, for whoever types them."""

from django.db.models import Value

from callsign.newsroom.people.models import Person
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models import SpelledName

# A list longer than this is slower to send than to be of use.
MOST_NAMES = 5_000


def names_known(document: Document) -> list[str]:
    """Return the names to be spelled as here: people, places, who is in the transcript."""
    kinds = (Person, SpelledName)
    people, places = (
        one.objects.order_by().annotate(kind=Value(at)).values_list("kind", "name")
        for at, one in enumerate(kinds)
    )
    # One question for both: every save asks.
    known = people.union(places, all=True).order_by("kind", "name")[:MOST_NAMES]
    voices = (one.name for one in document.speakers if one.name)
    return list(dict.fromkeys([*(name for _, name in known), *voices]))
