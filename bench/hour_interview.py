"""
An hour's interview on a demo station: run with its settings; prints where it is edited.

10,000 words in 60 minutes, as a recognizer gives them: every word with its time and its
score, one in eight of them doubtful. Its words are those of the demo's interview, its
sound is that interview's, over and over.
"""

import json
from dataclasses import replace
from itertools import cycle, islice

import django

django.setup()

# ruff: noqa: E402 (models need the settings first)
from django.core.files.base import ContentFile
from django.utils import timezone

from callsign.engines.transcript.json_format import as_document
from callsign.engines.transcript.model import Tier, Transcript, Turn, Word
from callsign.newsroom.audio.models import Audio, Rendition
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import Transcript as Kept

WORDS, HOUR_MS = 10_000, 3_600_000
TITLE = "Why the East Levee"


def main() -> None:
    story = Story.objects.get(title__startswith=TITLE)
    document = story.transcript.head.as_document()
    audio = hour_of(story.transcript.audio)
    transcript = Kept.objects.take_script(
        json.dumps(as_document(hour_long(document))).encode(),
        title="An hour at the levee",
        hosts=(),
        by=None,
        at=timezone.now(),
        audio=audio,
    )
    story.transcript = transcript
    story.audio = audio
    story.save_revision().publish()
    print(json.dumps(f"/desk/stories/{story.pk}/transcript/edit/"))


def hour_long(document: Transcript) -> Transcript:
    """Return the interview said again and again, until it has 10,000 words."""
    texts = [(turn.speaker, turn.text.split()) for turn in document.turns]
    turns: list[Turn] = []
    said = 0
    for speaker, tokens in cycle(texts):
        words = tuple(islice(words_from(tokens, said), WORDS - said))
        said += len(words)
        text = " ".join(word.text for word in words)
        turns.append(Turn(speaker, text, words, words[0].start_ms, words[-1].end_ms))
        if said == WORDS:
            return replace(document, turns=tuple(turns), events=(), notes=())


def words_from(tokens, first: int):
    step_ms = HOUR_MS // WORDS
    for number, token in enumerate(tokens, first):
        start_ms = number * step_ms
        score = 0.3 + 0.05 * (number // 8 % 12) if number % 8 == 0 else 0.97
        yield Word(f"w{number + 1}", token, start_ms, start_ms + 300, Tier.HEARD, score)


def hour_of(audio: Audio) -> Audio:
    """Return a recording of an hour: another one, over and over."""
    times = HOUR_MS // audio.duration_ms + 1
    sound = audio.renditions.get(kind="mp3").file.read() * times
    long = Audio.objects.create(
        title="An hour at the levee",
        master=audio.master.name,
        file_name=audio.file_name,
        sha256="0" * 64,
        size_bytes=len(sound),
        duration_ms=HOUR_MS,
        codec=audio.codec,
        rate_hz=audio.rate_hz,
        channels=audio.channels,
        waveform=(bytes(audio.waveform) * times)[: HOUR_MS // 100],
        uploaded_at=timezone.now(),
    )
    rendition = Rendition(
        audio=long, kind="mp3", size_bytes=len(sound), bit_rate=128_000
    )
    rendition.file.save("hour.mp3", ContentFile(sound))
    return long


if __name__ == "__main__":
    main()
