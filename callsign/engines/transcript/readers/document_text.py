"""The text of a document, once it is out of its file: captions, or a script."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from callsign.engines.transcript.model import Problem, Transcript
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.srt import is_srt, read_srt
from callsign.engines.transcript.readers.webvtt import is_webvtt, read_webvtt
from callsign.engines.transcript.readers.written_times import with_written_times
from callsign.engines.transcript.script import read_script


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document's text, and where it stands: paragraph 12, page 3."""

    text: str
    where: str


def read_passages(
    passages: Sequence[Passage], *, hosts: Sequence[str] = (), gap: str = "\n\n"
) -> Transcript:
    """
    Read what a document says; problems name its places, not lines.

    Raises:  EmptyScript, ScriptTooLong, DamagedFile
    """
    captions = Source(
        "\n".join(one.text for one in passages).encode("utf-8", "replace")
    )
    if is_webvtt(captions):
        transcript, gap = read_webvtt(captions), "\n"
    elif is_srt(captions):
        transcript, gap = read_srt(captions), "\n"
    else:
        script = read_script(gap.join(one.text for one in passages), hosts=hosts)
        transcript = with_written_times(script)
    places = _Places(passages, gap)
    return replace(transcript, problems=tuple(map(places.told, transcript.problems)))


class _Places:
    """Where in a document each line of its text came from."""

    def __init__(self, passages: Sequence[Passage], gap: str) -> None:
        lengths = (
            len(f"{one.text}{gap}".splitlines()) if one.text else gap.count("\n")
            for one in passages
        )
        self.passages = passages
        self.ends = list(accumulate(lengths))

    def told(self, problem: Problem) -> Problem:
        """Return a problem that names the place of its line."""
        if problem.line is None or not self.passages:
            return problem
        at = min(bisect_left(self.ends, problem.line), len(self.ends) - 1)
        message = f"{self.passages[at].where}: {problem.message}"
        return Problem(None, message, problem.is_loss)
