import pytest

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
