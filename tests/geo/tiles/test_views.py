"""The addresses of the tiles, as a browser or a GIS asks for them."""

import io
import json
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from geo.conf import tile_dir
from geo.models import LayerRevision, renew_revision
from geo.tiles.layers import registry
from geo.tiles.tokens import current_token
from tests.city import create_city, create_facility
from tests.geo.tiles.places import metres_at, tile_at
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.taxonomy import Category

pytestmark = pytest.mark.django_db
TILE = "14/8505/5450"


def get(client: Client, path: str, **headers: str) -> Any:
    return client.get(path, headers=headers)


def problem(response: HttpResponse, status: int) -> str:
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    return str(json.loads(response.content)["detail"])


@pytest.fixture
def city(empty_city: None) -> str:
    """Two places 10 px apart across the edge between two metatiles; the row and column of the eastern tile."""
    create_city()
    tile = tile_at(16, 1000, 500)
    edge = tile.metatile
    create_facility("A", *metres_at(edge, -5, 128))
    create_facility("B", *metres_at(edge, 5, 128))
    return f"{edge.x}/{edge.y}"


def picture(response: HttpResponse) -> Image.Image:
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    return Image.open(io.BytesIO(response.content)).convert("RGBA")


def test_tilejson_names_the_current_address(client: Client, settings: LazySettings) -> None:
    settings.PUBLIC_URL = "https://wegweiser.example"
    answer = get(client, "/tiles/facilities/mvt.json")
    described = answer.json()
    assert described["tilejson"] == "3.0.0"
    token = current_token(registry["facilities"])
    assert described["tiles"] == [f"https://wegweiser.example/tiles/facilities/{token}/{{z}}/{{x}}/{{y}}.mvt"]
    assert (described["minzoom"], described["maxzoom"]) == (8, 19)
    assert described["bounds"] == list(CityProfile.current().bounds)
    assert set(described["vector_layers"][0]["fields"]) >= {"name", "category", "symbol"}
    assert "Musterstadt" in described["attribution"]
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("layer", ["base", "facilities", "sozialraeume"])
def test_every_announced_format_is_served(client: Client, layer: str) -> None:
    for address in get(client, "/tiles/").json()[layer]:
        described = get(client, address.removeprefix("http://127.0.0.1:8000")).json()
        tile = described["tiles"][0].removeprefix("http://127.0.0.1:8000")
        z, x, y = TILE.split("/")
        answer = get(client, tile.replace("{z}", z).replace("{x}", x).replace("{y}", y))
        assert answer.status_code == 200, address
        assert answer.content


