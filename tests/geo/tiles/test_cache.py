"""What is filed under which token while others write: with committed data, in a database of the test's own."""

import io
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client
from PIL import Image

from geo.conf import tile_dir
from geo.tiles.cache import TileKey, drop_stale, fetch
from geo.tiles.drawing import draw
from geo.tiles.grid import Tile
from geo.tiles.layers import MVT, PNG, Layer, registry
from geo.tiles.tasks import collect_tiles
from geo.tiles.tokens import current_token

TILE = Tile(14, 8505, 5450)
PATH = "14/8505/5450"


def rename_all(name: str) -> None:
    """A change by somebody else, with psql."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE directory_facility SET name = %s", [name])


def facilities() -> Layer:
    return registry["facilities"]


def fetched(key: TileKey, drawn: Callable[[], bytes]) -> tuple[bytes, bool]:
    return fetch(key, key.tile, lambda: {key.tile: drawn()})


@pytest.mark.usefixtures("own_database")
def test_a_tile_that_was_overtaken_by_a_change_is_not_filed() -> None:
    """A writer commits between the reading of the token and the reading of the data."""
    layer = facilities()
    key = TileKey(layer, current_token(layer), TILE, MVT)

    def drawn() -> bytes:
        rename_all("überholt")
        return draw(layer, TILE, MVT)[TILE]

    body, filed = fetched(key, drawn)

    assert "überholt".encode() in body
    assert not filed
    assert not key.path.exists()
    assert current_token(layer) != key.token


@pytest.mark.usefixtures("own_database")
def test_an_overtaken_tile_is_not_kept_by_the_browser_either(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    source = facilities().vector
    assert source

    def rows() -> object:
        rename_all("überholt")
        return source.rows()

    overtaken = replace(facilities(), vector=replace(source, rows=rows))  # type: ignore[arg-type]  # a queryset
    monkeypatch.setitem(registry._layers, "facilities", overtaken)
    token = current_token(overtaken)

    answer = client.get(f"/tiles/facilities/{token}/{PATH}.mvt")

    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get(f"/tiles/facilities/{token}/{PATH}.mvt").status_code == 307
    assert not (tile_dir() / "facilities" / token).exists()


SHOWN = (
    "UPDATE directory_category SET pictogram = 'school' WHERE code = 'betreuung.kita'",
    "UPDATE directory_categorygroup SET colour = '#000000'",
    "DELETE FROM directory_facility_secondary_categories",
    "TRUNCATE directory_facility_serves",
    "UPDATE directory_traeger SET name = name || '!'",
    "UPDATE directory_datasource SET licence = 'andere'",
    "UPDATE directory_city SET profile = profile",
)


@pytest.mark.usefixtures("own_database")
def test_whatever_a_tile_or_an_item_shows_renews_the_token() -> None:
    for statement in SHOWN:
        before = current_token(facilities())
        with connection.cursor() as cursor:
            cursor.execute(statement)
        assert current_token(facilities()) != before, statement


@pytest.mark.usefixtures("own_database")
def test_one_draws_and_the_others_wait_for_it() -> None:
    layer = facilities()
    key = TileKey(layer, current_token(layer), TILE, MVT)
    everyone = threading.Barrier(4)
    drawings: list[int] = []
    bodies: list[bytes] = []

    def drawn() -> bytes:
        drawings.append(1)
        return b"tile"

    def ask() -> None:
        everyone.wait()
        bodies.append(fetched(key, drawn)[0])
        connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert bodies == [b"tile"] * 4
    assert len(drawings) == 1


@pytest.mark.usefixtures("own_database")
def test_one_drawing_files_the_whole_block() -> None:
    layer = registry["sozialraeume"]
    key = TileKey(layer, current_token(layer), TILE, PNG)

    fetch(key, TILE.metatile, lambda: draw(layer, TILE.metatile, PNG))

    assert len(list(key.path.parents[2].rglob("*.png"))) == 64
    assert not [path for path in key.path.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.usefixtures("own_database")
def test_former_folders_go_and_the_current_one_stays() -> None:
    current = tile_dir() / "facilities" / current_token(facilities())
    former = tile_dir() / "facilities" / "former-token"
    removed_layer = tile_dir() / "removed" / "token"
    for folder in (current, former, removed_layer):
        folder.mkdir(parents=True)
        (folder / "tile.png").write_bytes(b"tile")

    assert drop_stale("facilities") == 1
    assert (current.exists(), former.exists(), removed_layer.exists()) == (True, False, True)
    assert drop_stale() == 1
    assert (current.exists(), removed_layer.exists()) == (True, False)
    assert not list((tile_dir() / ".trash").iterdir())


@pytest.mark.usefixtures("own_database")
def test_a_place_that_becomes_secret_leaves_no_tile_behind(client: Client) -> None:
    def filed() -> bytes:
        return b"".join(path.read_bytes() for path in tile_dir().rglob("*.mvt"))

    rename_all("Frauenhaus")
    client.get(f"/tiles/facilities/{current_token(facilities())}/{PATH}.mvt")
    assert b"Frauenhaus" in filed()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE directory_facility SET visibility = 'phone_only', point = NULL, geometry_source = '', "
            "street = '', house_number = '', postcode = '', city = ''"
        )
    collect_tiles(timestamp=0)
    client.get(f"/tiles/facilities/{current_token(facilities())}/{PATH}.mvt")

    assert b"Frauenhaus" not in filed()


@pytest.mark.usefixtures("own_database")
def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    (tile_dir() / "base" / "former").mkdir(parents=True)
    call_command("collect_tiles")
    assert capsys.readouterr().out == "1 alte Kachelordner gelöscht.\n"


def test_nothing_filed_is_nothing_to_drop() -> None:
    assert drop_stale() == 0


@pytest.mark.usefixtures("own_database")
def test_without_a_base_map_the_land_is_empty(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA basemap CASCADE")
    answer = client.get(f"/tiles/base/{PATH}.png")
    assert answer.status_code == 200
    land = Image.open(io.BytesIO(answer.content)).convert("RGB")
    assert land.getcolors() == [(256 * 256, (0xF4, 0xF1, 0xEA))]
