import re
from pathlib import Path

import pytest

from geo.tiles.layers import registry
from geo.tiles.tilejson import tile_template

NGINX = Path(__file__).parents[3] / "deploy" / "nginx.conf"


@pytest.mark.django_db
def test_nginx_finds_every_stored_tile() -> None:
    """The pattern of its configuration holds for the addresses that TileJSON names."""
    patterns = re.findall(r"location ~ (\^/tiles/\S+) \{", NGINX.read_text())
    assert len(patterns) == 1
    for name in registry.names():
        for extension in registry[name].formats:
            address = tile_template(registry[name], extension)
            path = address.replace("{z}", "14").replace("{x}", "8505").replace("{y}", "5450")
            assert re.fullmatch(patterns[0].removeprefix("^").removesuffix("$"), path), path
