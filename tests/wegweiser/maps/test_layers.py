"""What the layers show beyond their rows."""

import pytest
from django.test import Client

from geo.tiles.layers import registry
from geo.tiles.tilejson import tilejson
from tests.city import PROFILE, create_city
from wegweiser.directory.models.city import City, LayerAttribution
from wegweiser.maps.layers import _border_passes
from wegweiser.maps.symbol_files import symbol_passes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_city")]


def test_far_out_places_are_dots_and_near_by_they_are_symbols() -> None:
    create_city()
    assert not any(".svg" in rule for rule in symbol_passes(12)[0])
    near = symbol_passes(13)[0]
    assert sum(".svg" in rule for rule in near) == len(near) - 1
    assert "ElseFilter" in near[-1]


def test_a_symbol_is_one_file_whoever_writes_it_first() -> None:
    assert symbol_passes(15) == symbol_passes(15)


def test_borders_are_named_where_no_base_map_names_anything() -> None:
    create_city()
    assert "[name]" in str(_border_passes(13))
    assert "[name]" not in str(_border_passes(17))
    City.objects.update(
        profile={
            **PROFILE,
            "basemap": {"file": "basemap.osm.pbf"},
            "attribution": {layer: {"text": "Stadt", "licence": "ODbL"} for layer in ("sozialraeume", "basemap")},
        }
    )
    assert "[name]" not in str(_border_passes(13))


def test_attribution_cannot_carry_markup() -> None:
    LayerAttribution.objects.create(layer="basemap", text="<b>Stadt</b> & Land", licence="ODbL")
    assert tilejson(registry["base"], "png")["attribution"] == "&lt;b&gt;Stadt&lt;/b&gt; &amp; Land (ODbL)"


def test_without_a_city_a_layer_has_no_bounds(client: Client) -> None:
    described = client.get("/tiles/base/png.json").json()
    assert "bounds" not in described
    assert described["attribution"] == ""
