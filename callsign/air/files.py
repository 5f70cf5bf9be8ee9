"""Files as a source: a folder or a playlist, one recording after another, for ever."""

import threading
from pathlib import Path

from callsign.air.clock import Clock
from callsign.air.reel import UNPLAYABLE, blocks
from callsign.air.source import Say, Source
from callsign.air.source_buffer import BufferClosed, SourceBuffer
from callsign.air.steadfast import keep_at
from callsign.engines.stream.configuration import SourceConfig
from callsign.media.sound import Sound

SOUND_SUFFIXES = frozenset(
    ".mp3 .m4a .aac .ogg .opus .oga .flac .wav .w64 .aiff .aif .caf".split()
)
PLAYLIST_SUFFIXES = frozenset({".m3u", ".m3u8", ".txt"})
# Files do not hang: enough in hand to open the next one is enough.
READY_MS = 500
MOST_MS = 2_000
LOOK_AGAIN_S = 5.0


class FilesSource(Source):
    """
    A folder (in the order of its names) or a playlist, played gaplessly in a loop.

    The folder is read anew at each end, so a file put there is heard in the next round.
    """

    is_live = False

    def __init__(
        self, config: SourceConfig, *, delay_ms: int, clock: Clock, say: Say
    ) -> None:
        super().__init__(config, delay_ms=delay_ms, clock=clock, say=say)
        self._ended = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name=f"files {config.name}", daemon=True
        )
        self._problems: set[str] = set()
        self._problems_before: set[str] = set()

    def start(self) -> None:
        self.offer(SourceBuffer(READY_MS, most_ms=MOST_MS, is_steered=False))
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        super().stop()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        keep_at(self._play, ended=self._ended, clock=self.clock, tell=self.tell_refused)

    def _play(self) -> None:
        buffer = self.buffer
        if buffer is None:
            return
        try:
            while not self._ended.is_set():
                if not self._play_round(buffer):
                    self.clock.wait(self._ended, LOOK_AGAIN_S)
        except BufferClosed:
            return

    def _play_round(self, buffer: SourceBuffer) -> bool:
        """Play every file once; return whether there was any sound."""
        was_heard = False
        self._problems_before, self._problems = self._problems, set()
        for path in self._recordings():
            try:
                with Sound(path) as sound:
                    self._tell_file(sound)
                    for block in blocks(sound):
                        buffer.write(block)
                        was_heard = True
            except UNPLAYABLE as error:
                self._tell_problem(f"{path.name}: {error}")
        if not was_heard:
            self._tell_problem(f"there is no sound in {self.config.path}")
        return was_heard

    def _recordings(self) -> list[Path]:
        """Return what is to be played in this round; a disk may be back in the next."""
        try:
            return recordings(Path(self.config.path))
        except OSError as error:
            self._tell_problem(f"{self.config.path}: {error.strerror}")
            return []

    def _tell_file(self, sound: Sound) -> None:
        codec = sound.stream.codec_context.name
        bitrate_kbps = (sound.container.bit_rate or 0) // 1_000
        if not self.codec:
            self.tell_connected(codec, bitrate_kbps)
        self.codec, self.bitrate_kbps = codec, bitrate_kbps
        self.tell_metadata(title_of(sound))

    def _tell_problem(self, problem: str) -> None:
        # The same files are met again in every round.
        if problem not in self._problems | self._problems_before:
            self.tell_refused(problem)
        self._problems.add(problem)


def recordings(path: Path) -> list[Path]:
    """
    Return the recordings of a folder, or those a playlist names.

    Raises: OSError: the folder or the playlist is there and cannot be read
    """
    if path.is_dir():
        return sorted(one for one in path.rglob("*") if is_recording(one))
    if path.suffix.lower() in PLAYLIST_SUFFIXES and path.is_file():
        lines = path.read_text("utf-8", errors="replace").splitlines()
        named = (line.strip() for line in lines)
        return [path.parent / name for name in named if is_name(name)]
    return [path] if is_recording(path) else []


def is_name(line: str) -> bool:
    """Return whether a line of a playlist names a file, as no comment and no damage does."""
    return bool(line) and not line.startswith("#") and "\0" not in line


def is_recording(path: Path) -> bool:
    hidden = path.name.startswith(".")
    return not hidden and path.suffix.lower() in SOUND_SUFFIXES and path.is_file()


def title_of(sound: Sound) -> str:
    """Return what a file says it is: artist and title, or its name."""
    tags = {
        name.lower(): text
        for name, text in (sound.container.metadata | sound.stream.metadata).items()
    }
    words = [tags.get("artist", ""), tags.get("title", "")]
    return " - ".join(word for word in words if word) or sound.path.stem
