from callsign.air import listeners as module
from callsign.air.listeners import ASKS_WITHIN_S, Listeners


class Hands:
    """The hands of a clock, moved by the test."""

    def __init__(self) -> None:
        self.at_s = 1_000.0

    def __call__(self) -> float:
        return self.at_s


class TestCountingListeners:
    def test_counts_each_session_once(self):
        listeners = Listeners(Hands())

        for session in ("ada-0001", "luis-001", "ada-0001"):
            listeners.seen("kdemo", session)

        assert listeners.count("kdemo") == {"hls": 2, "plain": 0}

    def test_counts_services_apart(self):
        listeners = Listeners(Hands())

        listeners.seen("kdemo", "ada-0001")
        listeners.opened("jazz")

        assert listeners.count("kdemo") == {"hls": 1, "plain": 0}
        assert listeners.count("jazz") == {"hls": 0, "plain": 1}
        assert listeners.count("talk") == {"hls": 0, "plain": 0}

    def test_forgets_who_asks_for_no_playlist_any_more(self):
        clock = Hands()
        listeners = Listeners(clock)
        listeners.seen("kdemo", "ada-0001")
        clock.at_s += ASKS_WITHIN_S - 1
        listeners.seen("kdemo", "luis-001")
        clock.at_s += 1

        assert listeners.count("kdemo")["hls"] == 1

    def test_keeps_who_asks_again(self):
        clock = Hands()
        listeners = Listeners(clock)
        for _ in range(10):
            listeners.seen("kdemo", "ada-0001")
            clock.at_s += ASKS_WITHIN_S - 1

        assert listeners.count("kdemo")["hls"] == 1

    def test_keeps_who_beats_every_30_s_however_late_a_beat_is(self):
        clock = Hands()
        listeners = Listeners(clock)
        for _ in range(10):
            listeners.seen("kdemo", "ada-0001", by_beat=True)
            clock.at_s += 34

            assert listeners.count("kdemo")["hls"] == 1
        clock.at_s += 1

        assert listeners.count("kdemo")["hls"] == 0

    def test_counts_once_who_asks_and_beats(self):
        listeners = Listeners(Hands())

        listeners.seen("kdemo", "ada-0001")
        listeners.seen("kdemo", "ada-0001", by_beat=True)

        assert listeners.count("kdemo")["hls"] == 1

    def test_counts_connections_while_they_are_open(self):
        listeners = Listeners(Hands())

        listeners.opened("kdemo")
        listeners.opened("kdemo")
        listeners.closed("kdemo")

        assert listeners.count("kdemo")["plain"] == 1

    def test_takes_no_more_room_than_it_should(self, monkeypatch):
        monkeypatch.setattr(module, "MOST_SESSIONS", 10)
        listeners = Listeners(Hands())

        for number in range(50):
            listeners.seen("kdemo", f"stranger-{number}")

        assert listeners.count("kdemo")["hls"] == 10
