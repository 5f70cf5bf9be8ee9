"""The shelf: what was heard of each piece is kept, so that nobody hears or pays twice."""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from callsign.engines.transcript.readers.heard import Heard
from callsign.media.decoding import Samples


class Shelf:
    """
    A folder of what recognizers heard, each piece in a file named by its content.

    The name is made of the sound and of who heard it: two workers who hear the same
    write the same, and a recording that is handed in again is known.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def kept(self, samples: Samples, identity: str) -> list[Heard] | None:
        """Return what was heard in this sound before; None when it was not, or is damaged."""
        file = self._file(samples, identity)
        try:
            rows = json.loads(file.read_bytes())
            return [Heard(*row) for row in rows]
        except FileNotFoundError:
            return None
        except (ValueError, TypeError):
            # Half a file of a full disk, say: hearing again mends it.
            return None

    def keep(self, samples: Samples, identity: str, heard: Sequence[Heard]) -> None:
        """Keep what was heard: wholly or not at all, whenever the machine stops."""
        file = self._file(samples, identity)
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", dir=file.parent, suffix=".part", encoding="utf-8", delete=False
        ) as part:
            try:
                json.dump([list(one) for one in heard], part, ensure_ascii=False)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).replace(file)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise

    def sweep(self, *, before: float) -> int:
        """Remove what was kept before a moment, in seconds since 1970; say how much."""
        old = [
            file for file in self.folder.glob("*/*") if file.stat().st_mtime < before
        ]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)

    def _file(self, samples: Samples, identity: str) -> Path:
        named = hashlib.sha256(identity.encode() + b"\0" + samples.tobytes())
        digest = named.hexdigest()
        return self.folder / digest[:2] / f"{digest}.json"
