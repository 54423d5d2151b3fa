from dataclasses import astuple
from itertools import pairwise

import pytest

from geo.basemap.style import ROAD_WIDTHS, paper_look, scale_denominator, tile_look


def test_paper_texts_have_their_printed_size() -> None:
    texts = paper_look(15_000, "#00505C").texts
    points = [round(size * 0.28 * 72 / 25.4, 2) for size in (texts.street, texts.main_street, texts.quarter)]

    assert points == [6.0, 7.5, 9.0]


def test_large_print_has_no_text_below_14_points() -> None:
    texts = paper_look(15_000, "#00505C", text_scale=14 / 6).texts

    assert min(size * 0.28 * 72 / 25.4 for size in astuple(texts)) == pytest.approx(14)


def test_paper_and_tile_of_one_scale_have_the_same_widths() -> None:
    tile = tile_look(15, "#00505C")
    paper = paper_look(scale_denominator(15), "#00505C")

    assert paper.zoom == pytest.approx(15)
    assert paper.width(ROAD_WIDTHS["primary"]) == tile.width(ROAD_WIDTHS["primary"])


def test_widths_between_zooms_are_interpolated() -> None:
    widths = tuple(float(width) for width in range(10))

    assert paper_look(scale_denominator(12.5), "#00505C").width(widths) == 2.5


@pytest.mark.parametrize(("zoom", "width"), [(3, 0.0), (10, 0.0), (19, 9.0), (22, 9.0)])
def test_beyond_the_table_its_ends_hold(zoom: int, width: float) -> None:
    assert tile_look(zoom, "#00505C").width(tuple(float(each) for each in range(10))) == width


def test_greater_roads_are_never_thinner() -> None:
    for greater, lesser in pairwise(ROAD_WIDTHS.values()):
        assert all(upper >= lower for upper, lower in zip(greater, lesser, strict=True))
