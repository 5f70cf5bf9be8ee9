"""
Podcasting 2.0 JSON: each word with its times and its speaker, for apps that follow along.

Words without times stand in the segment of the word beside them, so that none is lost.
What the format does not know, the title and the remarks, stands beside the segments.

Source:  podcastindex.org namespace, ``transcripts/transcripts.md``
"""

import json
from collections.abc import Iterator

from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.model import Transcript, Turn, Word
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.remarks import remarks
from callsign.engines.transcript.writers.voices import names_of


def write_podcasting(transcript: Transcript, facts: Facts) -> bytes:
    """
    Write a transcript as the JSON of Podcasting 2.0.

    Raises:  NoTimes: no word has a time
    """
    if not any(word.start_ms is not None for word in transcript.words):
        raise NoTimes
    names = names_of(transcript)
    segments: list[dict[str, object]] = []
    latest_ms = 0
    for turn in transcript.turns:
        for start_ms, end_ms, body in _segments(turn, latest_ms):
            segments.append(
                {
                    "speaker": names.get(turn.speaker, names[None]),
                    "startTime": start_ms / 1_000,
                    "endTime": end_ms / 1_000,
                    "body": body,
                }
            )
            latest_ms = end_ms
    document = {"version": "1.0.0", **_about(transcript, facts), "segments": segments}
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")


def _about(transcript: Transcript, facts: Facts) -> dict[str, object]:
    published = facts.published_on.isoformat() if facts.published_on else None
    said = {
        "title": facts.title,
        "language": facts.language,
        "url": facts.address,
        "published": published,
        "station": facts.station,
        "rights": facts.rights,
        "caution": facts.caution,
        "corrections": [
            {
                "text": one.text,
                "date": one.made_on,
                "about": one.quoted,
                "kind": one.kind,
            }
            for one in remarks(transcript)
        ],
    }
    return {key: value for key, value in said.items() if value}


def _segments(turn: Turn, latest_ms: int) -> Iterator[tuple[int, int, str]]:
    """Yield a turn's timed words, each with the untimed ones behind it."""
    group: list[Word] = []
    for word in turn.words:
        is_timed = word.start_ms is not None
        if group and is_timed and any(one.start_ms is not None for one in group):
            yield _segment(group, latest_ms)
            group = []
        group.append(word)
    if group:
        yield _segment(group, latest_ms)


def _segment(group: list[Word], latest_ms: int) -> tuple[int, int, str]:
    body = " ".join(word.text for word in group)
    times = [(word.start_ms, word.end_ms) for word in group]
    start_ms, end_ms = next((one for one in times if one[0] is not None), (None, None))
    if start_ms is None or end_ms is None:
        return latest_ms, latest_ms, body
    return start_ms, end_ms, body
