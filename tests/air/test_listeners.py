from callsign.air import listeners as module
from callsign.air.listeners import WINDOW_S, Listeners


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

    def test_forgets_who_was_not_seen_for_a_while(self):
        clock = Hands()
        listeners = Listeners(clock)
        listeners.seen("kdemo", "ada-0001")
        clock.at_s += WINDOW_S - 1
        listeners.seen("kdemo", "luis-001")
        clock.at_s += 1

        assert listeners.count("kdemo")["hls"] == 1

    def test_keeps_who_is_seen_again(self):
        clock = Hands()
        listeners = Listeners(clock)
        for _ in range(10):
            listeners.seen("kdemo", "ada-0001")
            clock.at_s += WINDOW_S - 1

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
