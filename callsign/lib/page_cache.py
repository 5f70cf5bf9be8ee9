"""
The page cache: pages for everybody, answered before the application is asked.

It stands between the web server and the application (WSGI, PEP 3333). A copy is given
out only while the content is of the generation it was rendered from, and the generation
is read *before* rendering; so after a change is announced no older page leaves this
process, whichever process made the change. Four more rules:

- only requests without a private cookie see copies, and only responses that call
  themselves public become copies (`page_copies.may_be_kept`);
- one request at a time renders a page, the others wait for its copy;
- a copy lives a minute at most, for pages that say "20 minutes ago", and for machines
  that cannot see the generation's file;
- a copy is never given out from the moment its ``Expires`` names: what is on the air
  changes then, though nobody wrote anything.
"""

import time
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from math import ceil
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from callsign.lib.generation import Token
from callsign.lib.page_copies import (
    Copies,
    Copy,
    Headers,
    Variant,
    copy_of,
    may_be_kept,
)
from callsign.lib.rebuilds import Rebuilds

LIFETIME_S = 60.0
# Longer than any page takes to render; then each waits no more and renders for itself.
PATIENCE_S = 10.0
# A page may change while it is awaited; who waited this often renders for itself.
TRIES = 3
LONGEST_ADDRESS = 1024

# Letters and campaigns put these on links to us; no page looks at them.
CAMPAIGN_PREFIXES = ("utm_", "mc_", "pk_", "mtm_")
CAMPAIGN_NAMES = {"fbclid", "gclid", "msclkid", "dclid"}


@dataclass(frozen=True, slots=True)
class Rules:
    """What of an address the cache looks at, and what it leaves alone."""

    parameters: Collection[str] = frozenset({"page"})
    private_cookies: Collection[str] = frozenset({"sessionid", "csrftoken", "messages"})
    never_under: tuple[str, ...] = ()
    lifetime_s: float = LIFETIME_S


