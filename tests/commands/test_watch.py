"""Watching: which silence is the end of a program, and which one is only a busy machine."""

import os
import socket
import threading

import pytest

from callsign.commands.watch import Patience, Watch, answers, work_of


@pytest.fixture
def watch():
    return Watch(os.getpid(), lambda within_s: False, Patience())


class TestAProgramThatAnswered:
    @pytest.fixture(autouse=True)
    def answered(self, watch):
        watch.note(True, is_idle=False)

    def test_is_given_up_when_it_does_nothing_for_15_seconds(self, watch):
        for _ in range(2):
            watch.note(False, is_idle=True)
        assert not watch.is_given_up

        watch.note(False, is_idle=True)

        assert watch.is_given_up
        assert watch.silent_s == 15

    def test_has_a_minute_while_it_works(self, watch):
        for _ in range(11):
            watch.note(False, is_idle=False)
        assert not watch.is_given_up

        watch.note(False, is_idle=False)

        assert watch.is_given_up

    def test_is_well_again_at_its_first_answer(self, watch):
        for _ in range(2):
            watch.note(False, is_idle=True)

        watch.note(True, is_idle=False)
        watch.note(False, is_idle=True)

        assert not watch.is_given_up
        assert watch.silent_s == 5

    def test_begins_anew_when_it_worked_in_between(self, watch):
        for is_idle in (True, True, False, True, True):
            watch.note(False, is_idle=is_idle)

        assert not watch.is_given_up


class TestAProgramThatStarts:
    def test_has_two_minutes(self, watch):
        for _ in range(23):
            watch.note(False, is_idle=True)
        assert not watch.is_given_up

        watch.note(False, is_idle=True)

        assert watch.is_given_up


class TestAsking:
    def test_is_answered_by_a_word_in_time(self, tmp_path):
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(str(tmp_path / "air.sock"))
            door.listen()

            def speak():
                caller = door.accept()[0]
                caller.recv(100)
                caller.sendall(b"{}")
                caller.close()

            threading.Thread(target=speak).start()

            assert answers(tmp_path / "air.sock", 20)

    def test_is_not_answered_by_nobody(self, tmp_path):
        assert not answers(tmp_path / "air.sock", 1)

    def test_is_not_answered_by_somebody_who_says_nothing(self, tmp_path):
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(str(tmp_path / "air.sock"))
            door.listen()

            assert not answers(tmp_path / "air.sock", 0.05)


class TestTheWorkOfAProcess:
    def test_is_counted_where_the_system_says_it(self):
        before = work_of(os.getpid())
        if before is None:
            pytest.skip("the system does not say")
        sum(number * number for number in range(5_000_000))

        assert work_of(os.getpid()) > before

    def test_is_unknown_of_no_process(self):
        assert work_of(2**30) is None
