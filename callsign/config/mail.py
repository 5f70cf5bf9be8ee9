"""How letters leave the station, written as one address."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from callsign.config import env

ALLOWED = (
    "smtp://USER:PASSWORD@HOST:PORT (STARTTLS), smtps://… (TLS),"
    " file:///FOLDER or console:"
)
BACKENDS = "django.core.mail.backends"


@dataclass(frozen=True, slots=True)
class Mail:
    """Django's settings for letters, named without their prefix."""

    backend: str
    folder: Path | None = None
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def mail(name: str, *, kept_in: Path) -> Mail:
    """
    Return how letters leave, as the environment says.

    Where it says nothing, they are kept as files in a folder of the station.
    """
    written = env.text(name)
    if not written:
        return Mail(f"{BACKENDS}.filebased.EmailBackend", folder=kept_in)
    address = urlsplit(written)
    if address.scheme == "console":
        return Mail(f"{BACKENDS}.console.EmailBackend")
    if address.scheme == "file" and address.path:
        return Mail(f"{BACKENDS}.filebased.EmailBackend", folder=Path(address.path))
    try:
        return by_server(address)
    except ValueError as error:
        raise env.WrongSetting(name, hidden(written), ALLOWED) from error


def by_server(address: SplitResult) -> Mail:
    """Return the settings of a mail server; one on this machine is spoken to in the open."""
    if address.scheme not in ("smtp", "smtps") or not address.hostname:
        raise ValueError("not the address of a mail server")
    tls = address.scheme == "smtps"
    local = address.hostname in ("localhost", "127.0.0.1", "::1")
    return Mail(
        f"{BACKENDS}.smtp.EmailBackend",
        host=address.hostname,
        port=address.port or (465 if tls else 25 if local else 587),
        user=unquote(address.username or ""),
        password=unquote(address.password or ""),
        starttls=not tls and not local,
        tls=tls,
    )


def hidden(written: str) -> str:
    """Return an address without its password, for a message that ends in a log."""
    password = urlsplit(written).password
    return written.replace(f":{password}@", ":…@") if password else written
