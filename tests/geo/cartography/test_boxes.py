from geo.cartography.boxes import disjoint
from geo.cartography.placement.values import Box

PAPER = Box(0, 0, 100, 50)


def test_overlapping_boxes_become_slabs() -> None:
    """
    0    10    20    30
    +-----------+          0
    |     +-----+-----+   10
    +-----+-----+     |   20
          +-----------+   30
    """
    slabs = list(disjoint([Box(0, 0, 20, 20), Box(10, 10, 30, 30)], PAPER))

    assert slabs == [Box(0, 0, 10, 20), Box(10, 0, 20, 30), Box(20, 10, 30, 30)]


def test_a_box_within_another_adds_nothing() -> None:
    slabs = disjoint([Box(0, 0, 20, 20), Box(5, 5, 10, 10)], PAPER)

    assert sum(slab.width * slab.height for slab in slabs) == 400


def test_boxes_apart_stay_as_they_are() -> None:
    apart = [Box(0, 0, 5, 5), Box(0, 6, 5, 9), Box(7, 0, 9, 1)]

    assert list(disjoint(apart, PAPER)) == apart


def test_what_leaves_the_paper_is_cut_off() -> None:
    boxes = [Box(-5, 40, 10, 60), Box(120, 0, 130, 10)]

    assert list(disjoint(boxes, PAPER)) == [Box(0, 40, 10, 50)]
