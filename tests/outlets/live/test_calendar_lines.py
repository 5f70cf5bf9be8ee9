"""The lines of a calendar: icalendar reads what was written."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from callsign.engines.stream.legible import legible
from callsign.outlets.live.calendar_lines import component, moment_line, text_line

CHICAGO = ZoneInfo("America/Chicago")
TEXT = st.text(st.characters() | st.sampled_from("\t\n;,\\:\a\x1b"), max_size=300)


def read(*lines):
    return Event.from_ical(component("VEVENT", lines))


class TestAText:
    @given(TEXT)
    def test_is_read_as_it_was(self, text):
        read_again = str(read(text_line("SUMMARY", text))["summary"])

        assert read_again == legible(text)

    @given(TEXT)
    def test_fills_no_line_beyond_75_octets(self, text):
        written = component("VEVENT", [text_line("SUMMARY", text)])

        assert all(len(line) <= 75 for line in written.split(b"\r\n"))

    def test_loses_what_no_calendar_may_hold(self):
        assert text_line("SUMMARY", "Local\x00 Desk\r\n\x1b") == "SUMMARY:Local Desk\\n"


class TestAMoment:
    @given(st.integers(1_450_000_000, 2_080_000_000))
    def test_is_read_as_it_was(self, second):
        moment = datetime.fromtimestamp(second, UTC)
        event = read(moment_line("DTSTART", moment.astimezone(CHICAGO)))

        assert event["dtstart"].dt.astimezone(UTC) == moment

    def test_in_utc_names_no_zone(self):
        at = datetime(2026, 11, 23, 15, tzinfo=UTC)

        assert moment_line("DTSTART", at) == "DTSTART:20261123T150000Z"
        same = moment_line("DTSTART", at.replace(tzinfo=ZoneInfo("UTC")))
        assert same == "DTSTART:20261123T150000Z"
