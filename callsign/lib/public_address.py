"""Public addresses: where a host is, and whether that is the public internet."""

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# Addresses of IPv4 as a gateway of an IPv6 network writes them (RFC 6052).
GATEWAY = IPv6Network("64:ff9b::/96")

# Python calls these global, and they lead into one's own network all the same: IPv4 put
# into IPv6 as it is (RFC 4291), a site's own (RFC 3879), its own gateways (RFC 8215).
INWARD = tuple(map(IPv6Network, ("::/96", "fec0::/10", "64:ff9b:1::/48")))


class NotPublic(OSError):
    """An address inside somebody's own network, which nobody may lead us to."""


@dataclass(frozen=True, slots=True)
class Door:
    """One address of a host, looked up once: what is checked is what is connected to."""

    family: socket.AddressFamily
    address: tuple[object, ...]

    def connected(self, timeout_s: float) -> socket.socket:
        """Return a socket that is connected. Raises: OSError"""
        sock = socket.socket(self.family, socket.SOCK_STREAM)
        sock.settimeout(timeout_s)
        try:
            sock.connect(self.address)
        except OSError:
            sock.close()
            raise
        return sock


def doors_of(host: str, port: int, *, is_private_allowed: bool = False) -> list[Door]:
    """
    Look up a host, once, and return its addresses, all of which are public.

    Raises: NotPublic, and OSError when the name is unknown

    >>> doors_of("127.0.0.1", 80)
    Traceback (most recent call last):
        ...
    callsign.lib.public_address.NotPublic: 127.0.0.1 is not on the public internet
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except ValueError as error:
        raise OSError(f"{host[:40]!r} is no name of a host") from error
    doors = [Door(family, address) for family, _, _, _, address in found]
    if not is_private_allowed:
        make_sure_they_are_public(str(door.address[0]) for door in doors)
    return doors


def make_sure_they_are_public(addresses: Iterable[str]) -> None:
    """Raises: NotPublic: one of them is not; a name has no business being both"""
    for address in addresses:
        if not is_public(address):
            raise NotPublic(f"{address} is not on the public internet")


def is_public(address: str) -> bool:
    """
    Return whether an address belongs to the public internet, whatever it is wrapped in.

    >>> is_public("1.1.1.1"), is_public("169.254.169.254"), is_public("224.0.0.1")
    (True, False, False)
    >>> is_public("::ffff:10.0.0.1"), is_public("64:ff9b::a00:1"), is_public("2002:a00:1::")
    (False, False, False)
    >>> is_public("::10.0.0.1"), is_public("fec0::1"), is_public("64:ff9b:1::a00:1")
    (False, False, False)
    """
    ip = ip_address(address.partition("%")[0])
    if any(ip in network for network in INWARD):
        return False
    return all(one.is_global and not one.is_multicast for one in (ip, *wrapped(ip)))


def wrapped(ip: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """Return the addresses of IPv4 that an address of IPv6 leads to."""
    if isinstance(ip, IPv4Address):
        return []
    inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in GATEWAY:
        inner.append(IPv4Address(int(ip) & 0xFFFF_FFFF))
    return [one for one in inner if one is not None]
