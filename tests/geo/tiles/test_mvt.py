"""Vector tiles of the places and Sozialräume, decoded."""

from typing import Any

import mapbox_vector_tile
import pytest
from pytest_django import DjangoAssertNumQueries

from geo.tiles.grid import Tile
from geo.tiles.layers import registry
from geo.tiles.mvt import EXTENT, draw_vector
from tests.city import create_city, create_facility
from tests.geo.tiles.places import metres_at, tile_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_city")]


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()


def decoded(layer: str, tile: Tile) -> list[dict[str, Any]]:
    source = registry[layer].vector
    assert source
    body = draw_vector(layer, source, tile)
    options = {"y_coord_down": True}
    found = mapbox_vector_tile.decode(body, default_options=options).get(layer, {"features": []})
    features: list[dict[str, Any]] = found["features"]
    return features


def test_a_place_carries_what_the_browser_needs(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    place = create_facility("Kita Regenbogen", 500, 500)
    with django_assert_num_queries(1):
        features = decoded("facilities", tile_at(15, 500, 500))
    assert [(feature["id"], feature["properties"]) for feature in features] == [
        (
            place.pk,
            {
                "id": place.pk,
                "name": "Kita Regenbogen",
                "category": "betreuung.kita",
                "group": "betreuung",
                "symbol": "children",
                "sozialraum": "west",
            },
        )
    ]


def test_coordinates_count_from_the_bare_tile() -> None:
    tile = tile_at(16, 500, 500)
    create_facility("Kita", *metres_at(tile, 64, 192))
    x, y = decoded("facilities", tile)[0]["geometry"]["coordinates"]
    assert (x, y) == pytest.approx((EXTENT / 4, EXTENT * 3 / 4), abs=2)


def test_two_places_across_an_edge_are_in_both_tiles() -> None:
    """
    +-------+-------+
    |      A|B      |   10 px apart
    +-------+-------+
    """
    left = tile_at(16, 500, 500)
    right = Tile(left.zoom, left.x + 1, left.y)
    create_facility("A", *metres_at(right, -5, 128))
    create_facility("B", *metres_at(right, 5, 128))
    for tile in (left, right):
        assert {feature["properties"]["name"] for feature in decoded("facilities", tile)} == {"A", "B"}


def test_a_place_far_outside_is_not_in_the_tile() -> None:
    tile = tile_at(16, 500, 500)
    create_facility("fern", *metres_at(tile, -40, 128))
    assert decoded("facilities", tile) == []


@pytest.mark.parametrize("visibility", ["area", "internal"])
def test_only_public_places_have_a_point(visibility: str) -> None:
    create_facility("geheim", 500, 500, visibility=visibility)
    create_facility("Entwurf", 500, 500, state="draft")
    assert decoded("facilities", tile_at(12, 500, 500)) == []


def test_sozialraeume_are_clipped_areas_with_a_name() -> None:
    features = decoded("sozialraeume", tile_at(17, 1000, 500))
    assert {feature["properties"]["name"] for feature in features} == {"West", "Ost"}
    for feature in features:
        assert feature["geometry"]["type"] == "Polygon"
        ring = feature["geometry"]["coordinates"][0]
        assert all(-EXTENT / 8 <= number <= EXTENT * 9 / 8 for corner in ring for number in corner)


def test_shared_borders_stay_shared_when_simplified() -> None:
    """The two squares meet at x = 1000: seen from afar, the same corners stand on both sides."""
    for zoom in (10, 12, 14):
        west, east = sorted(
            decoded("sozialraeume", tile_at(zoom, 1000, 500)),
            key=lambda feature: str(feature["properties"]["code"]),
            reverse=True,
        )
        corners = [{tuple(corner) for corner in each["geometry"]["coordinates"][0]} for each in (west, east)]
        assert len(corners[0] & corners[1]) == 2
