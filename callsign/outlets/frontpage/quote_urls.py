"""The addresses of quotes, below the page they are from."""

from django.urls import URLPattern, path, register_converter

from callsign.engines.transcript.quotes import KEY
from callsign.outlets.frontpage import quote_embed_views, quote_views


class WordId:
    """The id of a word, as transcripts number them."""

    regex = r"w[0-9]{1,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Key(WordId):
    """The key of a quote."""

    regex = KEY.pattern.replace("(", "(?:")


register_converter(WordId, "word_id")
register_converter(Key, "quote_key")


def below(page: str, kind: str) -> list[URLPattern]:
    """Return the addresses of the quotes of one kind of page."""
    of, quote = {"kind": kind}, f"{page}quote/<quote_key:key>/"
    return [
        path(f"{page}quote/<word_id:first>-<word_id:last>/", quote_views.words, of),
        path(quote, quote_views.quote, of, name=f"{kind}_quote"),
        *(
            path(f"{quote}{shape}.png", quote_views.card, of | {"shape": shape})
            for shape in ("card", "card-square")
        ),
        *(
            path(f"{quote}film-{shape}.mp4", quote_views.film, of | {"shape": shape})
            for shape in ("square", "wide")
        ),
        path(f"{quote}film/", quote_views.ask_for_film, of),
        path(f"{quote}films.json", quote_views.films, of),
        path(f"{quote}embed/", quote_embed_views.embed, of),
    ]


def patterns() -> list[URLPattern]:
    """Return every address of quotes; a function, for pages' slugs are read by others."""
    return [
        *below("stories/<page_slug:shelf>/<page_slug:slug>/", "story"),
        *below("programs/<page_slug:shelf>/<page_slug:slug>/", "episode"),
        path("oembed", quote_embed_views.oembed, name="oembed"),
    ]
