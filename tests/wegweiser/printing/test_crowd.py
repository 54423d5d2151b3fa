import pytest

from geo.cartography.placement.stacks import stack
from geo.cartography.placement.values import Item
from wegweiser.printing.crowd import CLOSE_MM, addresses, gathered, span


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([7], "7"), ([4, 3, 5], "3–5"), ([3, 4, 9], "3–4,9"), ([1, 3, 5, 6, 7], "1,3,5–7"), ([], "")],
)
def test_a_span_never_counts_numbers_that_are_elsewhere(numbers: list[int], text: str) -> None:
    assert span(numbers) == text


def test_close_neighbours_share_their_middle() -> None:
    near = [Item(1, 10, 10, 12), Item(2, 10 + CLOSE_MM, 10, 12), Item(3, 30, 10, 12)]

    assert [(item.key, item.x_mm, item.y_mm) for item in gathered(near)] == [
        (1, 10 + CLOSE_MM / 2, 10),
        (2, 10 + CLOSE_MM / 2, 10),
        (3, 30, 10),
    ]


def test_no_more_than_a_block_holds_are_gathered() -> None:
    crowd = [Item(n, 10 + n * 0.2, 10, 12) for n in range(30)]

    sizes = [len(address) for address in addresses(gathered(crowd))]
    assert sizes == [12, 12, 6]


def test_a_chain_of_neighbours_does_not_become_one_block() -> None:
    chain = [Item(n, 10 + n * CLOSE_MM, 10, 12) for n in range(6)]

    assert [len(address) for address in addresses(gathered(chain))] == [2, 2, 2]


def test_how_close_neighbours_are_can_be_said() -> None:
    near = [Item(1, 10, 10, 12), Item(2, 11.3, 10, 12), Item(3, 14, 10, 12)]

    assert [len(address) for address in addresses(gathered(near, 1.4))] == [2, 1]


def test_a_pin_is_that_of_all_who_gather() -> None:
    near = [Item(1, 10, 10, 12), Item(2, 11, 10, 12, pinned=(30, 30)), Item(3, 12, 10, 12)]

    (block,) = stack(gathered(near), range_width_mm=20)
    assert (block.keys, block.pinned) == ((1, 2, 3), (30, 30))


def test_neighbours_pinned_apart_do_not_gather() -> None:
    near = [Item(1, 10, 10, 12, pinned=(30, 40)), Item(2, 11, 10, 12, pinned=(30, 30)), Item(3, 12, 10, 12)]

    assert [(block.keys, block.pinned) for block in stack(gathered(near), range_width_mm=20)] == [
        ((1,), (30, 40)),
        ((2, 3), (30, 30)),
    ]


def test_forty_places_of_one_address_get_one_plate_with_their_span() -> None:
    """However near a neighbour is: it would pull some of them away."""
    items = [*(Item(n, 10, 10, 12) for n in (*range(3, 30), *range(40, 53))), Item(60, 12, 10, 12)]

    for crowd in (items, gathered(items)):
        forty, one = stack(crowd, range_width_mm=20)
        (plate,) = forty.plates
        assert span(int(str(key)) for key in plate.keys) == "3–29,40–52"
        assert one.keys == (60,)
