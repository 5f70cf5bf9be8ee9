"""Showing: which transcripts readers may see, wherever they stand."""

from typing import Any

from callsign.newsroom.transcripts.models import Edition, Transcript


def shown(transcript: Transcript | None) -> Transcript | None:
    """Return a transcript that readers may see; None for a rough draft."""
    return transcript if transcript is not None and transcript.is_public else None


def shown_of(page: Any) -> Transcript | Edition | None:
    """
    Return what readers see of what is said in the recording of a story or an episode.

    That is its own transcript; without one, that of the recording which its recording is
    an edition of, on its own clock.
    """
    if page.transcript_id is not None or page.audio_id is None:
        return shown(page.transcript)
    return shared(page.audio_id)


def shared(audio_id: int) -> Edition | None:
    """Return the edition that a recording is, if readers may see its transcript."""
    editions = Edition.objects.in_use().filter(audio=audio_id, word_count__gt=0)
    unread = (f"transcript__{name}" for name in ("html", "plain_text", "script"))
    edition = editions.select_related("transcript").defer(*unread).first()
    return edition if edition is not None and edition.is_public else None
