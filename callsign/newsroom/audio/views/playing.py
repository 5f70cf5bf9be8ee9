"""Playing: recordings and clips, for those who may hear them."""

from django.core.cache import cache
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from callsign.lib.place import place_of
from callsign.media.clip import ImpossibleClip
from callsign.media.encoding import SHAPES, Codec
from callsign.newsroom.audio.clip_rights import why_no_clip, why_withdrawn
from callsign.newsroom.audio.clips import LONGEST_MS, Clip, TooBusy, clips_storage
from callsign.newsroom.audio.models import Audio, sound_storage
from callsign.newsroom.station.serving import serve_stored

# Long enough for a player to seek about, short enough that a retraction takes hold.
PUBLIC = "public, max-age=300"
PRIVATE = "private, no-store"
CLIPS_A_MINUTE = 10


@require_safe
def rendition(
    request: HttpRequest, audio_id: int, kind: str, slug: str = ""
) -> HttpResponseBase:
    """Play a recording; the words in the address are for people and may change."""
    audio = audible(request, audio_id)
    made = audio.renditions.filter(kind=kind).first()
    if made is None:
        return not_ready(audio)
    return serve_stored(
        request,
        sound_storage(),
        made.file.name,
        kind="sound",
        content_type=made.mime,
        cache_control=caching(audio),
        file_name=file_name(audio, kind),
    )


@require_safe
def clip(request: HttpRequest, audio_id: int, kind: str) -> HttpResponseBase:
    """Give a stretch of a recording, at most ten minutes, as a file of its own."""
    audio = audible(request, audio_id)
    if reason := why_no_clip(audio):
        return sentence(403, reason)
    asked = asked_clip(request, audio, Codec(kind))
    if asked is None:
        return sentence(
            400, "A clip runs from=… to=… in milliseconds, ten minutes at most."
        )
    if reason := why_withdrawn(audio, asked.start_ms, asked.end_ms):
        return sentence(410, reason)
    if not asked.is_kept:
        if is_hasty(request, "clips", most_a_minute=CLIPS_A_MINUTE):
            return sentence(429, "Too many new clips at once. Try again in a minute.")
        try:
            asked.cut()
        except TooBusy as error:
            return sentence(503, str(error))
        except ImpossibleClip as error:
            raise Http404(str(error)) from error
    return serve_stored(
        request,
        clips_storage(),
        asked.path.name,
        kind="clips",
        content_type=SHAPES[asked.codec].mime,
        cache_control=caching(audio),
        file_name=file_name(audio, kind),
    )


def audible(request: HttpRequest, audio_id: int) -> Audio:
    """Return a recording this listener may hear; the session is asked only if it must be."""
    audio = get_object_or_404(Audio.objects.defer("waveform"), pk=audio_id)
    if audio.is_public or request.user.has_perm("audio.view_audio"):
        return audio
    raise Http404("no such recording")


def asked_clip(request: HttpRequest, audio: Audio, codec: Codec) -> Clip | None:
    edges = [request.GET.get(name, "") for name in ("from", "to")]
    if not all(
        edge.isascii() and edge.isdecimal() and len(edge) < 12 for edge in edges
    ):
        return None
    start_ms, end_ms = (int(edge) for edge in edges)
    if not start_ms < end_ms <= start_ms + LONGEST_MS:
        return None
    return Clip(audio, start_ms, end_ms, codec)


def is_hasty(request: HttpRequest, what: str, *, most_a_minute: int) -> bool:
    """Return whether this place has had its share of some work for the minute."""
    key = f"{what}:{place_of(request.META.get('REMOTE_ADDR', ''))}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > most_a_minute
    except ValueError:
        # The minute ended between the two lines above.
        return False


def not_ready(audio: Audio) -> HttpResponse:
    """Answer for a rendition that is still being made, or never will be."""
    preparation = getattr(audio, "preparation", None)
    if preparation is None or not preparation.is_unfinished:
        raise Http404("there is no such rendition")
    return sentence(
        503, "This recording is still being prepared. Try again in a minute."
    )


def sentence(status: int, words: str) -> HttpResponse:
    response = HttpResponse(
        words, status=status, content_type="text/plain; charset=utf-8"
    )
    response["Cache-Control"] = "no-store"
    if status in (429, 503):
        response["Retry-After"] = "30"
    return response


def caching(audio: Audio) -> str:
    return PUBLIC if audio.is_public else PRIVATE


def file_name(audio: Audio, kind: str) -> str:
    return f"{slugify(audio.title)[:60] or 'recording'}.{kind}"
