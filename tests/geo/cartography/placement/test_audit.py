"""The audit must see each fault that a placement can have, so each is built by hand here."""

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


def test_overlapping_plates() -> None:
    under, above = placed(50, 50), placed(59, 50)
    found = report(under, above)
    assert found.overlaps == ((above, under),)
    assert not found.clean


def test_plates_of_one_block_that_overlap() -> None:
    block = Block(0, 0, (Plate((1,), Box(0, 0, 10, 5)), Plate((2,), Box(0, 4, 10, 9))))
    found = PlacedBlock(block, 50, 50, None)
    assert report(found).overlaps == ((found, found),)


def test_a_plate_on_furniture() -> None:
    plate, furniture = placed(50, 50), (Box(55, 40, 80, 60), Box(56, 40, 90, 60))
    assert report(plate, placed(100, 50), forbidden=furniture).on_furniture == (plate, plate)


def test_crossing_leaders() -> None:
    one, other = placed(60, 60, Leader(50, 50, 60, 60)), placed(60, 40, Leader(50, 60, 60, 45))
    found = report(one, other)
    assert (found.crossings, found.under_plate) == (((other, one),), ())
    assert not found.clean


def test_a_leader_under_a_plate() -> None:
    led, above = placed(100, 50, Leader(50, 52, 100, 52)), placed(70, 50)
    assert report(led, above).under_plate == ((led, above),)


def test_a_dot_under_a_plate() -> None:
    led, above = placed(100, 50, Leader(79, 52, 100, 52)), placed(70, 50)
    assert report(led, above).under_plate == ((led, above),)


def test_a_plate_beyond_the_frame() -> None:
    beyond = placed(A3.right - 9, 50)
    assert report(beyond, placed(A3.right - 10, 80)).out_of_frame == (beyond,)


def test_a_plate_over_the_rim_of_a_dot() -> None:
    other = placed(100, 50, Leader(79.4, 52, 100, 52))
    assert report(other, placed(69, 50)).under_plate == ((other, placed(69, 50)),)
    assert report(other, placed(68.6, 50)).under_plate == ()


def test_a_leader_through_a_foreign_dot() -> None:
    through, beside = Leader(40, 51.9, 60, 51.9), Leader(40, 53.1, 60, 53.1)
    other = placed(45, 30, Leader(50, 52, 50, 35))
    near = placed(60, 50, Leader(40, 52.8, 60, 52.8))
    found = report(near, other)
    assert (found.through_dot, found.crossings) == (((near, other),), ())
    assert not found.clean
    assert report(placed(60, 50, through), other).through_dot == ((placed(60, 50, through), other),)
    assert report(placed(60, 50, beside), other).through_dot == ()


def test_leaders_of_two_dots_that_touch_need_only_part() -> None:
    left, right = placed(30, 50, Leader(49.5, 52, 40, 52)), placed(60, 50, Leader(50.5, 52, 60, 52))
    assert report(left, right).clean
    into_the_other = placed(60, 50, Leader(49.5, 52, 60, 52))
    other = placed(45, 30, Leader(50.5, 52, 50.5, 35))
    assert report(into_the_other, other).through_dot == ((into_the_other, other),)


def test_a_leader_under_furniture() -> None:
    led = placed(60, 50, Leader(40, 52, 60, 52))
    assert report(led, forbidden=(Box(45, 40, 55, 70),)).over_furniture == (led,)
    assert report(led, forbidden=(Box(35, 40, 55, 70),)).over_furniture == (), "gets away from under it"


def test_a_plate_on_a_fold_but_a_leader_across_it() -> None:
    across = placed(60, 50, Leader(40, 52, 60, 52))
    folded = Sheet(A3, folds=(Fold(50),))
    on, off = placed(51, 80), placed(53, 80)
    assert audit(Placement(folded, (on, across))).on_fold == (on,)
    assert audit(Placement(folded, (off, across))).on_fold == ()
    level = Sheet(A3, folds=(Fold(54, upright=False),))
    assert audit(Placement(level, (placed(51, 47),))).on_fold == (placed(51, 47),)
