"""
Amazon Transcribe: items, with speakers or channels beside them.

Source:  docs.aws.amazon.com/transcribe, "Data input and output", "Partitioning speakers",
         "Transcribing multi-channel audio"
"""

from collections.abc import Mapping, Sequence

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.channels import in_turns
from callsign.engines.transcript.readers.heard import (
    Heard,
    Shape,
    say_heard,
    say_text,
)
from callsign.engines.transcript.readers.joining import Joining
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.times import seconds
from callsign.engines.transcript.readers.values import (
    first_of,
    label_at,
    listed,
    mapped,
    text_at,
)
from callsign.engines.transcript.readers.voices import Voices

_ITEM = Shape(("content",), "start_time", "end_time", speaker="speaker_label")
_SEGMENT = Shape(("transcript",), "start_time", "end_time", speaker="speaker_label")


def is_aws(source: Source) -> bool:
    """Whether results have transcripts beside items or segments."""
    results = mapped(source.json_object().get("results"))
    return "transcripts" in results and (
        "items" in results or "audio_segments" in results
    )


def read_aws(source: Source) -> Transcript:
    """
    Read the items: of each channel, where there are several.

    A file without items has its speech in segments, or in one text.
    """
    building = Building()
    results = mapped(source.json_object().get("results"))
    text = text_at(first_of(results.get("transcripts")), "transcript")
    words = _words(building, results)
    segments = _SEGMENT.heard(
        building, [] if words else listed(results, "audio_segments"), "audio_segments"
    )
    if len(_channels(results)) > 1 or segments:
        say_heard(building, words or segments)
    else:
        say_text(building, text, words, where="results.transcripts[0]")
    return building.transcript(problems=source.decoding_problems)


def _words(building: Building, results: Mapping[str, object]) -> list[Heard]:
    channels = _channels(results)
    if len(channels) < 2:
        voices = Voices(_speakers(results))
        where = "results.items"
        return _joined(building, listed(results, "items"), where, voices)
    where = "results.channel_labels.channels"
    return in_turns(
        {
            text_at(one, "channel_label") or f"ch_{number}": _joined(
                building, listed(one, "items"), f"{where}[{number}].items", Voices([])
            )
            for number, one in enumerate(channels)
        }
    )


def _joined(
    building: Building, items: Sequence[object], where: str, voices: Voices
) -> list[Heard]:
    """Return items as words, with their marks; each is the machine's first guess."""
    joining = Joining()
    for number, value in enumerate(items):
        item = mapped(value)
        guess = first_of(item.get("alternatives"))
        one = _ITEM.one(building, {**item, **guess}, f"{where}[{number}]")
        if one is None:
            continue
        if text_at(item, "type") == "punctuation":
            joining.mark(one.text)
        else:
            voice = one.speaker or voices.label(one.start_ms)
            joining.word(one._replace(speaker=voice))
    return joining.words


def _channels(results: Mapping[str, object]) -> list[Mapping[str, object]]:
    labels = mapped(results.get("channel_labels"))
    return [mapped(one) for one in listed(labels, "channels")]


def _speakers(results: Mapping[str, object]) -> list[tuple[int | None, str]]:
    """Return who speaks when: by item, or where those have no voice by segment."""
    labels = mapped(results.get("speaker_labels"))
    segments = [mapped(one) for one in listed(labels, "segments")]
    items = [mapped(one) for segment in segments for one in listed(segment, "items")]
    return [
        (seconds(one.get("start_time")), label_at(one, "speaker_label"))
        for one in items or segments
    ]
