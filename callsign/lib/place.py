"""Place: whom a throttle counts as one, by the address that asks."""

from ipaddress import IPv4Address, ip_address, ip_network

# What one customer is given at the least: all of it is theirs to change through.
CUSTOMER = 64


def place_of(address: str) -> str | None:
    """
    Return the address of a place: of IPv6 its network of 64 bits, of IPv4 the address.

    Nothing comes back for what is no address, such as the socket of a proxy.

    >>> place_of("198.51.100.7"), place_of("2001:db8:1:2:3:4:5:6")
    ('198.51.100.7', '2001:db8:1:2::')
    >>> place_of("::ffff:198.51.100.7"), place_of("unix:")
    ('198.51.100.7', None)
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(ip, IPv4Address):
        return str(ip)
    if ip.ipv4_mapped:
        return str(ip.ipv4_mapped)
    return str(ip_network((ip, CUSTOMER), strict=False).network_address)
