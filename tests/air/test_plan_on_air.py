"""The real program follows a plan, and tells listeners and the journal of it."""

import json
import time
from urllib.request import urlopen

import numpy as np

from callsign.air.export import export
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.plan import Item, Plan, Title, write_plan
from callsign.media.sound import Sound
from tests.air.running import air, free_port, until
from tests.air.studio import RATE_HZ, entries_in, quiet, stereo
from tests.tape import write_tape

# Air has started by then, on a machine that is busy.
AHEAD_MS = 12_000
LENGTH_MS = 3_000


def write_station(folder, port: int, item: Item, title: Title) -> None:
    fill = folder / "fill"
    fill.mkdir()
    write_tape(fill / "quiet.wav", quiet(5.0), rate_hz=RATE_HZ)
    source = {"name": "schedule", "kind": "plan", "path": str(fill), "silence_s": 0}
    service = {"slug": "kdemo", "title": "KDEMO 89.7", "sources": [source]}
    config = {"version": 1, "port": port, "services": [service]}
    (folder / "air.json").write_text(json.dumps(config))
    (folder / "plan").mkdir()
    plan = Plan("kdemo", 0, item.end_ms + 60_000, (item,), (title,))
    (folder / "plan" / "kdemo.json").write_text(write_plan(plan))


def test_an_item_is_heard_when_it_is_planned(tmp_path):
    port = free_port()
    recording = write_tape(tmp_path / "desk.wav", stereo(9.0), rate_hz=RATE_HZ)
    start_ms = (time.time_ns() // 1_000_000_000) * 1_000 + AHEAD_MS
    end_ms = start_ms + LENGTH_MS
    item = Item("broadcast-7", start_ms, end_ms, str(recording), "Local Desk")
    title = Title("broadcast-7", start_ms - 60_000, end_ms + 60_000, "Local Desk")
    write_station(tmp_path, port, item, title)

    def runs():
        entries = entries_in(tmp_path / "journal")
        return [one.details for one in entries if one.kind is Kind.AS_RUN]

    with air(tmp_path):
        until(lambda: any(run["item"] == "broadcast-7" for run in runs()))
        live = f"http://127.0.0.1:{port}/live/kdemo/aac128/live.m3u8"
        with urlopen(live) as answer:
            playlist = answer.read().decode()

    [run] = [run for run in runs() if run["item"] == "broadcast-7"]
    assert (run["start_ms"], run["end_ms"]) == (start_ms, end_ms)
    assert run["is_cut"] is True
    assert playlist.count('#EXT-X-DATERANGE:ID="broadcast-7"') == 1
    assert 'X-TITLE="Local Desk"' in playlist

    piece = tmp_path / "piece.m4a"
    export(
        tmp_path / "media" / "kdemo",
        piece,
        start_ms=start_ms - 1_000,
        end_ms=end_ms + 500,
    )
    with Sound(piece) as sound:
        heard = np.concatenate([one.to_ndarray() for one in sound], axis=1)[0]
    loud = np.flatnonzero(np.abs(heard) > 0.03)
    # Encoders smear an edge by some milliseconds; that it stands on the sample is
    # measured in test_plan.py.
    assert abs(loud[0] - RATE_HZ) < 480
    assert abs(loud[-1] - 4 * RATE_HZ) < 2_880
