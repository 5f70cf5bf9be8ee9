"""Withdrawn sound: where retracted words are heard, in a recording and its editions."""

from collections.abc import Iterator

from django.db.models import Q

from callsign.engines.transcript.edit_list import Kept
from callsign.newsroom.audio.clip_rights import withdraws_sound
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.transcripts.models import Edition, RetractedPassage

WHY = "Words in this passage were retracted, so its sound is not passed on."

Span = tuple[int, int]


@withdraws_sound
def by_retraction(audio: Audio, start_ms: int, end_ms: int) -> str:
    """
    Return why nobody may have a stretch of a recording, if retracted words are in it.

    Cost: one query where nothing was retracted, which is nearly always.
    """
    here = Q(audio=audio) | Q(transcript__audio=audio)
    elsewhere = Q(transcript__editions__audio=audio)
    retracted = RetractedPassage.objects.standing().filter(here | elsewhere).distinct()
    for one in retracted.select_related("transcript__head", "transcript__audio"):
        for first_ms, last_ms in heard_in(audio, one):
            if start_ms < last_ms and first_ms < end_ms:
                return WHY
    return ""


def heard_in(audio: Audio, one: RetractedPassage) -> Iterator[Span]:
    """Yield when a retracted passage is heard in a recording."""
    if one.audio_id == audio.pk and one.start_ms is not None:
        yield one.start_ms, one.end_ms
        return
    master = one.transcript.audio
    if master is None:
        return
    span = (one.start_ms, one.end_ms)
    if one.audio_id != master.pk or one.start_ms is None:
        span = around_the_notice(one, until_ms=master.duration_ms)
    if master == audio:
        yield span
        return
    for edition in Edition.objects.in_use().filter(audio=audio, master=master):
        for at_ms, part in edition.edit_list().placed:
            if isinstance(part, Kept):
                first_ms = max(part.start_ms, span[0])
                last_ms = min(part.end_ms, span[1])
                if first_ms < last_ms:
                    shift_ms = at_ms - part.start_ms
                    yield first_ms + shift_ms, last_ms + shift_ms


def around_the_notice(one: RetractedPassage, *, until_ms: int) -> Span:
    """
    Return the time between the words on both sides of a notice.

    When its words were said, nobody knew then; only that they are not heard elsewhere.
    """
    document = one.transcript.head.as_document()
    told_by = one.as_taken_back(audio_id=None).is_told_by
    note = next(filter(told_by, document.notes), None)
    words = document.words
    places = {word.id: at for at, word in enumerate(words, 1)}
    behind = places.get(note.after_word or "", 0) if note else 0
    ends = [word.end_ms for word in words[:behind] if word.end_ms is not None]
    starts = [word.start_ms for word in words[behind:] if word.start_ms is not None]
    return max(ends, default=0), min(starts, default=until_ms)
