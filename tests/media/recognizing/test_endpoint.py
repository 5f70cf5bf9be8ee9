"""An endpoint is asked as services want it, and believed only as far as it makes sense."""

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import numpy as np
import pytest

from callsign.media.aligning import Cancelled
from callsign.media.recognizing.endpoint import Endpoint, EndpointRecognizer, Patience
from callsign.media.recognizing.recognizer import Misdirected, NotAnAnswer, TryLater
from tests.media.recognizing.endpoints import endpoint, verbose

KEY = "sk-secret-of-kdemo"
SOUND = np.zeros(4 * 16_000, dtype=np.int16)
GOOD = (200, {"Content-Type": "application/json"}, verbose("Good", "morning,", "Ada."))


def nobody():
    """Wait for nothing."""


def recognizer(served, path="/v1", slept=None, model="whisper-1", **patience):
    return EndpointRecognizer(
        Endpoint(served.address(path), key=KEY, model=model, is_private_allowed=True),
        patience=Patience(**patience),
        sleep=(slept if slept is not None else []).append,
    )


def hear(served, **options):
    return recognizer(served, **options).hear(SOUND, while_waiting=nobody)


class TestAsking:
    def test_sends_the_sound_the_model_and_the_key(self):
        with endpoint(GOOD) as served:
            hear(served)

        assert served.paths == ["/v1/audio/transcriptions"]
        assert served.headers[0]["Authorization"] == f"Bearer {KEY}"
        assert b'name="model"\r\n\r\nwhisper-1' in served.forms[0]
        assert b'name="timestamp_granularities[]"\r\n\r\nword' in served.forms[0]
        assert b"RIFF" in served.forms[0]

    def test_asks_whisper_cpp_in_its_own_way(self):
        with endpoint(GOOD) as served:
            hear(served, path="/inference")

        assert served.paths == ["/inference"]
        assert b'name="response_format"\r\n\r\nverbose_json' in served.forms[0]
        assert b'name="model"' not in served.forms[0]

    def test_shows_its_key_to_nobody(self):
        one = EndpointRecognizer(Endpoint("https://speech.example/v1", key=KEY))

        assert KEY not in repr(one.endpoint) + one.name + one.identity

    def test_keeps_out_of_the_own_network(self):
        with endpoint(GOOD) as served:
            one = EndpointRecognizer(Endpoint(served.address(), key=KEY))
            with pytest.raises(Misdirected, match="own network"):
                one.hear(SOUND, while_waiting=nobody)

        assert served.paths == []

    def test_follows_no_redirect_with_its_key(self):
        elsewhere = (307, {"Location": "http://127.0.0.2/v1"}, "")
        with endpoint(elsewhere) as served, pytest.raises(Misdirected):
            hear(served)

        assert len(served.paths) == 1


class TestAnAnswer:
    def test_has_words_with_times(self):
        with endpoint(GOOD) as served:
            words = hear(served)

        assert [one[:3] for one in words] == [
            ("Good", 100, 900),
            ("morning,", 1100, 1900),
            ("Ada.", 2100, 2900),
        ]

    def test_may_tell_no_times(self):
        with endpoint((200, {}, '{"text": "Good morning."}')) as served:
            words = hear(served, model="gpt-4o-transcribe")

        assert [one[:3] for one in words] == [
            ("Good", None, None),
            ("morning.", None, None),
        ]

    def test_may_be_that_nothing_was_said(self):
        body = '{"text": "", "segments": [], "duration": 4.0}'
        with endpoint((200, {}, body)) as served:
            assert hear(served) == []

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "<html>It works!</html>",
            "[]",
            "null",
            '{"error": {"message": "no"}}',
            '{"text": 5}',
            '{"text": "Good", "segments": [{"start": 0',
            b"\x00\xff\xfe",
        ],
    )
    def test_that_is_rubbish_is_not_believed(self, body):
        with (
            endpoint((200, {}, body)) as served,
            pytest.raises(NotAnAnswer, match="no transcript"),
        ):
            hear(served)

    def test_of_a_machine_that_goes_on_and_on_is_not_believed(self):
        loop = '{"text": "%s"}' % ("thank you " * 5_000)
        with (
            endpoint((200, {}, loop)) as served,
            pytest.raises(NotAnAnswer, match="more words than anybody"),
        ):
            hear(served)

    def test_with_impossible_times_keeps_its_words(self):
        body = verbose("Good", "morning.").replace("1.1", '"NaN"').replace("0.1", "-7")
        with endpoint((200, {}, body)) as served:
            assert " ".join(one.text for one in hear(served)) == "Good morning."

    @pytest.mark.parametrize(
        ("status", "said"),
        [
            (401, "key"),
            (402, "credit"),
            (404, "address"),
            (400, r"refused .*\(400\)"),
            (418, r"\(418\)"),
        ],
    )
    def test_that_is_a_refusal_says_who_can_help(self, status, said):
        told = (status, {}, f'{{"error": "Incorrect API key provided: {KEY}"}}')
        with endpoint(told) as served, pytest.raises(Misdirected, match=said) as raised:
            hear(served)

        assert len(served.paths) == 1
        assert KEY not in str(raised.value)


class TestABusyEndpoint:
    @pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
    def test_is_asked_again(self, status):
        slept = []
        with endpoint((status, {}, ""), (status, {}, ""), GOOD) as served:
            assert len(hear(served, slept=slept)) == 3

        assert sum(slept) == pytest.approx(2 + 4)

    def test_is_left_alone_as_long_as_it_asks(self):
        slept = []
        with endpoint((429, {"Retry-After": "37"}, ""), GOOD) as served:
            hear(served, slept=slept)

        assert sum(slept) == 37

    def test_may_name_a_date(self):
        slept = []
        soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60))
        with endpoint((503, {"Retry-After": soon}, ""), GOOD) as served:
            hear(served, slept=slept)

        assert 50 <= sum(slept) <= 61

    def test_that_is_busy_for_an_hour_is_given_up_at_once(self):
        slept = []
        with (
            endpoint((429, {"Retry-After": "3600"}, "")) as served,
            pytest.raises(TryLater, match="429, for 60 minutes"),
        ):
            hear(served, slept=slept)

        assert len(served.paths) == 1
        assert slept == []

    def test_that_stays_busy_is_given_up(self):
        slept = []
        with endpoint((503, {}, "")) as served, pytest.raises(TryLater, match="503"):
            hear(served, slept=slept, tries=4)

        assert len(served.paths) == 4
        assert sum(slept) == 2 + 4 + 8

    def test_that_stalls_is_not_asked_again(self):
        """It may charge for what it took."""
        with (
            endpoint(GOOD, stalls=threading.Event()) as served,
            pytest.raises(TryLater, match="may charge"),
        ):
            hear(served, answer_within_s=0.2)

        assert len(served.paths) == 1

    def test_that_is_not_there_is_told(self):
        with endpoint(GOOD) as served:
            gone = recognizer(served, tries=2)
        with pytest.raises(TryLater, match="cannot be reached"):
            gone.hear(SOUND, while_waiting=nobody)

    def test_can_be_broken_off_while_it_stalls(self):
        stalls = threading.Event()

        def called_off():
            raise Cancelled("stopped while listening")

        with endpoint(GOOD, stalls=stalls) as served:
            with pytest.raises(Cancelled):
                recognizer(served).hear(SOUND, while_waiting=called_off)
            assert not stalls.is_set()
