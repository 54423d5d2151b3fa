"""The search grid of a sheet of 2.5 x 1.5 km whose corners lie between the kilometre lines.

         350    351    352        columns A (200 m) B C (1300 m, 1 km lines)
5701.2 +--+------+------+--+
       |A1|  B1  |  C1  |D1|
5701.0 +--+------+------+--+
       |A2|  B2  |  C2  |D2|
5700.0 +--+------+------+--+
       |A3|  B3  |  C3  |D3|
5699.7 +--+------+------+--+
"""

import pytest

from geo.cartography.furniture import GridLabel, SearchGrid, north_arrow_degrees, scale_bar
from geo.cartography.viewport import Viewport

VIEW = Viewport(centre=(351_050.0, 5_700_450.0), width_mm=125, height_mm=75, scale_denominator=20_000)
GRID = SearchGrid(VIEW)


def test_lines_lie_on_whole_kilometres() -> None:
    assert [line.ground_m for line in GRID.vertical_lines()] == [350_000, 351_000, 352_000]
    assert [line.ground_m for line in GRID.horizontal_lines()] == [5_701_000, 5_700_000]
    assert [line.position_mm for line in GRID.vertical_lines()] == [10, 60, 110]
    assert [line.position_mm for line in GRID.horizontal_lines()] == [10, 60]


def test_letters_run_east_and_numbers_south() -> None:
    assert [label.text for label in GRID.columns()] == ["A", "B", "C", "D"]
    assert GRID.columns()[1] == GridLabel("B", 35)
    assert [label.text for label in GRID.rows()] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("x", "y", "cell"),
    [
        (349_900, 5_701_100, "A1"),
        (350_500, 5_700_500, "B2"),
        (352_200, 5_699_800, "D3"),
        (351_000, 5_700_000, "C3"),  # on both lines: east and south
        (349_800, 5_701_200, "A1"),  # the corner of the sheet
    ],
)
def test_cell_of_a_point(x: float, y: float, cell: str) -> None:
    assert GRID.cell_of(x, y) == cell


def test_a_point_beside_the_sheet_has_no_cell() -> None:
    with pytest.raises(ValueError, match=r"\(349799, 5700500\) liegt außerhalb"):
        GRID.cell_of(349_799, 5_700_500)


def test_the_bleed_makes_no_column() -> None:
    grid = SearchGrid(VIEW, inset_mm=10)

    assert [label.text for label in grid.columns()] == ["A", "B", "C"]
    assert [label.text for label in grid.rows()] == ["1", "2"]
    assert grid.cell_of(350_500, 5_700_500) == "A1"


@pytest.mark.parametrize(("denominator", "cell_m"), [(1_000, 50), (5_000, 200), (12_500, 500), (13_000, 1000)])
def test_cells_are_round_and_large_enough_to_search(denominator: int, cell_m: int) -> None:
    assert SearchGrid(Viewport((351_000.0, 5_700_000.0), 200, 200, denominator)).cell_m == cell_m


def test_the_letters_of_an_inset_begin_late() -> None:
    grid = SearchGrid(Viewport((350_250.0, 5_700_000.0), 100, 100, 10_000), first_column=24)

    assert [label.text for label in grid.columns()][:2] == ["Y", "Z"]
    assert grid.cell_of(349_900, 5_700_100).startswith("Y")


def test_more_columns_than_letters() -> None:
    wide = SearchGrid(Viewport((350_000.0, 5_700_000.0), 3_000, 100, 10_000))  # 30 km in half kilometres

    assert [label.text for label in wide.columns()][24:28] == ["Y", "Z", "AA", "AB"]


@pytest.mark.parametrize(("denominator", "length_m"), [(5_000, 200), (10_000, 500), (15_000, 500), (50_000, 2000)])
def test_the_scale_bar_is_round_and_fits(denominator: int, length_m: int) -> None:
    bar = scale_bar(denominator, longest_mm=50)

    assert bar.length_m == length_m
    assert bar.length_mm == length_m * 1000 / denominator
    assert bar.length_m % bar.parts == 0


def test_no_room_for_a_scale_bar() -> None:
    with pytest.raises(ValueError, match="1 : 5000"):
        scale_bar(5_000, longest_mm=3)


def test_the_arrow_leans_right_west_of_the_central_meridian() -> None:
    assert north_arrow_degrees(6.85, 51.5) == pytest.approx(1.68, abs=0.01)


def test_what_is_too_small_a_part_of_a_cell_belongs_to_its_neighbour() -> None:
    grid = SearchGrid(VIEW, smallest_part_mm=12)  # A would measure 10 mm, D 15; row 1 10, row 3 15

    assert [label.text for label in grid.columns()] == ["A", "B", "C"]
    assert [line.ground_m for line in grid.vertical_lines()] == [351_000, 352_000]
    assert [label.text for label in grid.rows()] == ["1", "2"]
    assert grid.columns()[0] == GridLabel("A", 30)
    assert [grid.cell_of(x, 5_701_100) for x in (349_900, 350_500, 351_500, 352_200)] == ["A1", "A1", "B1", "C1"]
