"""A stored file as an answer: whole, in part, or refused because it has just been withdrawn."""

import os
import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from wegweiser.printing.errors import SheetWithdrawn

MEDIA_TYPES = {".pdf": "application/pdf", ".zip": "application/zip"}
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_CHUNK = 64 * 1024


def download(request: HttpRequest, path: Path, name: str, *, attached: bool = False) -> HttpResponseBase:
    """What the browser has is not sent again; of a file it may ask for one part (RFC 9110). Raises SheetWithdrawn."""
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise SheetWithdrawn from error
    standing = os.fstat(file.fileno())
    etag = quote_etag(f"{path.stem}-{standing.st_mtime_ns:x}")
    headers = {"ETag": etag, "Cache-Control": "no-cache", "Accept-Ranges": "bytes"}
    unchanged = get_conditional_response(request, etag=etag, response=HttpResponse(headers=headers))
    if unchanged is not None and unchanged.status_code != HTTPStatus.OK:
        file.close()
        return unchanged
    response = _answer(file, standing.st_size, _wanted(request, etag, standing.st_size))
    kind = "attachment" if attached else "inline"
    headers |= {"Content-Type": MEDIA_TYPES[path.suffix], "Content-Disposition": f'{kind}; filename="{name}"'}
    headers["Content-Encoding"] = "identity"  # packed again it would have no parts, and grow
    for key, value in headers.items():
        response[key] = value
    return response


def _wanted(request: HttpRequest, etag: str, size: int) -> range | None:
    """The part that was asked for, empty where the file has no such part; None for all of it."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or not any(asked.groups()) or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    end = min(int(last) + 1, size) if last else size
    return None if last and int(last) < int(first) else range(int(first), end)


def _answer(file: IO[bytes], size: int, wanted: range | None) -> HttpResponseBase:
    if wanted is None:
        return FileResponse(file)
    if not wanted:
        file.close()
        return HttpResponse(
            status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{size}"}
        )
    headers = {"Content-Range": f"bytes {wanted.start}-{wanted.stop - 1}/{size}", "Content-Length": str(len(wanted))}
    return StreamingHttpResponse(_Part(file, wanted), status=HTTPStatus.PARTIAL_CONTENT, headers=headers)


class _Part:
    """Of a file, chunk by chunk; closes it also where nobody begins to read."""

    def __init__(self, file: IO[bytes], part: range) -> None:
        self._file, self._left = file, len(part)
        file.seek(part.start)
        self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (read := self._file.read(min(self._left, _CHUNK))):
            self._left -= len(read)
            yield read
