import pytest
from shapely import Point

from geo.crs import STORAGE, WGS84
from geo.errors import VectorFileError
from geo.vector.transform import box_in_storage, point_in_storage


def test_longitude_comes_first() -> None:
    point = point_in_storage(9.0, 51.43, WGS84)
    assert point is not None
    assert round(point.x) == 500_000  # the central meridian of zone 32
    assert round(point.y, -3) == 5_698_000


def test_metres_stay_metres() -> None:
    assert point_in_storage(350_000.25, 5_700_000.5, STORAGE) == Point(350_000.25, 5_700_000.5)


@pytest.mark.parametrize(("x", "y"), [(float("nan"), 51.0), (float("inf"), 51.0), (6.8, float("-inf")), (6.8, 1e9)])
def test_what_no_crs_reaches_is_nowhere(x: float, y: float) -> None:
    assert point_in_storage(x, y, WGS84) is None


def test_an_unknown_crs_is_an_error() -> None:
    with pytest.raises(VectorFileError, match="EPSG:99999 ist kein bekanntes Koordinatensystem"):
        point_in_storage(1, 1, 99999)


def test_a_box_in_degrees_becomes_one_in_metres() -> None:
    box = box_in_storage(6.80, 51.40, 6.95, 51.50)
    assert 9_000 < box.bounds[2] - box.bounds[0] < 12_000
    assert 11_000 < box.bounds[3] - box.bounds[1] < 12_000
