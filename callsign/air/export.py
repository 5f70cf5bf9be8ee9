"""Export: what was on air between two moments, as one file, exact to the sample."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import av

from callsign.air.block import CHANNELS, Block, block_of, frame_of, silence
from callsign.air.copying import copy_piece
from callsign.air.joined import Joined
from callsign.air.store import Store, init_path
from callsign.engines.stream.moments import write_moment
from callsign.engines.stream.segments import RATE_HZ, MediaSegment
from callsign.engines.stream.withheld import NOTHING_WITHHELD, Span, Withheld
from callsign.media.encoding import Codec, Encoder

# What is encoded twice needs more; it is the master of an episode.
BIT_RATES = {Codec.MP3: 128_000, Codec.M4A: 192_000}
CODECS = {".mp3": Codec.MP3, ".m4a": Codec.M4A}
SAMPLES_PER_MS = RATE_HZ // 1_000
# A piece may begin before air did, or end after it; by more than this it was mistyped.
DAY_MS = 24 * 3_600_000


class NotExported(Exception):
    """
    A piece that cannot be cut; the message says why.

    NotExported
    ├── NothingKept      no media segment is left from between the two moments
    ├── NoLength         the piece does not end after it begins
    ├── FarOutside       most of it is from when nothing is kept: a mistyped year
    ├── NoSuchFolder     the file was to be written where no folder is
    └── UnknownSuffix    the file's name does not say MP3 or M4A
    """


class NothingKept(NotExported):
    """No media segment is left from between the two moments."""


class FarOutside(NotExported):
    """The piece goes on for more than a day where nothing is kept; it would be silence."""


class NoLength(NotExported):
    """The piece does not end after it begins."""


class NoSuchFolder(NotExported):
    """The file was to be written where no folder is."""


class UnknownSuffix(NotExported):
    """The name of the file does not say what it is to be."""


def export(
    folder: Path,
    target: Path,
    *,
    start_ms: int,
    end_ms: int,
    withheld: Withheld = NOTHING_WITHHELD,
    left_out: Withheld = NOTHING_WITHHELD,
) -> int:
    """
    Cut what a service sent between two moments; return how many milliseconds are missing.

    ``folder`` is where the service's renditions are. What is missing (air was down, a
    segment is gone, or withheld) is silence, so that every moment stays where it was;
    what is ``left_out`` takes no time. Of a piece without either, an M4A is copied as it
    was sent; else it is encoded anew.

    Cost:   constant memory
    Raises: NotExported and its kinds, OSError
    """
    codec = CODECS.get(target.suffix.lower())
    if codec is None:
        raise UnknownSuffix(f"{target.name} must end in {' or '.join(CODECS)}")
    if start_ms >= end_ms:
        raise NoLength(
            f"the piece would begin at {write_moment(start_ms)} and end at"
            f" {write_moment(end_ms)}: FROM comes before TO"
        )
    if not target.parent.is_dir():
        raise NoSuchFolder(f"{target} cannot be written: there is no {target.parent}")
    rendition = best_rendition(folder)
    store = Store(folder, [rendition])
    segments, _ = store.found()
    runs = [
        run
        for run in contiguous([one for one in segments if not withheld.holds(one)])
        if run[0].start_ms < end_ms and run[-1].end_ms > start_ms
    ]
    if not runs:
        raise NothingKept("nothing is kept from between these two moments")
    refuse_far_outside(segments, start_ms, end_ms)
    wanted = list(pieces(Span(start_ms, end_ms), left_out))
    whole = whole_run(runs, wanted) if codec is Codec.M4A else []
    if whole:
        files = needed(store, rendition, whole, start_ms, end_ms)
        copy_piece(
            [init_path(folder, rendition), *files],
            target,
            start=start_ms * SAMPLES_PER_MS,
            end=end_ms * SAMPLES_PER_MS,
        )
        return 0
    missing = 0
    with Encoder(
        target,
        codec=codec,
        rate_hz=RATE_HZ,
        channels=CHANNELS,
        bit_rate=BIT_RATES[codec],
    ) as encoder:
        for piece in wanted:
            missing += write_piece(encoder, store, runs, piece)
    return missing // SAMPLES_PER_MS


def whole_run(
    runs: Sequence[list[MediaSegment]], wanted: Sequence[Span]
) -> list[MediaSegment]:
    """Return the unbroken run that holds all that is wanted; none when there is no such."""
    if len(wanted) != 1:
        return []
    (piece,) = wanted
    holding = (
        run
        for run in runs
        if run[0].start_ms <= piece.start_ms and piece.end_ms <= run[-1].end_ms
    )
    return next(holding, [])


def refuse_far_outside(
    segments: Sequence[MediaSegment], start_ms: int, end_ms: int
) -> None:
    """Raises: FarOutside"""
    first_ms = min(one.start_ms for one in segments)
    last_ms = max(one.end_ms for one in segments)
    if start_ms < first_ms - DAY_MS or end_ms > last_ms + DAY_MS:
        days = (max(first_ms - start_ms, 0) + max(end_ms - last_ms, 0)) // DAY_MS
        raise FarOutside(
            f"{days:,} days of this piece would be silence: what is kept goes from"
            f" {write_moment(first_ms)} up to {write_moment(last_ms)}. Is the year right?"
        )


def pieces(whole: Span, left_out: Withheld) -> Iterator[Span]:
    """
    Yield what is left of a span without others.

    >>> list(pieces(Span(0, 9), Withheld.of([Span(2, 4), Span(8, 20)])))
    [Span(start_ms=0, end_ms=2), Span(start_ms=4, end_ms=8)]
    """
    start_ms = whole.start_ms
    for span in (*left_out.spans, Span(whole.end_ms, whole.end_ms)):
        end_ms = min(span.start_ms, whole.end_ms)
        if start_ms < end_ms:
            yield Span(start_ms, end_ms)
        start_ms = max(start_ms, span.end_ms)


def write_piece(
    encoder: Encoder, store: Store, runs: Sequence[list[MediaSegment]], piece: Span
) -> int:
    """Write what was sent in a span; return how many samples of it are missing."""
    (rendition,) = store.renditions
    position, end = piece.start_ms * SAMPLES_PER_MS, piece.end_ms * SAMPLES_PER_MS
    missing = 0
    for run in runs:
        files = needed(store, rendition, run, piece.start_ms, piece.end_ms)
        if not files:
            continue
        for at, block in dated_blocks([init_path(store.folder, rendition), *files]):
            before = min(at, end) - position
            if before > 0:
                write_silence(encoder, before)
                missing, position = missing + before, position + before
            part = block[:, max(0, position - at) : max(0, end - at)]
            if part.shape[1]:
                encoder.write(frame_of(part))
                position += part.shape[1]
    write_silence(encoder, end - position)
    return missing + end - position


def best_rendition(folder: Path) -> str:
    """Return the rendition with the highest bit rate. Raises: NothingKept"""
    names = [path.name for path in folder.glob("aac*") if path.is_dir()]
    if not names:
        raise NothingKept(f"there are no media segments in {folder}")
    return max(names, key=lambda name: int(name.removeprefix("aac") or 0))


def contiguous(segments: Sequence[MediaSegment]) -> list[list[MediaSegment]]:
    """Return segments as runs in which each begins where the last one ends."""
    runs = [[one] for one in segments[:1]]
    for before, one in pairwise(segments):
        is_next = one.sequence == before.sequence + 1 and not one.is_discontinuity
        if is_next:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def needed(
    store: Store, rendition: str, run: list[MediaSegment], start_ms: int, end_ms: int
) -> list[Path]:
    """Return the files of a run that hold a piece, and one before to warm up the decoder."""
    return [
        store.path(rendition, one)
        for one in run
        if one.start_ms < end_ms and one.end_ms + one.duration_ms > start_ms
    ]


def dated_blocks(files: Sequence[Path]) -> Iterator[tuple[int, Block]]:
    """Yield the sound of segments; each block with its date in samples since 1970."""
    with av.open(Joined(files), mode="r", format="mp4") as container:
        stream = container.streams.audio[0]
        for frame in container.decode(stream):
            if frame.pts is not None:
                yield frame.pts, block_of(frame)


def write_silence(encoder: Encoder, samples: int) -> None:
    while samples > 0:
        count = min(samples, RATE_HZ)
        encoder.write(frame_of(silence(count)))
        samples -= count
