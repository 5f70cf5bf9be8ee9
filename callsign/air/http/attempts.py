"""Attempts: who gave wrong passwords so often that the next are answered late."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from ipaddress import IPv6Address, ip_address

MOST_WRONG = 5
WITHIN_S = 60.0
# As many addresses as are remembered; those whose last attempt is longest ago go first.
MOST_KNOWN = 4_096


class Attempts:
    """
    Wrong passwords by address, in bounded memory.

    After five in a minute the wrong ones of that address are told to wait for a minute.
    A right one is taken from anywhere: a forgotten encoder with an old password stands
    behind the same router as the one that is to be on air.

    >>> attempts = Attempts(clock=lambda: 1_000.0)
    >>> for _ in range(5):
    ...     attempts.note_wrong("192.0.2.7")
    >>> attempts.wait_s("192.0.2.7"), attempts.wait_s("192.0.2.8")
    (60, 0)
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.wrong_at_s: OrderedDict[str, list[float]] = OrderedDict()

    def wait_s(self, address: str) -> int:
        """Return how many seconds an address has to wait; 0: it need not."""
        wrong_at_s = self.wrong_at_s.get(network_of(address), [])
        if len(wrong_at_s) < MOST_WRONG or wrong_at_s[-1] - wrong_at_s[0] > WITHIN_S:
            return 0
        left_s = wrong_at_s[-1] + WITHIN_S - self.clock()
        return max(0, -int(-left_s // 1))

    def note_wrong(self, address: str) -> None:
        network = network_of(address)
        wrong_at_s = self.wrong_at_s.pop(network, [])
        self.wrong_at_s[network] = [*wrong_at_s, self.clock()][-MOST_WRONG:]
        if len(self.wrong_at_s) > MOST_KNOWN:
            self.wrong_at_s.popitem(last=False)


def network_of(address: str) -> str:
    """
    Return what one guesser has of addresses: of IPv6 a whole network.

    >>> network_of("192.0.2.7"), network_of("2001:db8:1:2:3::4"), network_of("")
    ('192.0.2.7', '2001:db8:1:2::', '')
    >>> network_of("::ffff:192.0.2.7")
    '192.0.2.7'
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return str(ip.ipv4_mapped)
        return str(IPv6Address(int(ip) >> 64 << 64))
    return str(ip)


def asker(peer: str, headers: Mapping[str, str]) -> str:
    """
    Return the address of who asks, also behind a proxy on this machine.

    Only what that proxy itself has added is believed: the last of the list.

    >>> asker("127.0.0.1", {"x-forwarded-for": "1.2.3.4, 192.0.2.7"})
    '192.0.2.7'
    >>> asker("192.0.2.8", {"x-forwarded-for": "192.0.2.7"})
    '192.0.2.8'
    """
    passed_on = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    is_proxy = peer == "::1" or peer.startswith("127.")
    return passed_on if is_proxy and passed_on else peer
