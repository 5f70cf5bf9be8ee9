"""Pictures, sent by a view that knows which of them are meant for everybody."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from callsign.newsroom.station.serving import serve_stored

# Types a browser only ever draws. SVG is not among them: it can carry script.
TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
# What Wagtail draws for pages. Originals carry places and serial numbers of cameras,
# and may belong to a story that is not out yet.
FOR_EVERYBODY = "images"
FOR_STAFF = "original_images"
# A drawn picture never changes under its name; a new one gets a new name.
A_MONTH = "public, max-age=2592000"


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send a picture: what was drawn for pages to everybody, an original to staff."""
    path = PurePosixPath(name)
    content_type = TYPES.get(path.suffix.lower())
    # A path that climbs would begin in one folder and end in another.
    folder = "" if ".." in path.parts else path.parts[0]
    is_for_everybody = folder == FOR_EVERYBODY
    if content_type is None or not (is_for_everybody or is_for_staff(request, folder)):
        raise Http404("no such picture")
    return serve_stored(
        request,
        default_storage,
        name,
        kind="media",
        content_type=content_type,
        cache_control=A_MONTH if is_for_everybody else "private, no-store",
    )


def is_for_staff(request: HttpRequest, folder: str) -> bool:
    return folder == FOR_STAFF and request.user.has_perm("wagtailadmin.access_admin")
