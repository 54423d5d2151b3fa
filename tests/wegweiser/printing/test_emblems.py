"""Icon and preview, decoded."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from tests.city import create_city

pytestmark = [pytest.mark.django_db]
ACCENT = (0x00, 0x50, 0x5C)


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()


def picture(client: Client, path: str) -> Image.Image:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    return Image.open(BytesIO(response.content)).convert("RGB")


@pytest.mark.parametrize("size", [180, 192, 512])
def test_the_icon_is_filled_to_its_edges(client: Client, size: int) -> None:
    icon = picture(client, f"/zeichen-{size}.png")
    assert icon.size == (size, size)
    assert {icon.getpixel(corner) for corner in ((0, 0), (size - 1, size - 1))} == {ACCENT}
    assert (255, 255, 255) in {colour for _, colour in icon.getcolors(10**6)}


def test_only_sizes_that_telephones_ask_for_are_drawn(client: Client) -> None:
    assert client.get("/zeichen-511.png").status_code == 404
    assert client.get("/zeichen.svg")["Content-Type"] == "image/svg+xml"


def white(image: Image.Image) -> int:
    return sum(count for count, colour in image.getcolors(10**6) if colour == (255, 255, 255))


def test_the_preview_of_a_sozialraum_shows_less_than_that_of_the_city(client: Client) -> None:
    whole, part = picture(client, "/vorschau.png"), picture(client, "/sozialraum/west/vorschau.png")
    assert whole.size == part.size == (1200, 630)
    assert white(whole) > 1.2 * white(part) > 0


def test_the_preview_speaks_the_language_of_the_page(client: Client) -> None:
    assert picture(client, "/vorschau.png").tobytes() != picture(client, "/en/vorschau.png").tobytes()


def test_there_is_no_preview_of_what_does_not_exist(client: Client) -> None:
    assert client.get("/sozialraum/nirgends/vorschau.png").status_code == 404
