"""The audit must see each fault that a placement can have, so each is built by hand here."""

import pytest

from geo.cartography.placement.audit import Audit, audit
from geo.cartography.placement.values import Block, Box, Fold, Leader, PlacedBlock, Placement, Plate, Sheet
from tests.geo.cartography.placement.samples import A3, sheet


def placed(left: float, top: float, leader: Leader | None = None) -> PlacedBlock:
    return PlacedBlock(Block(0, 0, (Plate((1,), Box(0, 0, 10, 5)),)), left, top, leader)


def report(*blocks: PlacedBlock, forbidden: tuple[Box, ...] = ()) -> Audit:
    return audit(Placement(sheet(*forbidden), blocks))


def test_a_sound_placement() -> None:
    found = report(placed(50, 50), placed(60, 50), placed(80, 80, Leader(75, 75, 80, 80)))
    assert found.clean
    assert found.longest_leader_mm == pytest.approx(7.07, abs=0.01)


def test_overlapping_plates() -> None:
    assert report(placed(50, 50), placed(59, 50)).overlaps == 1


def test_plates_of_one_block_that_overlap() -> None:
    block = Block(0, 0, (Plate((1,), Box(0, 0, 10, 5)), Plate((2,), Box(0, 4, 10, 9))))
    assert report(PlacedBlock(block, 50, 50, None)).overlaps == 1


def test_a_plate_on_furniture() -> None:
    assert report(placed(50, 50), forbidden=(Box(55, 40, 80, 60), Box(56, 40, 90, 60))).overlaps == 2


def test_crossing_leaders() -> None:
    found = report(placed(60, 60, Leader(50, 50, 60, 60)), placed(60, 40, Leader(50, 60, 60, 45)))
    assert (found.crossings, found.under_plate) == (1, 0)
    assert not found.clean


def test_a_leader_under_a_plate() -> None:
    assert report(placed(100, 50, Leader(50, 52, 100, 52)), placed(70, 50)).under_plate == 1


def test_a_dot_under_a_plate() -> None:
    assert report(placed(100, 50, Leader(79, 52, 100, 52)), placed(70, 50)).under_plate == 1


def test_a_plate_beyond_the_frame() -> None:
    assert report(placed(A3.right - 9, 50), placed(A3.right - 10, 80)).out_of_frame == 1


def test_a_plate_over_the_rim_of_a_dot() -> None:
    other = placed(100, 50, Leader(79.4, 52, 100, 52))
    assert report(other, placed(69, 50)).under_plate == 1
    assert report(other, placed(68.6, 50)).under_plate == 0


def test_a_leader_through_a_foreign_dot() -> None:
    through, beside = Leader(40, 51.9, 60, 51.9), Leader(40, 53.1, 60, 53.1)
    other = placed(45, 30, Leader(50, 52, 50, 35))
    found = report(placed(60, 50, Leader(40, 52.8, 60, 52.8)), other)
    assert (found.through_dot, found.crossings) == (1, 0)
    assert not found.clean
    assert report(placed(60, 50, through), other).through_dot == 1
    assert report(placed(60, 50, beside), other).through_dot == 0


def test_leaders_of_two_dots_that_touch_need_only_part() -> None:
    left, right = placed(30, 50, Leader(49.5, 52, 40, 52)), placed(60, 50, Leader(50.5, 52, 60, 52))
    assert report(left, right).clean
    into_the_other = placed(60, 50, Leader(49.5, 52, 60, 52))
    assert report(into_the_other, placed(45, 30, Leader(50.5, 52, 50.5, 35))).through_dot == 1


def test_a_leader_under_furniture() -> None:
    leader = Leader(40, 52, 60, 52)
    assert report(placed(60, 50, leader), forbidden=(Box(45, 40, 55, 70),)).over_furniture == 1
    assert report(placed(60, 50, leader), forbidden=(Box(35, 40, 55, 70),)).over_furniture == 0, (
        "gets away from under it"
    )


def test_a_plate_on_a_fold_but_a_leader_across_it() -> None:
    across = placed(60, 50, Leader(40, 52, 60, 52))
    for left, count in ((51, 1), (53, 0)):
        folded = Sheet(A3, folds=(Fold(50),))
        assert audit(Placement(folded, (placed(left, 80), across))).on_fold == count
    assert audit(Placement(Sheet(A3, folds=(Fold(54, upright=False),)), (placed(51, 47),))).on_fold == 1
