"""The address of a station: a host and a port, and nothing that would be lost."""

import pytest

from callsign.newsroom.station.address import NotAnAddress, address_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://kdemo.example/", ("kdemo.example", 443)),
        ("HTTP://KDEMO.example", ("kdemo.example", 80)),
        ("http://[::1]:8000", ("::1", 8000)),
        ("https://xn--kdmo-bpa.example", ("xn--kdmo-bpa.example", 443)),
    ],
)
def test_reads_the_host_and_the_port(written, read):
    assert address_of(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "kdemo.example",
        "ftp://kdemo.example",
        "https://",
        "https://kdemo.example:0",  # would have become 443
        "https://kdemo.example:99999",
        "https://kdemo.example/radio",  # pages do not stand below a path
        "https://kdemo.example?utm=1",
        "https://kdemo.example#top",
        "https://mina:secret@kdemo.example",  # would be printed on every page
        "https://kdemo example",
        "https://kdémo.example",
        "https://[::1",
    ],
)
def test_refuses_what_is_more_or_less_than_that(written):
    with pytest.raises(NotAnAddress, match="is no address of a station"):
        address_of(written)
