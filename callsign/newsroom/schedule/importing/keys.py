"""Keys of slots, made of the names that files have for them; the same name, the same key."""

from hashlib import sha256

from django.utils.text import slugify

LONGEST = 60


def key_of(name: str, *, stem: str = "") -> str:
    """
    Return a key for a name: itself, where it can be one.

    >>> key_of("local-desk")
    'local-desk'
    >>> key_of("Local Desk!")
    'local-desk-1a9e1fd2'
    """
    plain = slugify(name)
    if not stem and plain == name and len(plain) <= LONGEST:
        return plain
    digest = sha256(name.encode()).hexdigest()[:8]
    return f"{(stem or plain)[: LONGEST - 9]}-{digest}".lstrip("-")
