"""
IBM Watson Speech to Text: alternatives with time stamps, and who spoke beside them.

Source:  cloud.ibm.com/docs/speech-to-text, "Understanding speech recognition results",
         "Speaker labels", "Word confidence", "Hesitation markers"
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import IMPOSSIBLE, Building
from callsign.engines.transcript.readers.heard import Heard, say_text
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.times import is_no_time, seconds
from callsign.engines.transcript.readers.values import (
    first_of,
    label_at,
    listed,
    mapped,
    score,
    text_at,
)
from callsign.engines.transcript.readers.voices import Voices

# Stands for "uh" in the words of the older models.
HESITATION = "%HESITATION"
_ANSWER = ("result_index", "speaker_labels")


def is_ibm(source: Source) -> bool:
    """Whether alternatives have time stamps, or an answer is numbered as IBM does."""
    for _, answer in _answers(source):
        result = first_of(answer.get("results"))
        guess = first_of(result.get("alternatives"))
        if "timestamps" in guess or "word_confidence" in guess:
            return True
        if "transcript" in guess and ("final" in result or "result_index" in answer):
            return True
    return False


def read_ibm(source: Source) -> Transcript:
    """Read the results of one answer, or of each answer of a job."""
    building = Building()
    for where, answer in _answers(source):
        labels = [mapped(one) for one in listed(answer, "speaker_labels")]
        voices = Voices(
            (seconds(one.get("from")), label_at(one, "speaker")) for one in labels
        )
        results = [mapped(one) for one in listed(answer, "results")]
        final = [at for at, one in enumerate(results) if one.get("final") is not False]
        for number, result in enumerate(results):
            at = f"{where}results[{number}]"
            if not result:
                building.problem("not a result, left out", where=at, is_loss=True)
            elif final and number not in final and number < final[-1]:
                # A later result says the same again, and better.
                building.problem("an interim result, left out", where=at)
            else:
                _read_result(building, result, voices, at)
    return building.transcript(problems=source.decoding_problems)


def _answers(source: Source) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield what a job holds, or the file itself if it is an answer."""
    values = source.json_object()
    jobs = [mapped(one) for one in listed(values, "results")]
    if any("results" in one for one in jobs):
        for number, job in enumerate(jobs):
            yield f"results[{number}].", job
    else:
        yield "", values


def _read_result(
    building: Building, result: Mapping[str, object], voices: Voices, where: str
) -> None:
    guess = first_of(result.get("alternatives"))
    words = _words(building, guess, voices, f"{where}.alternatives[0]")
    texts = text_at(guess, "transcript").split(HESITATION)
    pauses = [at for at, one in enumerate(words) if one.text == HESITATION]
    if len(texts) != len(pauses) + 1:
        # Of times without the text, or a text without them: told as one.
        texts, pauses = [" ".join(texts)], []
        words = [one for one in words if one.text != HESITATION]
    edges = [-1, *pauses, len(words)]
    for text, (before, after) in zip(texts, pairwise(edges), strict=True):
        say_text(building, text, words[before + 1 : after], where=where)
        if after < len(words):
            _, start_ms, end_ms, *_ = words[after]
            building.event("sound", "(hesitation)", start_ms=start_ms, end_ms=end_ms)


def _words(
    building: Building, guess: Mapping[str, object], voices: Voices, where: str
) -> list[Heard]:
    """Return the time stamps, each with the score that stands at the same place."""
    scores = [_second(one) for one in listed(guess, "word_confidence")]
    found = []
    for number, value in enumerate(listed(guess, "timestamps")):
        at = f"{where}.timestamps[{number}]"
        if not isinstance(value, list) or len(value) < 3 or not _is_text(value[0]):
            building.problem("not a word, left out", where=at, is_loss=True)
            continue
        start_ms, end_ms = seconds(value[1]), seconds(value[2])
        if is_no_time(seconds, value[1], value[2]):
            building.problem(IMPOSSIBLE, where=at)
            start_ms = end_ms = None
        sure = score(scores[number]) if number < len(scores) else None
        voice = voices.label(start_ms)
        found.append(Heard(value[0], start_ms, end_ms, sure, voice, at))
    return found


def _second(value: object) -> object:
    return value[1] if isinstance(value, list) and len(value) > 1 else None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)
