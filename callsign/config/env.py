"""Environment values, typed and loud: a wrong one stops the start and says why."""

import ipaddress
import os
import re
import secrets
from collections.abc import Collection
from pathlib import Path

# What may stand in a policy for browsers: no path, no blank, no semicolon.
ORIGIN = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?")


class WrongSetting(Exception):
    """An environment variable holds what this program cannot use."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f'{name} is "{value}"; allowed: {allowed}')
        self.name = name


def text(name: str, default: str = "") -> str:
    """Return the variable as written, without the blanks around it."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """Return whether the variable says yes."""
    words = {
        "1": True,
        "true": True,
        "yes": True,
        "0": False,
        "false": False,
        "no": False,
    }
    value = text(name)
    if not value:
        return default
    if value.lower() not in words:
        raise WrongSetting(name, value, "1, true, yes, 0, false, no")
    return words[value.lower()]


def integer(name: str, *, default: int, at_least: int = 0) -> int:
    """Return a whole number."""
    value = text(name)
    if not value:
        return default
    if not value.isdecimal() or int(value) < at_least:
        raise WrongSetting(name, value, f"a whole number from {at_least}")
    return int(value)


def choice(name: str, allowed: Collection[str], *, default: str) -> str:
    """Return one of a few words."""
    value = text(name, default)
    if value not in allowed:
        raise WrongSetting(name, value, ", ".join(sorted(allowed)))
    return value


def words(name: str, *, default: Collection[str] = ()) -> list[str]:
    """Return a list written with commas."""
    parts = [part.strip() for part in text(name).split(",") if part.strip()]
    return parts or list(default)


def networks(name: str, *, default: Collection[str]) -> list[str]:
    """Return a list of addresses and networks, each checked."""
    found = words(name, default=default)
    for network in found:
        try:
            ipaddress.ip_network(network)
        except ValueError as error:
            allowed = "addresses and networks, as in 127.0.0.1, 10.0.0.0/8"
            raise WrongSetting(name, network, allowed) from error
    return found


def origin(name: str, *, default: str) -> str:
    """Return the scheme, host and port of a web server, without a slash at the end."""
    value = text(name, default).rstrip("/")
    # Port 0 would have become the scheme's own, and more than 65,535 nothing at all.
    port = value.rpartition(":")[2]
    is_port = not port.isdecimal() or 0 < int(port) < 65_536
    if not ORIGIN.fullmatch(value) or not is_port:
        allowed = "http:// or https://, a host, perhaps a port; nothing behind them"
        raise WrongSetting(name, value, allowed)
    return value


def path(name: str, *, default: Path) -> Path:
    """Return a folder or file, made absolute."""
    value = text(name)
    return Path(value).expanduser().resolve() if value else default


def secret(name: str, *, kept_in: Path) -> str:
    """
    Return a secret: from the variable, from the file ``NAME_FILE`` names, or kept.

    Where neither is set, one is made once and kept in a file only its owner can read,
    so that a station on one machine needs no set-up and its sessions survive a restart.
    """
    if value := text(name):
        return value
    if file := text(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise WrongSetting(
                f"{name}_FILE", file, "a file that can be read"
            ) from error
    return kept_secret(kept_in)


def keep_to_owner(file: Path) -> None:
    """Let nobody but its owner read a file; one that is not there yet stays away."""
    if file.is_file() and file.stat().st_mode & 0o077:
        file.chmod(0o600)


def kept_secret(file: Path) -> str:
    """Return the secret kept in a file, made when it is not there yet."""
    try:
        return file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    # Exclusive creation, so that two processes starting together agree on one secret.
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="utf-8").strip()
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        value = secrets.token_urlsafe(50)
        opened.write(value)
    return value
