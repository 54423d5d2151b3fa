import numpy as np
import pytest

from geo.cartography.placement.segments import distances, leaders, segments_cross, segments_meet_boxes

DIAGONAL = (0.0, 0.0, 10.0, 10.0)


@pytest.mark.parametrize(
    ("other", "crosses"),
    [
        ((0, 10, 10, 0), True),
        ((0, 1, 9, 10), False),
        ((5, 5, 9, 0), True),
        ((2, 2, 2, 2), False),
        ((11, 11, 20, 20), False),
        ((9, 9, 20, 20), True),
    ],
    ids=["across", "beside", "touching", "a point", "in line but beyond", "in line and on it"],
)
def test_segments_cross(other: tuple[float, ...], crosses: bool) -> None:
    one, two = np.array(DIAGONAL), np.array(other, dtype=float)
    assert bool(segments_cross(one, two)) is crosses
    assert bool(segments_cross(two, one)) is crosses


@pytest.mark.parametrize(
    ("box", "meets"),
    [((4, 4, 6, 6), True), ((6, 0, 9, 3), False), ((-5, -5, 20, 20), True), ((0, 8.5, 1, 10), False)],
    ids=["through", "in the extent but beside", "inside", "corner"],
)
def test_segments_meet_boxes(box: tuple[float, ...], meets: bool) -> None:
    assert bool(segments_meet_boxes(np.array(DIAGONAL), np.array(box, dtype=float), 0.3)) is meets


def test_clearance_widens_the_box() -> None:
    segment, box = np.array([0.0, 0, 10, 0]), np.array([4.0, 0.2, 6, 1])
    assert not segments_meet_boxes(segment, box, 0.1)
    assert segments_meet_boxes(segment, box, 0.3)


def test_distances_from_within_and_beyond_the_ends() -> None:
    points = np.array([[5.0, 3.0], [13.0, 4.0], [0.0, 0.0]])
    assert distances(np.array([0.0, 0, 10, 0]), points).tolist() == [3, 5, 0]


def test_leaders_end_on_the_border_and_on_the_curve_of_corners() -> None:
    boxes = np.array([[10.0, -2, 20, 3], [10.0, 10, 20, 15]])
    straight, slanting = leaders((0, 0), boxes, 1.2)
    assert straight.tolist() == [0, 0, 10, 0]
    assert slanting[2:].tolist() == pytest.approx([11.2 - 1.2 / 2**0.5] * 2)
