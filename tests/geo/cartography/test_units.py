from geo.cartography import units


def test_paper_and_points() -> None:
    assert units.mm_to_points(25.4) == 72
    assert units.points_to_mm(72) == 25.4


def test_paper_and_ground() -> None:
    assert units.ground_m(10, scale_denominator=15_000) == 150
    assert units.paper_mm(150, scale_denominator=15_000) == 10