def test_a_tile_is_drawn_once_and_then_read_from_its_file(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token = current_token(registry["facilities"])
    path = f"/tiles/facilities/{token}/{TILE}.mvt"
    with django_assert_num_queries(4):  # token, bounds, rows, and the token again before it is filed
        first = get(client, path)
    file = tile_dir() / "facilities" / token / f"{TILE}.mvt"
    assert file.read_bytes() == first.content
    assert first.headers["Cache-Control"] == "private, max-age=86400"

    file.write_bytes(b"filed")
    with django_assert_num_queries(1):
        assert get(client, path).content == b"filed"


def test_a_former_token_leads_to_the_current_tile_and_is_never_filed(client: Client) -> None:
    former = current_token(registry["facilities"])
    LayerRevision.objects.filter(layer="facilities").update(token="newer")
    answer = get(client, f"/tiles/facilities/{former}/{TILE}@2x.png")
    assert answer.status_code == 307
    assert answer.headers["Location"] == f"/tiles/facilities/{current_token(registry['facilities'])}/{TILE}@2x.png"
    assert "max-age" not in answer.headers["Cache-Control"]
    assert not tile_dir().exists()


def test_without_a_token_a_tile_is_revalidated(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = get(client, f"/tiles/facilities/{TILE}.mvt")
    assert first.headers["Cache-Control"] == "no-cache"
    etag = first.headers["ETag"]
    with django_assert_num_queries(1):
        assert get(client, f"/tiles/facilities/{TILE}.mvt", If_None_Match=etag).status_code == 304

    LayerRevision.objects.filter(layer="facilities").update(token="newer")
    assert get(client, f"/tiles/facilities/{TILE}.mvt", If_None_Match=etag).status_code == 200


def test_other_layers_keep_their_tiles(client: Client) -> None:
    before = current_token(registry["sozialraeume"])
    LayerRevision.objects.filter(layer="facilities").update(token="newer")
    assert current_token(registry["sozialraeume"]) == before


@pytest.mark.parametrize(("extension", "pixels"), [(".png", 256), ("@2x.png", 512)])
def test_symbols_are_whole_at_the_edge_of_what_is_drawn_at_once(
    client: Client, city: str, extension: str, pixels: int
) -> None:
    column, row = map(int, city.split("/"))
    left = picture(get(client, f"/tiles/facilities/16/{column - 1}/{row}{extension}"))
    right = picture(get(client, f"/tiles/facilities/16/{column}/{row}{extension}"))
    assert left.size == right.size == (pixels, pixels)

    both = Image.new("RGBA", (2 * pixels, pixels))
    both.paste(left, (0, 0))
    both.paste(right, (pixels, 0))
    box = both.getbbox()
    assert box
    scale = pixels / 256
    # two circles of 28 px, 10 px apart, on the edge: 38 px wide, 28 high, as far to the left as to the right
    assert (box[2] - box[0], box[3] - box[1]) == pytest.approx((38 * scale, 28 * scale), abs=3)
    assert (box[0] + box[2]) / 2 == pytest.approx(pixels, abs=2)


def test_a_category_that_no_rule_may_name_is_still_drawn(client: Client, city: str) -> None:
    Category.objects.create(
        code="betreuung.it's", group_id="betreuung", names={"de": "x"}, short_name="x", pictogram="children"
    )
    tile = tile_at(16, 300, 300)
    create_facility("C", *metres_at(tile, 128, 128), category_id="betreuung.it's")
    assert picture(get(client, f"/tiles/facilities/16/{tile.x}/{tile.y}.png")).getbbox()


def test_far_away_there_is_nothing_and_nothing_is_filed(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token = current_token(registry["facilities"])
    with django_assert_num_queries(2):
        answer = get(client, f"/tiles/facilities/{token}/19/1/1.mvt")
    assert (answer.status_code, answer.content) == (200, b"")
    assert picture(get(client, f"/tiles/sozialraeume/{TILE.replace('8505', '1')}.png")).getbbox() is None
    assert not list(tile_dir().rglob("*.mvt"))


@pytest.mark.usefixtures("empty_city")
@pytest.mark.parametrize("layer", ["base", "facilities", "sozialraeume"])
def test_before_the_first_city_every_layer_is_empty(client: Client, layer: str) -> None:
    assert get(client, f"/tiles/{layer}/png.json").status_code == 200
    assert picture(get(client, f"/tiles/{layer}/{TILE}.png"))


@pytest.mark.parametrize(
    ("path", "status", "named"),
    [
        ("/tiles/roads/14/1/1.png", 404, "base, facilities, sozialraeume"),
        ("/tiles/roads/png.json", 404, "roads"),
        ("/tiles/base/14/1/1.mvt", 404, "png, @2x.png"),
        ("/tiles/base/mvt.json", 404, "mvt"),
        ("/tiles/facilities/14/1/1.gif", 404, "gif"),
        ("/tiles/facilities/14/1/1", 404, "mvt"),
        ("/tiles/facilities/14/16384/1.png", 404, "0 bis 16383"),
        ("/tiles/facilities/14/1/16384.png", 404, "y=16384"),
        ("/tiles/facilities/20/1/1.png", 404, "8 bis 19"),
        ("/tiles/facilities/7/1/1.png", 404, "8 bis 19"),
        ("/tiles/facilities/14/-1/1.png", 400, "-1"),
        ("/tiles/facilities/14/1.5/1.png", 400, "1.5"),
        ("/tiles/facilities/x/1/1.png", 400, "„z“"),
        ("/tiles/facilities/14/1/99999999999999999999.png", 400, "„y“"),
        ("/tiles/facilities", 404, "/tiles/"),
        ("/tiles/facilities/a/b/c/d/e.png", 404, "/tiles/"),
    ],
)
def test_a_wrong_address_is_explained(client: Client, path: str, status: int, named: str) -> None:
    assert named in problem(get(client, path), status)


def test_explained_in_english_too(client: Client) -> None:
    answer = get(client, "/tiles/facilities/20/1/1.png", Accept_Language="en")
    assert problem(answer, 404) == "There is no zoom 20; 8 to 19 is allowed."


def test_tiles_are_read_only_and_leave_no_cookie(client: Client) -> None:
    assert client.post(f"/tiles/facilities/{TILE}.mvt").status_code == 405
    answer = get(client, f"/tiles/facilities/{TILE}.mvt")
    assert answer.cookies == {}
    assert "Cookie" not in answer.headers["Vary"]
    assert client.head(f"/tiles/facilities/{TILE}.mvt").status_code == 200


def test_a_changed_revision_is_a_new_address(client: Client) -> None:
    before = current_token(registry["base"])
    renew_revision("base")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert current_token(registry["base"]) != before
