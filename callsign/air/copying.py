"""Copying: an unbroken piece of what was sent, as it was sent, without encoding it anew."""

from collections.abc import Sequence
from pathlib import Path

import av

from callsign.air.joined import Joined
from callsign.engines.stream.segments import FRAME_SAMPLES

CONTAINER = "ipod"
# The index goes to the front, so that a player can start before the end arrives.
OPTIONS = {"movflags": "+faststart"}


def copy_piece(files: Sequence[Path], target: Path, *, start: int, end: int) -> None:
    """
    Write the frames of media segments between two dates, in samples since 1970.

    The first file is their init segment. The piece is exact to the sample: a frame before it
    is there to warm up the decoder, and the file's edit list says where it begins and ends.

    Cost:   of an hour, half a second and constant memory; encoded anew it is a minute
    Raises: OSError
    """
    part = target.with_name(f"{target.name}.part")
    try:
        write(files, part, start=start, end=end)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def write(files: Sequence[Path], part: Path, *, start: int, end: int) -> None:
    with (
        av.open(Joined(files), mode="r", format="mp4") as sent,
        av.open(
            f"file:{part.absolute()}",
            mode="w",
            format=CONTAINER,
            container_options=OPTIONS,
        ) as written,
    ):
        stream = sent.streams.audio[0]
        copied = written.add_stream_from_template(stream)
        for packet in sent.demux(stream):
            date = packet.pts
            if date is None or date + 2 * FRAME_SAMPLES <= start or date >= end:
                continue
            packet.duration = min(FRAME_SAMPLES, end - date)
            # What is dated before nought is decoded, and not heard.
            packet.pts = packet.dts = date - start
            packet.stream = copied
            written.mux(packet)
