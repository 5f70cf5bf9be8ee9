"""Names in what is being typed: the editor's page asks whether the newsroom writes them so."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from callsign.newsroom.stories.views.editor_base import EditorView, Refused, proofs_of

# A page asks for what was typed since it asked last; a whole broadcast pasted is less.
MOST_WORDS = 200_000


class SuspectNames(EditorView):
    """Says which names in turns are probably misspelled; the turns need not be saved."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        turns = read_turns(self.sent().get("turns"))
        proofs = proofs_of(self.transcript.head.as_document())
        return JsonResponse({"names": [proofs.suspicions(words) for words in turns]})


def read_turns(values: object) -> list[list[str]]:
    """Return the words of each turn."""
    is_words = isinstance(values, list) and all(
        isinstance(words, list) and all(isinstance(word, str) for word in words)
        for words in values
    )
    if not is_words or not isinstance(values, list):
        raise Refused("The turns must be lists of words.", status=422)
    if sum(map(len, values)) > MOST_WORDS:
        raise Refused("These are more words than a broadcast has.", status=413)
    return values
