"""The audit must see each fault that a placement can have, so each is built by hand here."""

import pytest

from geo.cartography.placement.audit import Audit, audit
from geo.cartography.placement.values import Block, Box, Leader, PlacedBlock, Placement, Plate
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
