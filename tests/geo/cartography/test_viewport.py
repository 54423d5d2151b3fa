import pytest
from shapely import Point

from geo.cartography.viewport import DENOMINATORS, Viewport, choose_scale, grid_convergence
from geo.errors import ExtentTooLarge

# 200 x 100 mm at 1:10 000 is 2 x 1 km
VIEW = Viewport(centre=(350_000.0, 5_700_000.0), width_mm=200, height_mm=100, scale_denominator=10_000)


def test_bounds_are_true_to_scale() -> None:
    assert VIEW.bounds == (349_000, 5_699_500, 351_000, 5_700_500)
    assert VIEW.frame.area == 2_000_000


def test_paper_counts_from_the_upper_left_corner() -> None:
    assert VIEW.to_paper(349_000, 5_700_500) == (0, 0)
    assert VIEW.to_paper(350_000, 5_700_000) == (100, 50)
    assert VIEW.to_ground(200, 100) == (351_000, 5_699_500)


def test_a_point_may_have_to_keep_away_from_the_edge() -> None:
    near_the_edge = Point(349_050, 5_700_000)  # 5 mm from the left

    assert VIEW.contains(near_the_edge)
    assert VIEW.contains(near_the_edge, margin_mm=5)
    assert not VIEW.contains(near_the_edge, margin_mm=8)
    assert not VIEW.contains(Point(348_999, 5_700_000))


def test_grid_north_leans_west_in_the_ruhr() -> None:
    assert grid_convergence(6.85, 51.5) == pytest.approx(-1.68, abs=0.01)
    assert grid_convergence(9.0, 51.5) == 0


@pytest.mark.parametrize(
    ("extent_m", "denominator"),
    [
        ((1_000, 500), 5_000),
        ((1_001, 500), 7_500),
        ((100, 4_000), 40_000),
        ((10_000, 1), 50_000),
    ],
)
def test_the_largest_scale_that_holds_the_extent(extent_m: tuple[float, float], denominator: int) -> None:
    assert choose_scale(extent_m, frame_mm=(200, 100)) == denominator


def test_the_series_may_be_another() -> None:
    assert choose_scale((1_000, 500), (200, 100), denominators=[40_000, 8_000]) == 8_000


def test_too_much_ground_is_refused_with_numbers() -> None:
    with pytest.raises(ExtentTooLarge, match=r"10\.0 × 0\.5 km .* 1 : 50000 nicht auf 199 × 100 mm"):
        choose_scale((10_000, 500), frame_mm=(199, 100))


def test_denominators_rise() -> None:
    assert list(DENOMINATORS) == sorted(set(DENOMINATORS))
