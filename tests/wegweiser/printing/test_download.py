from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.test import RequestFactory

from wegweiser.printing.download import download
from wegweiser.printing.errors import SheetWithdrawn

CONTENT = bytes(range(256)) * 1000
SIZE = len(CONTENT)
Asked = Callable[..., HttpResponseBase]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "W2VF9X.pdf"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def asked(sheet: Path) -> Iterator[Asked]:
    with ExitStack() as stack:

        def answered(**headers: str) -> HttpResponseBase:
            response = download(RequestFactory().get("/", headers=headers), sheet, "plan.pdf")
            stack.callback(response.close)
            return response

        yield answered


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]


def test_a_file_is_sent_whole(asked: Asked) -> None:
    response = asked()

    assert body(response) == CONTENT
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(SIZE)
    assert response["Content-Disposition"] == 'inline; filename="plan.pdf"'
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-0", 0, 0), ("bytes=100-70099", 100, 70_099), ("bytes=200000-", 200_000, SIZE - 1),
     ("bytes=-10", SIZE - 10, SIZE - 1), ("bytes=0-999999999", 0, SIZE - 1), ("bytes=-999999999", 0, SIZE - 1)],
)  # fmt: skip
def test_one_part_is_sent(asked: Asked, wanted: str, first: int, last: int) -> None:
    response = asked(Range=wanted)

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == CONTENT[first : last + 1]


@pytest.mark.parametrize(
    "wanted", ["bytes=5-4", "bytes=-", "bytes=1-2,4-5", "pages=1-2", "bytes=x-", f"bytes={9**99}-"]
)
def test_what_is_no_single_part_gets_the_whole(asked: Asked, wanted: str) -> None:
    response = asked(Range=wanted)

    assert response.status_code == 200
    assert body(response) == CONTENT


@pytest.mark.parametrize("wanted", [f"bytes={SIZE}-", f"bytes={SIZE + 5}-{SIZE + 9}", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(asked: Asked, wanted: str) -> None:
    response = asked(Range=wanted)

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"


def test_parts_of_two_editions_are_never_put_together(asked: Asked) -> None:
    etag = asked()["ETag"]

    assert asked(Range="bytes=0-9", If_Range=etag).status_code == 206
    assert asked(Range="bytes=0-9", If_Range='"former"').status_code == 200


def test_what_the_browser_has_is_not_sent_again(asked: Asked) -> None:
    assert asked(If_None_Match=asked()["ETag"]).status_code == 304


def test_a_part_is_not_packed(sheet: Path) -> None:
    request = RequestFactory().get("/", headers={"Range": "bytes=0-9999", "Accept-Encoding": "gzip"})
    response = GZipMiddleware(lambda request: download(request, sheet, "plan.pdf"))(request)  # type: ignore[arg-type,return-value]

    assert body(response) == CONTENT[:10_000]
    response.close()


def test_a_file_that_has_just_gone_is_told_apart(sheet: Path, asked: Asked) -> None:
    sheet.unlink()

    with pytest.raises(SheetWithdrawn):
        asked()
