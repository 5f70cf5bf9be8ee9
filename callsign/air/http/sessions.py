"""Sessions: the random id with which a player is counted, as ``?s=``."""

import re
import secrets

SESSION = re.compile(r"(?:^|&)s=([A-Za-z0-9_-]{8,64})(?:&|$)")


def session_of(query: str) -> str:
    """
    Return the session of a query, "" when it names none that can be one.

    >>> session_of("s=c0ffee00&x=1"), session_of("s=<script>")
    ('c0ffee00', '')
    """
    found = SESSION.search(query)
    return found[1] if found else ""


def new_session() -> str:
    """Return a session for a player that has none: radios, and browsers that play HLS by themselves."""
    return secrets.token_urlsafe(9)
