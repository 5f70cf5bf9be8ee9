"""
Google Speech-to-Text, version 1 (startTime, speakerTag) and version 2 (startOffset).

Source:  cloud.google.com/speech-to-text, ``SpeechRecognitionResult``, ``WordInfo`` of
         v1, v1p1beta1 and v2; "Separate different speakers in an audio recording"
"""

from collections.abc import Iterator, Mapping, Sequence

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.channels import in_turns
from callsign.engines.transcript.readers.heard import Heard, say_heard, say_text
from callsign.engines.transcript.readers.pieces import letters_of
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.times import seconds
from callsign.engines.transcript.readers.values import (
    first_of,
    label_at,
    listed,
    mapped,
    score,
    text_at,
)

# The same member in version 1, in version 2, and as Google's own programs write both.
_STARTS = ("startTime", "startOffset", "start_time", "start_offset")
_ENDS = ("endTime", "endOffset", "end_time", "end_offset")
_VOICES = ("speakerTag", "speakerLabel", "speaker_tag", "speaker_label")
_CHANNELS = ("channelTag", "channel_tag")
_RESULT = (
    *_CHANNELS,
    "languageCode",
    "language_code",
    "resultEndTime",
    "resultEndOffset",
    "result_end_time",
    "result_end_offset",
)


def is_google(source: Source) -> bool:
    """Whether results have alternatives with a transcript, as Google's do."""
    return any(map(_is_result, (first_of(one) for _, one in _answers(source))))


def read_google(source: Source) -> Transcript:
    """Read the results; the last one may say all words again, with their speakers."""
    building = Building()
    for where, results in _answers(source):
        _read_answer(building, results, where)
    return building.transcript(problems=source.decoding_problems)


def _is_result(result: Mapping[str, object]) -> bool:
    guess = first_of(result.get("alternatives"))
    word = first_of(guess.get("words"))
    if _has(word, (*_STARTS, *_ENDS)):
        return True
    if not guess.keys() <= {"transcript", "confidence", "words"}:
        return False
    return "transcript" in guess and result.keys() <= {"alternatives", *_RESULT}


def _answers(source: Source) -> Iterator[tuple[str, list[object]]]:
    """Yield the results: of the file, of the operation it holds, or of each file in it."""
    values = source.json_object()
    response = mapped(values.get("response")) or values
    if isinstance(response.get("results"), list):
        yield "results", listed(response, "results")
        return
    for name, one in mapped(response.get("results")).items():
        transcript = mapped(mapped(one).get("transcript")) or mapped(
            mapped(mapped(one).get("inlineResult")).get("transcript")
        )
        yield f"results.{name}", listed(transcript, "results")


def _read_answer(building: Building, results: Sequence[object], where: str) -> None:
    guesses = []
    for number, value in enumerate(results):
        if not mapped(value):
            at = f"{where}[{number}]"
            building.problem("not a result, left out", where=at, is_loss=True)
        guesses.append(first_of(mapped(value).get("alternatives")))
    heard = [
        _words(building, guess, f"{where}[{number}].alternatives[0].words")
        for number, guess in enumerate(guesses)
    ]
    texts = [text_at(guess, "transcript") for guess in guesses]
    if texts and _says_all_again(texts, heard[-1]):
        say_text(building, " ".join(texts), heard[-1], where=where)
        return
    channels = [_label(mapped(value), _CHANNELS) for value in results]
    if len(set(channels)) > 1:
        say_heard(building, in_turns(_by_channel(channels, texts, heard)))
        return
    for number, (text, words) in enumerate(zip(texts, heard, strict=True)):
        say_text(building, text, words, where=f"{where}[{number}]")


def _says_all_again(texts: Sequence[str], words: Sequence[Heard]) -> bool:
    """Return whether the last result has the words of all, rather than of its own text."""
    if not any(one.speaker for one in words):
        return False
    said = len(letters_of("".join(one.text for one in words)))
    own, whole = len(letters_of(texts[-1])), len(letters_of("".join(texts)))
    return said - own > abs(whole - said)


def _by_channel(
    channels: Sequence[str], texts: Sequence[str], heard: Sequence[list[Heard]]
) -> Mapping[str, list[Heard]]:
    found: dict[str, list[Heard]] = {}
    for channel, text, words in zip(channels, texts, heard, strict=True):
        found.setdefault(channel, []).extend(words or [Heard(text)])
    return found


def _words(building: Building, guess: Mapping[str, object], where: str) -> list[Heard]:
    found = []
    for number, value in enumerate(listed(guess, "words")):
        word, at = mapped(value), f"{where}[{number}]"
        text = text_at(word, "word")
        if not text:
            building.problem("not a word, left out", where=at, is_loss=True)
            continue
        start_ms, end_ms = _time(word, _STARTS), _time(word, _ENDS)
        if start_ms is None and end_ms is not None and not _has(word, _STARTS):
            start_ms = 0  # Google leaves out what is zero
        sure = score(word.get("confidence")) or None
        found.append(Heard(text, start_ms, end_ms, sure, _label(word, _VOICES), at))
    return found


def _time(word: Mapping[str, object], keys: Sequence[str]) -> int | None:
    """Return a time: 1.500s, or whole seconds and the billionths beyond."""
    value = next((word[key] for key in keys if key in word), None)
    if not isinstance(value, dict):
        return seconds(value)
    whole_ms, nanos = seconds(value.get("seconds", 0)), value.get("nanos", 0)
    if whole_ms is None or not isinstance(nanos, int) or not 0 <= nanos < 10**9:
        return None
    return whole_ms + nanos // 10**6


def _has(word: Mapping[str, object], keys: Sequence[str]) -> bool:
    return any(key in word for key in keys)


def _label(values: Mapping[str, object], keys: Sequence[str]) -> str:
    return next(filter(None, (label_at(values, key) for key in keys)), "")
