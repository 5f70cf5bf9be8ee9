"""Who gives wrong passwords has to wait, and nobody else."""

import pytest

from callsign.air.http import connection
from callsign.air.http.attempts import MOST_KNOWN, MOST_WRONG, Attempts
from callsign.air.http.refusals import Why
from tests.air.http.house import basic, caller_of, calling, in_a_loop, kdemo, served
from tests.air.http.test_intake import put


class Watch:
    now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


def guessed(watch, count: int, every_s: float = 1.0, address: str = "192.0.2.7"):
    attempts = Attempts(watch)
    for _ in range(count):
        attempts.note_wrong(address)
        watch.now_s += every_s
    return attempts


class TestAttempts:
    def test_in_a_minute_are_five(self):
        assert guessed(Watch(), MOST_WRONG - 1).wait_s("192.0.2.7") == 0
        assert guessed(Watch(), MOST_WRONG).wait_s("192.0.2.7") == 59

    def test_are_looked_at_again_after_a_minute(self):
        watch = Watch()
        attempts = guessed(watch, MOST_WRONG)
        watch.now_s += 60

        assert attempts.wait_s("192.0.2.7") == 0

    def test_now_and_then_are_mistakes(self):
        assert guessed(Watch(), 50, every_s=20.0).wait_s("192.0.2.7") == 0

    def test_from_a_whole_network_are_one(self):
        """Whoever has an address of IPv6 has as many as there are seconds."""
        attempts = guessed(Watch(), MOST_WRONG, address="2001:db8::1")

        assert attempts.wait_s("2001:db8::ffff:1") == 59
        assert attempts.wait_s("2001:db8:0:1::1") == 0

    def test_of_the_whole_world_take_a_bounded_memory(self):
        attempts = Attempts(Watch())
        for number in range(3 * MOST_KNOWN):
            attempts.note_wrong(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")

        assert len(attempts.wrong_at_s) == MOST_KNOWN


@pytest.fixture(autouse=True)
def told_at_once(monkeypatch):
    monkeypatch.setattr(connection, "GUESSING_S", 0.0)


class TestAnEncoder:
    @in_a_loop
    async def test_that_guesses_is_told_to_wait_and_counted(self, tmp_path):
        program = kdemo(tmp_path)
        async with served(program) as server:
            statuses = []
            for _ in range(MOST_WRONG + 2):
                async with calling(server) as encoder:
                    encoder.say(put("guess"))
                    answer = await encoder.answer()
                statuses.append(answer.status)

            assert statuses == [401] * MOST_WRONG + [429, 429]
            assert 0 < int(answer.headers["retry-after"]) <= 60
            assert server.reception.tally.counts[Why.GUESSING] == 2
        assert [entry["reason"] for _, _, entry in program.journal.entries] == [
            "no source of this service has this password",
            "too many wrong passwords from one address",
        ]

    @in_a_loop
    async def test_with_the_right_password_is_let_in_beside_a_wrong_one(self, tmp_path):
        """A forgotten encoder with an old password stands behind the same router."""
        async with served(kdemo(tmp_path)) as server:
            for _ in range(MOST_WRONG):
                server.reception.intake.attempts.note_wrong("192.0.2.7")
            async with calling(server) as guesser:
                guesser.say(put("old", fields="X-Forwarded-For: 192.0.2.7\r\n"))
                assert (await guesser.head())[0] == 429
            async with calling(server) as encoder:
                encoder.say(put(fields="X-Forwarded-For: 192.0.2.7\r\n"))
                assert (await encoder.head())[0] == 200

    @in_a_loop
    async def test_that_asks_whether_there_is_a_password_does_not_guess(self, tmp_path):
        async with caller_of(kdemo(tmp_path)) as caller:
            for _ in range(MOST_WRONG + 1):
                answer = await caller.ask("/admin/metadata?mount=/kdemo&mode=updinfo")
                assert answer.status == 401
            right = await caller.ask(
                "/admin/metadata?mount=/kdemo&mode=updinfo&song=News",
                Authorization=basic("morning"),
            )

        assert right.status == 404  # no encoder is connected
