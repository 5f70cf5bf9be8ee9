from hypothesis import given, settings

from tests.air.http.conversations import check, conversations


class TestTheSourceProtocol:
    @settings(max_examples=300, deadline=None)
    @given(conversations())
    def test_takes_or_refuses_whatever_is_sent(self, pieces):
        assert check(pieces) in {"let in", "answered", "waited for"}