class PageCache:
    """A WSGI application in front of another one, which it asks as seldom as it can."""

    def __init__(
        self,
        application: WSGIApplication,
        *,
        generation: Callable[[], Token],
        copies: Copies,
        rules: Rules,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        self._application = application
        self._generation = generation
        self._copies = copies
        self._rules = rules
        self._clock = clock
        self._wall_clock = wall_clock
        self._rebuilds = Rebuilds()

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        query = shared_query(environ, self._rules)
        if query is None:
            return self._application(environ, start_response)
        key = (
            environ["wsgi.url_scheme"],
            environ.get("HTTP_HOST"),
            environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"],
            query,
        )
        for _ in range(TRIES):
            generation = self._generation()
            if (copy := self._standing(key, generation)) is not None:
                return self._give(copy, environ, start_response)
            if environ["REQUEST_METHOD"] == "HEAD":
                break
            rebuild, leads = self._rebuilds.join(key)
            if leads:
                request = plain_request(environ, query)
                return self._render(key, generation, request, environ, start_response)
            rebuild.done.wait(PATIENCE_S)
            if not rebuild.kept:
                break
        return self._application(environ, start_response)

    def _standing(self, key: Hashable, generation: Token) -> Copy | None:
        """Return the copy that may be given out now."""
        copy = self._copies.get(key)
        if copy is None or copy.generation != generation:
            return None
        if copy.expires_at_s is not None and copy.expires_at_s <= self._wall_clock():
            return None
        if self._clock() < copy.made_at_s + self._rules.lifetime_s:
            return copy
        # Aged, but nothing was changed: good enough while somebody makes the next one.
        return copy if self._rebuilds.under_way(key) else None

    def _render(
        self,
        key: Hashable,
        generation: Token,
        request: WSGIEnvironment,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        """Ask the application, and keep what it says when that is for everybody."""
        copy = None
        try:
            answer = Answer()
            parts = self._application(request, answer.start)
            if not may_be_kept(answer.status, answer.headers):
                start_response(answer.status, answer.headers)
                return parts
            copy = copy_of(
                answer.status,
                answer.headers,
                joined(parts),
                generation=generation,
                at_s=self._clock(),
            )
            self._copies.put(key, copy)
        finally:
            self._rebuilds.finish(key, kept=copy is not None)
        return self._give(copy, environ, start_response, how="fwd=miss; stored")

    def _give(
        self,
        copy: Copy,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        *,
        how: str = "hit",
    ) -> Iterable[bytes]:
        """Answer with a copy, or with 304 when the browser holds it."""
        packed = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        variant = copy.packed if packed else copy.plain
        now = [
            # Rounded up, so that nobody keeps it longer than it was said to last.
            ("Age", str(ceil(self._clock() - copy.made_at_s))),
            ("Cache-Status", f"callsign; {how}"),  # RFC 9211
        ]
        if holds(environ.get("HTTP_IF_NONE_MATCH", ""), variant):
            start_response("304 Not Modified", [*variant.headers_of_304(), *now])
            return [b""]
        start_response(copy.status, [*variant.headers, *now])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else variant.body]


def shared_query(environ: WSGIEnvironment, rules: Rules) -> str | None:
    """
    Return the query of a request that anybody may have made, or None.

    What campaigns add is left out. A request is not anybody's when it writes, asks for
    a part, carries who is asking, or a parameter the rules do not know.

    >>> shared_query({"REQUEST_METHOD": "GET", "PATH_INFO": "/news/",
    ...     "QUERY_STRING": "page=2&utm_source=letter"}, Rules())
    'page=2'
    >>> shared_query({"REQUEST_METHOD": "GET", "PATH_INFO": "/",
    ...     "HTTP_COOKIE": "sessionid=1"}, Rules()) is None
    True
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    if "HTTP_AUTHORIZATION" in environ or "HTTP_RANGE" in environ:
        return None
    cookies = environ.get("HTTP_COOKIE")
    if cookies and any(f"{name}=" in cookies for name in rules.private_cookies):
        return None
    path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    if path.startswith(rules.never_under) or len(path) + len(query) > LONGEST_ADDRESS:
        return None
    return known_query(query, rules.parameters) if query else ""


def known_query(query: str, parameters: Collection[str]) -> str | None:
    """Return the query in one order, without campaigns; None when more is in it."""
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if name not in CAMPAIGN_NAMES and not name.startswith(CAMPAIGN_PREFIXES)
    ]
    if any(name not in parameters for name, _ in kept):
        return None
    return urlencode(sorted(kept))


def plain_request(environ: WSGIEnvironment, query: str) -> WSGIEnvironment:
    """Return the request without what is this browser's own, so that the answer is whole."""
    request = {**environ, "QUERY_STRING": query}
    for own in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_COOKIE"):
        request.pop(own, None)
    return request


def accepts_gzip(accept_encoding: str) -> bool:
    """
    Return whether the browser unpacks gzip.

    >>> accepts_gzip("gzip, deflate, br"), accepts_gzip("br"), accepts_gzip("gzip;q=0")
    (True, False, False)
    """
    for part in accept_encoding.split(","):
        coding, _, quality = part.strip().partition(";")
        if coding.strip().lower() == "gzip":
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def holds(if_none_match: str, variant: Variant) -> bool:
    """Return whether the browser says it holds this body."""
    if not if_none_match:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return variant.etag in tags or "*" in tags


def joined(parts: Iterable[bytes]) -> bytes:
    """Return the whole body, and let the application tidy up."""
    try:
        return b"".join(parts)
    finally:
        if callable(close := getattr(parts, "close", None)):
            close()


class Answer:
    """The status and headers of an answer, held back until it is known what becomes of it."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []

    def start(
        self, status: str, headers: Headers, exc_info: object = None, /
    ) -> Callable[[bytes], object]:
        """Take the place of the server's ``start_response``."""
        self.status, self.headers = status, headers
        return refuse_to_write


def refuse_to_write(_: bytes) -> None:
    """Say that the oldest way to answer is not known here; Django does not use it."""
    raise NotImplementedError("the page cache wants a returned body, not write()")
