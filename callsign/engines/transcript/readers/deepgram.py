"""
Deepgram: channels of words, with paragraphs and utterances where they were asked for.

Source:  developers.deepgram.com, "Pre-recorded audio", "Paragraphs", "Utterances",
         "Multichannel"
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
from callsign.engines.transcript.readers.pieces import letters_of
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.values import (
    first_of,
    listed,
    mapped,
    text_at,
)

_WORD = Shape(("punctuated_word", "word"), "start", "end")
_UTTERANCE = Shape(("transcript",), "start", "end")


def is_deepgram(source: Source) -> bool:
    """Whether results have channels, or utterances."""
    results = mapped(source.json_object().get("results"))
    channel = first_of(results.get("channels"))
    return "alternatives" in channel or "transcript" in first_of(
        results.get("utterances")
    )


def read_deepgram(source: Source) -> Transcript:
    """
    Read the first guess of each channel; several channels are told in turns.

    A paragraph of theirs is one here. Utterances say nothing that channels do not, and
    are read where there are none.
    """
    results = mapped(source.json_object().get("results"))
    building = Building()
    channels: dict[str, list[Heard]] = {}
    guess: Mapping[str, object] = {}
    for number, value in enumerate(listed(results, "channels")):
        guess = first_of(mapped(value).get("alternatives"))
        where = f"results.channels[{number}].alternatives[0].words"
        words = _WORD.heard(building, listed(guess, "words"), where)
        channels[f"Channel {number}"] = words
        if len(listed(results, "channels")) > 1 and not words:
            channels[f"Channel {number}"] = [Heard(text_at(guess, "transcript"))]
    if len(channels) > 1:
        say_heard(building, in_turns(channels))
    elif channels:
        _say_paragraphs(building, guess, channels["Channel 0"])
    else:
        where = "results.utterances"
        utterances = listed(results, "utterances")
        say_heard(building, _UTTERANCE.heard(building, utterances, where))
    return building.transcript(problems=source.decoding_problems)


def _say_paragraphs(
    building: Building, guess: Mapping[str, object], words: Sequence[Heard]
) -> None:
    text = text_at(guess, "transcript")
    paragraphs = _paragraphs(guess)
    same_text = letters_of(text) == letters_of("".join(one for one, _ in paragraphs))
    if not same_text or len(words) != sum(count for _, count in paragraphs):
        say_text(building, text, words, where="results.channels[0]")
        return
    building.parts_paragraphs = False
    first = 0
    for said, count in paragraphs:
        building.paragraph()
        say_text(building, said, words[first : first + count])
        first += count


def _paragraphs(guess: Mapping[str, object]) -> list[tuple[str, int]]:
    """Return what each paragraph says, and in how many words."""
    found = []
    for value in listed(mapped(guess.get("paragraphs")), "paragraphs"):
        paragraph = mapped(value)
        sentences = [mapped(one) for one in listed(paragraph, "sentences")]
        count = paragraph.get("num_words")
        said = " ".join(text_at(one, "text") for one in sentences)
        found.append((said, count if isinstance(count, int) and count > 0 else 0))
    return found
