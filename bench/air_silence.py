"""
The longest silence a listener hears when a station's encoder fails.

FFmpeg sends a tone to real air and is closed, killed, frozen, or sends digital silence;
a folder with another tone stands behind it. What is measured is the decoded output of
the live rendition, from the segments that listeners fetch.

    bin/bench air_silence
"""

import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.measuring import Bars, heading, write_result
from callsign.engines.stream.journal import Kind
from tests.air.running import (
    TONE,
    air,
    configure,
    encoder,
    free_port,
    heard,
    longest_silence_ms,
    on_air,
    until,
)
from tests.air.studio import entries_in

SILENCE_S = 5
BAR_MS = 20
SOUNDS_S = 12
MADE_SILENT = f"{TONE},volume=volume=0:enable='gt(t,{SOUNDS_S})'"

Encoder = subprocess.Popen[bytes]
LEGEND = [
    f"Bars: {BAR_MS} ms; for digital silence, the limit of {SILENCE_S} s set here and 1 s.",
    "",
    "| the encoder | longest silence | switch at the journal | bar |",
    "|---|---:|---|---:|",
]


bars = Bars()


def main() -> None:
    lines = [heading("The longest silence when an encoder fails"), *LEGEND]
    for name, fail in FAILURES.items():
        lines.append(measured(name, fail))
    lines.append(measured("sends digital silence", lambda one: None, MADE_SILENT))
    write_result("air-silence", "\n".join(lines) + "\n")
    bars.end()


FAILURES: dict[str, Callable[[Encoder], None]] = {
    "closes": lambda one: one.terminate(),
    "is killed (SIGKILL)": lambda one: one.kill(),
    "is frozen (SIGSTOP)": lambda one: one.send_signal(signal.SIGSTOP),
}


def measured(name: str, fail: Callable[[Encoder], None], sound: str = TONE) -> str:
    with tempfile.TemporaryDirectory() as folder_name:
        folder, port = Path(folder_name), free_port()
        configure(folder, port, silence_s=SILENCE_S)
        with air(folder), encoder(port, sound) as one:
            until(lambda: on_air(folder) == "studio")
            time.sleep(2)
            fail(one)
            until(lambda: on_air(folder) == "programs")
            time.sleep(2)
        silence_ms = longest_silence_ms(heard(folder, "aac128"))
        return row(name, silence_ms, folder, is_silent=sound != TONE)


def row(name: str, silence_ms: float, folder: Path, *, is_silent: bool) -> str:
    entries = entries_in(folder / "journal")
    last = [one.details for one in entries if one.kind is Kind.SWITCHED][-1]
    bar_ms = SILENCE_S * 1_000 + 1_000 if is_silent else BAR_MS
    bars.most(f"silence when it {name}, ms", silence_ms, bar_ms)
    switch = f"{last['reason']}, gap {last['gap_ms']} ms"
    return f"| {name} | {silence_ms:.1f} ms | {switch} | {bar_ms} ms |"


if __name__ == "__main__":
    main()
