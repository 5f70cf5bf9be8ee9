"""Somebody at the schedule's desk: its addresses, and what its pages say."""

import re
from html import unescape

from django.utils.html import strip_tags

SERVICE = "/desk/schedule/kdemo/"


def text_of(response) -> str:
    """Return what a page of the desk says, in one line."""
    content = response.content.decode()
    main = content[content.index("<main") : content.index("</main>")]
    return re.sub(r"\s+", " ", unescape(strip_tags(main))).strip()


class Desk:
    """A person at the desk, who fills in forms step by step."""

    def __init__(self, client) -> None:
        self.client = client

    def look(self, path="", **query):
        return self.client.get(SERVICE + path, query)

    def preview(self, kind, asked="", **fields):
        return self.post(kind, asked, step="preview", **fields)

    def save(self, kind, asked="", *, number=0, reason="", **fields):
        return self.post(
            kind, asked, step="save", number=number, reason=reason, **fields
        )

    def post(self, kind, asked, **fields):
        return self.client.post(f"{SERVICE}edit/{kind}/?{asked}", fields)
