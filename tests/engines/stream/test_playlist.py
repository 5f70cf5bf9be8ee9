"""Playlists, as another program reads them."""

from datetime import timedelta
from itertools import pairwise

import m3u8
import pytest
from hypothesis import given

from callsign.engines.stream.archive import Archive
from callsign.engines.stream.plan import Title
from callsign.engines.stream.playlist import (
    BROADCAST,
    NothingToPlay,
    Rendition,
    media_playlist,
    multivariant,
)
from callsign.engines.stream.segments import MediaSegment
from callsign.engines.stream.window import Window
from tests.engines.stream.services import LIVES, NOON_MS, WINDOW_MS, live_through

A_MILLISECOND = timedelta(milliseconds=1)


def written(window, **options):
    return media_playlist(
        window,
        init_uri="init.mp4",
        uri_of=lambda segment: f"{segment.sequence}.m4s",
        **options,
    )


def read(window, **options):
    return m3u8.loads(written(window, **options))


def window_of(*segments):
    archive = Archive()
    for segment in segments:
        archive.add(segment)
    return archive.live()


class TestTheMultivariantPlaylist:
    def test_lists_each_rendition(self):
        playlist = m3u8.loads(
            multivariant(
                [
                    Rendition("aac128", 128, "aac128/live.m3u8"),
                    Rendition("aac48", 48, "aac48/live.m3u8"),
                ]
            )
        )

        assert playlist.is_variant
        assert [
            (one.uri, one.stream_info.average_bandwidth, one.stream_info.codecs)
            for one in playlist.playlists
        ] == [
            ("aac128/live.m3u8", 130_000, "mp4a.40.2"),
            ("aac48/live.m3u8", 50_000, "mp4a.40.2"),
        ]

    def test_promises_more_at_the_peak_than_on_average(self):
        [one] = m3u8.loads(multivariant([Rendition("aac48", 48, "a")])).playlists

        assert one.stream_info.bandwidth > one.stream_info.average_bandwidth


class TestAMediaPlaylist:
    def test_is_this_text(self):
        window = window_of(
            MediaSegment(7, NOON_MS), MediaSegment(8, NOON_MS + 7_000, 1_984, True)
        )

        assert written(window) == (
            "#EXTM3U\n"
            "#EXT-X-VERSION:7\n"
            "#EXT-X-TARGETDURATION:2\n"
            "#EXT-X-MEDIA-SEQUENCE:7\n"
            "#EXT-X-DISCONTINUITY-SEQUENCE:0\n"
            "#EXT-X-INDEPENDENT-SEGMENTS\n"
            '#EXT-X-MAP:URI="init.mp4"\n'
            "#EXT-X-PROGRAM-DATE-TIME:2026-11-23T12:00:00.000Z\n"
            "#EXTINF:1.984,\n"
            "7.m4s\n"
            "#EXT-X-DISCONTINUITY\n"
            "#EXT-X-PROGRAM-DATE-TIME:2026-11-23T12:00:07.000Z\n"
            "#EXTINF:1.984,\n"
            "8.m4s\n"
        )

    def test_of_a_finished_piece_says_that_nothing_follows(self):
        window = window_of(MediaSegment(7, NOON_MS))

        live, piece = read(window), read(window, is_finished=True)

        assert (live.is_endlist, live.playlist_type) == (False, None)
        assert (piece.is_endlist, piece.playlist_type) == (True, "vod")

    def test_needs_something_to_play(self):
        with pytest.raises(NothingToPlay):
            written(Window((), 0))

    def test_states_a_target_that_a_cut_segment_does_not_change(self):
        window = window_of(MediaSegment(7, NOON_MS, duration_ms=64))

        assert read(window).target_duration == 2

    def test_states_a_target_that_no_segment_exceeds(self):
        window = window_of(MediaSegment(7, NOON_MS, duration_ms=2_560))

        assert read(window).target_duration == 3


class TestThePlaylistsOfALife:
    @given(LIVES)
    def test_date_each_segment_where_the_last_one_ended(self, life):
        """To the millisecond, unless a discontinuity says that they do not."""
        *_earlier, archive = live_through(life)

        for before, after in pairwise(read(archive.live(WINDOW_MS)).segments):
            step = after.program_date_time - before.program_date_time
            error = abs(step - timedelta(seconds=before.duration))
            assert after.discontinuity or error < A_MILLISECOND

    @given(LIVES)
    def test_say_what_the_window_holds(self, life):
        *_earlier, archive = live_through(life)
        window = archive.live(WINDOW_MS)

        playlist = read(window)

        assert playlist.media_sequence == window.segments[0].sequence
        assert playlist.discontinuity_sequence == window.discontinuity_sequence
        assert playlist.segment_map[0].uri == "init.mp4"
        for told, segment in zip(playlist.segments, window.segments, strict=True):
            assert told.uri == f"{segment.sequence}.m4s"
            assert told.discontinuity == segment.is_discontinuity
            assert round(told.program_date_time.timestamp() * 1_000) == segment.start_ms

    @given(LIVES)
    def test_never_go_back(self, life):
        playlists = [read(one.live(WINDOW_MS)) for one in live_through(life)]

        for earlier, later in pairwise(playlists):
            assert earlier.media_sequence <= later.media_sequence
            assert earlier.discontinuity_sequence <= later.discontinuity_sequence

    @given(LIVES)
    def test_count_each_discontinuity_that_left(self, life):
        """As a player has to: by the tags that were there and are there no more."""
        playlists = [read(one.live(WINDOW_MS)) for one in live_through(life)]

        for earlier, later in pairwise(playlists):
            gone = later.media_sequence - earlier.media_sequence
            left = sum(one.discontinuity for one in earlier.segments[:gone])
            counted = later.discontinuity_sequence - earlier.discontinuity_sequence
            assert gone > len(earlier.segments) or counted == left


class TestTitles:
    def test_are_read_by_players_as_ranges_of_dates(self):
        window = window_of(MediaSegment(1, NOON_MS))
        title = Title("broadcast-7", NOON_MS, NOON_MS + 60_000, "Local Desk")

        [told] = read(window, titles=[title]).segments[0].dateranges

        assert (told.id, told.class_) == ("broadcast-7", BROADCAST)
        assert told.end_date == "2026-11-23T12:01:00.000Z"
        assert dict(told.x_client_attrs)["x_title"] == '"Local Desk"'

    @pytest.mark.parametrize(
        "text", ['A "quoted" title', "an end\nof a line", "a comma, a=b"]
    )
    def test_never_break_the_line_they_stand_on(self, text):
        window = window_of(MediaSegment(1, NOON_MS))
        lines = written(window, titles=[Title("t", 0, 1, text)]).splitlines()

        [line] = [line for line in lines if "DATERANGE" in line]
        assert line.count('"') == 10
        assert len(lines) == len(written(window).splitlines()) + 1
