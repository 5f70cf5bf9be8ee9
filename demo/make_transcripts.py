"""
Find the words of the demo's scripts in its recordings, and measure the recordings.

    python -m demo.make_transcripts [NAME ...]

Writes ``demo/transcripts/NAME.json``, the transcript with its times, and
``demo/audio/NAME.json``, what is known of the recording. Both are committed, so that
filling the station neither listens nor decodes.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

from callsign.engines.transcript.json_format import to_json
from callsign.engines.transcript.model import Tier
from callsign.media.aligning import align_recording
from callsign.media.measuring import measure
from callsign.media.probing import probe
from demo.content import DEMO, read_demo_script


def main(wanted: list[str]) -> None:
    """Align the recordings asked for, or all."""
    (DEMO / "transcripts").mkdir(exist_ok=True)
    for recording in sorted((DEMO / "audio").glob("*.mp3")):
        name = recording.stem
        if wanted and name not in wanted:
            continue
        known = recording.with_suffix(".json")
        known.write_text(measures(recording), encoding="utf-8")
        aligned = align_recording(recording, read_demo_script(name))
        file = DEMO / "transcripts" / f"{name}.json"
        file.write_text(to_json(aligned.transcript) + "\n", encoding="utf-8")
        words = aligned.transcript.words
        timed = sum(word.tier is not Tier.NONE for word in words)
        sys.stdout.write(f"{file.name}: {timed} of {len(words)} words timed\n")


def measures(recording: Path) -> str:
    """Return what is known of a recording, as JSON."""
    probed, measured = probe(recording), measure(recording)
    known = {
        "sha256": hashlib.sha256(recording.read_bytes()).hexdigest(),
        "codec": probed.codec,
        "duration_ms": measured.duration_ms,
        "rate_hz": measured.rate_hz,
        "channels": measured.channels,
        "loudness_lufs": measured.loudness.integrated_lufs,
        "true_peak_dbtp": measured.loudness.true_peak_dbtp,
        "waveform": base64.b64encode(measured.waveform).decode(),
    }
    return json.dumps(known, indent=1) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
