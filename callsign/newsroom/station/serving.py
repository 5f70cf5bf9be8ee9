"""Serving a stored file: whole, in part, or by the web server in front."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import Storage
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe

from callsign.lib.byte_ranges import ByteRange, NotSatisfiable, asked_range

BLOCK_BYTES = 128 * 1024


class FileSlice:
    """The bytes of a file from one place to another, read as they are sent."""

    def __init__(self, path: Path, part: ByteRange) -> None:
        # Closed by the response, when the last block was sent or the listener left.
        self.file = path.open("rb")
        self.left = part.length
        self.file.seek(part.start)

    def __iter__(self) -> Iterator[bytes]:
        while self.left and (block := self.file.read(min(BLOCK_BYTES, self.left))):
            self.left -= len(block)
            yield block

    def close(self) -> None:
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def serve_stored(
    request: HttpRequest,
    storage: Storage,
    name: str,
    *,
    kind: str,
    content_type: str,
    cache_control: str,
    file_name: str | None = None,
) -> HttpResponseBase:
    """
    Answer with a stored file; the caller has decided that this reader may have it.

    ``kind`` names the storage to the web server in front (``CALLSIGN_X_ACCEL_PREFIX``),
    which then sends the file itself. A storage without paths is asked for an address.
    """
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        response: HttpResponseBase = HttpResponseRedirect(storage.url(name))
        response["Cache-Control"] = "no-store"
        return response
    if prefix := settings.X_ACCEL_PREFIX:
        response = HttpResponse()
        response["X-Accel-Redirect"] = f"{prefix.rstrip('/')}/{kind}/{quote(name)}"
    else:
        response = sent(request, path)
    # Also with a 304 or 206: what a cache keeps must be as safe as what it got first.
    response["Content-Type"] = content_type
    response["Cache-Control"] = cache_control
    response["X-Content-Type-Options"] = "nosniff"
    if file_name:
        response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(file_name)}"
    return response


def sent(request: HttpRequest, path: Path) -> HttpResponseBase:
    """Send a file as HTTP wants it: validators, ranges, and no body for HEAD."""
    try:
        state = path.stat()
    except FileNotFoundError as error:
        raise Http404("this file is not here") from error
    etag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
    modified_at = int(state.st_mtime)
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified_at)
    response = unchanged or part_or_whole(
        request, path, state.st_size, etag, modified_at
    )
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified_at)
    response["Accept-Ranges"] = "bytes"
    return response


def part_or_whole(
    request: HttpRequest, path: Path, size: int, etag: str, modified_at: int
) -> HttpResponseBase:
    # The standard gives ranges a meaning for GET alone.
    ranged = request.method == "GET" and may_be_part(request, etag, modified_at)
    header = request.headers.get("Range", "") if ranged else ""
    try:
        part = asked_range(header, size)
    except NotSatisfiable:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    asked = part or ByteRange(0, size)
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse()
    else:
        response = StreamingHttpResponse(FileSlice(path, asked))
    response["Content-Length"] = str(asked.length)
    if part is not None:
        response.status_code = 206
        response["Content-Range"] = part.content_range(size)
    return response


def may_be_part(request: HttpRequest, etag: str, modified_at: int) -> bool:
    """Return whether the reader's earlier part still fits this file (If-Range)."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition:
        return True
    if condition.startswith('"'):
        return condition == etag
    # A weak tag, or a date that is not exactly ours, does not prove the same bytes.
    return parse_http_date_safe(condition) == modified_at
