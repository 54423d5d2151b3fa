"""Areas in metres around a corner of the storage CRS."""

import pytest
import shapely
from shapely import LineString, MultiPolygon, Polygon, box

from geo.errors import PolygonError
from geo.vector.polygons import as_multipolygon, coverage_flaws

X, Y = 350_000, 5_700_000


def _box(x: float, y: float, width: float = 1000, height: float = 1000) -> MultiPolygon:
    return MultiPolygon([box(X + x, Y + y, X + x + width, Y + y + height)])


def test_a_valid_area_stays_as_it_is() -> None:
    assert as_multipolygon(_box(0, 0)).equals_exact(_box(0, 0))


def test_exclaves_and_holes_are_kept() -> None:
    shape = shapely.union(_box(0, 0).difference(_box(400, 400, 100, 100)), _box(2000, 0))
    assert as_multipolygon(shape).area == 1_990_000


def test_a_spike_is_repaired() -> None:
    tip = [(X + 1000, Y + 500), (X + 1050, Y + 500), (X + 1000, Y + 500)]
    spike = Polygon([(X, Y), (X + 1000, Y), *tip, (X + 1000, Y + 1000), (X, Y + 1000)])
    assert not spike.is_valid
    assert as_multipolygon(spike).area == 1_000_000


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, "hat keine Fläche"),
        (Polygon(), "hat keine Fläche"),
        (Polygon([(X, Y), (X + 10, Y), (X, Y)]), "hat keine Fläche"),
        (LineString([(X, Y), (X + 10, Y)]), "ist keine Fläche, sondern LineString"),
        (Polygon([(X, Y), (X + 100, Y + 100), (X + 100, Y), (X, Y + 100)]), "selbst schneidet .bei 350050, 5700050"),
    ],
)
def test_what_is_no_area_is_refused_with_the_reason(geometry: Polygon | None, reason: str) -> None:
    with pytest.raises(PolygonError, match=reason):
        as_multipolygon(geometry)


def test_neighbours_that_share_their_border_have_no_flaws() -> None:
    assert coverage_flaws({"a": _box(0, 0), "b": _box(1000, 0), "c": _box(0, 1000, 2000)}) == []


@pytest.mark.parametrize(("width", "count"), [(9.0, 1), (11.0, 0)])
def test_a_slit_is_a_gap_and_a_wide_strip_is_none(width: float, count: int) -> None:
    flaws = coverage_flaws({"a": _box(0, 0), "b": _box(1000 + width, 0)})
    assert [flaw.kind for flaw in flaws] == ["gap"] * count


def test_an_enclosed_hole_is_a_gap_of_any_size() -> None:
    ring = MultiPolygon([_box(0, 0).geoms[0].difference(_box(300, 300, 400, 400).geoms[0])])
    (flaw,) = coverage_flaws({"a": ring})
    assert (flaw.kind, flaw.names, round(flaw.area_m2)) == ("gap", ("a",), 160_000)
    assert _box(300, 300, 400, 400).contains(flaw.place)


@pytest.mark.parametrize(("overlap", "count"), [(0.0005, 0), (0.01, 1)])
def test_overlaps_count_from_a_square_metre(overlap: float, count: int) -> None:
    assert len(coverage_flaws({"a": _box(0, 0, 1000 + overlap), "b": _box(1000, 0)})) == count


def test_flaws_come_largest_first_with_both_names() -> None:
    flaws = coverage_flaws({"a": _box(0, 0, 1020), "b": _box(1000, 0, 999), "c": _box(2001, 0)})
    assert [(flaw.kind, flaw.names) for flaw in flaws] == [("overlap", ("a", "b")), ("gap", ("b", "c"))]
