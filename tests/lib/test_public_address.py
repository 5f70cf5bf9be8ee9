import pytest

from callsign.lib.public_address import NotPublic, doors_of, is_public


class TestAnAddress:
    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "100.64.0.1",  # of a provider's network
            "169.254.169.254",  # where clouds keep their keys
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1%eth0",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",  # 127.0.0.1, by a gateway
            "2002:7f00:1::",  # 127.0.0.1, by 6to4
            "::10.0.0.1",  # 10.0.0.1, put in as it is
            "64:ff9b:1::a00:1",  # the same, by a gateway of one's own
            "fec0::1",  # a site's own, before there was fd00::
        ],
    )
    def test_of_a_network_of_its_own_is_not_public(self, address):
        assert not is_public(address)

    @pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111"])
    def test_of_the_internet_is_public(self, address):
        assert is_public(address)


class TestAHost:
    def test_inside_is_refused(self):
        with pytest.raises(NotPublic, match="is not on the public internet"):
            doors_of("127.0.0.1", 80)

    def test_inside_is_found_where_that_is_allowed(self):
        [door] = doors_of("127.0.0.1", 80, is_private_allowed=True)

        assert door.address == ("127.0.0.1", 80)
