from geo.cartography.boxes import PaperBox, disjoint


def area(boxes: list[PaperBox]) -> float:
    return sum((box.right - box.left) * (box.bottom - box.top) for box in boxes)


def test_overlapping_boxes_become_slabs() -> None:
    """
    0    10    20    30
    +-----------+          0
    |     +-----+-----+   10
    +-----+-----+     |   20
          +-----------+   30
    """
    slabs = list(disjoint([PaperBox(0, 0, 20, 20), PaperBox(10, 10, 30, 30)]))

    assert slabs == [PaperBox(0, 0, 10, 20), PaperBox(10, 0, 20, 30), PaperBox(20, 10, 30, 30)]


def test_a_box_within_another_adds_nothing() -> None:
    assert area(list(disjoint([PaperBox(0, 0, 20, 20), PaperBox(5, 5, 10, 10)]))) == 400


def test_boxes_apart_stay_as_they_are() -> None:
    apart = [PaperBox(0, 0, 5, 5), PaperBox(0, 6, 5, 9), PaperBox(7, 0, 9, 1)]

    assert list(disjoint(apart)) == apart


def test_empty_boxes_vanish() -> None:
    assert list(disjoint([PaperBox(0, 0, 0, 5), PaperBox(5, 5, 4, 9)])) == []


def test_clipping() -> None:
    paper = PaperBox(0, 0, 100, 50)

    assert PaperBox(-5, 40, 10, 60).clipped(paper) == PaperBox(0, 40, 10, 50)
    assert list(disjoint([PaperBox(120, 0, 130, 10).clipped(paper)])) == []
