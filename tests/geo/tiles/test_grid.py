import pytest

from geo.errors import Mistake, TileOutsideGrid, ZoomOutOfRange
from geo.tiles.grid import METATILE, Block, Tile, tiles_of

ZOOMS = range(8, 20)


def test_a_metatile_is_aligned_to_its_size() -> None:
    assert Tile(14, 8503, 5437).metatile == Block(14, 8496, 5432, METATILE)
    assert Tile(2, 3, 1).metatile == Block(2, 0, 0, 4)
    assert Tile(0, 0, 0).metatile == Block(0, 0, 0, 1)
    assert len(set(tiles_of(Tile(14, 8503, 5437).metatile))) == METATILE**2


def test_the_ground_of_the_world_and_of_a_quarter() -> None:
    world = Block(0, 0, 0).bounds()
    assert world == pytest.approx((-20037508.34, -20037508.34, 20037508.34, 20037508.34), abs=0.01)
    assert Block(1, 1, 1).bounds() == pytest.approx((0, world[1], world[2], 0))
    assert Block(1, 0, 0, size=2).bounds() == world


def test_a_margin_in_pixels_widens_all_sides() -> None:
    west, south, east, north = Tile(1, 0, 0).bounds(margin_px=256)
    side = Tile(1, 0, 0).side_m
    assert (west, north) == pytest.approx((-2 * side, 2 * side))
    assert (east, south) == pytest.approx((side, -side))


@pytest.mark.parametrize(("zoom", "x", "y"), [(8, 0, 0), (8, 255, 255), (19, 2**19 - 1, 0)])
def test_the_last_tile_of_the_grid_is_in_it(zoom: int, x: int, y: int) -> None:
    assert Tile.checked(zoom, x, y, ZOOMS) == Tile(zoom, x, y)


@pytest.mark.parametrize(
    ("zoom", "x", "y", "mistake", "named"),
    [
        (8, 256, 0, TileOutsideGrid, "x=256"),
        (8, 0, 256, TileOutsideGrid, "y=256"),
        (8, -1, 0, TileOutsideGrid, "x=-1"),
        (7, 0, 0, ZoomOutOfRange, "8 bis 19"),
        (20, 0, 0, ZoomOutOfRange, "20"),
    ],
)
def test_beyond_the_grid_is_refused_by_name(zoom: int, x: int, y: int, mistake: type[Mistake], named: str) -> None:
    with pytest.raises(mistake) as refused:
        Tile.checked(zoom, x, y, ZOOMS)
    assert named in refused.value.sentence("de")


def test_a_block_in_degrees() -> None:
    assert Block(0, 0, 0).degrees() == pytest.approx((-180, -85.0511288, 180, 85.0511288))
    assert Block(1, 1, 0).degrees() == pytest.approx((0, 0, 180, 85.0511288))
    west, south, east, north = Tile(14, 8505, 5450).degrees()
    assert (west, east) == pytest.approx((6.877441, 6.899414), abs=1e-6)
    assert 51.4 < south < north < 51.5
