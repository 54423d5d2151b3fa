import random

import pytest

from wegweiser.printing.numbering import Numbered, numbers_of

Table = dict[int, int | None]


def places(*sections: str) -> list[Numbered]:
    """One facility for each letter, in the order of the index: "aab" is 1 and 2 in a, 3 in b."""
    return [Numbered(number, section) for number, section in enumerate("".join(sections), 1)]


def table(ordered: list[Numbered], before: Table) -> Table:
    return dict(zip(numbers_of(ordered, before), (place.facility_id for place in ordered), strict=True))


def test_a_first_edition_counts_in_the_order_of_the_index() -> None:
    assert numbers_of(places("aabbb"), {}) == [1, 2, 3, 4, 5]
    assert numbers_of([], {}) == []


def test_who_stays_keeps_the_number_and_who_is_new_counts_on() -> None:
    ordered = [Numbered(99, "a"), *places("aabb")]

    assert numbers_of(ordered, {1: 1, 2: 2, 3: 3, 4: 4}) == [5, 1, 2, 3, 4]


def test_a_number_that_falls_free_is_given_to_nobody_at_once() -> None:
    before: Table = {1: 1, 2: 2, 3: 3, 4: 4}
    ordered = [Numbered(1, "a"), Numbered(99, "a"), Numbered(3, "a"), Numbered(4, "b")]

    assert numbers_of(ordered, before) == [1, 5, 3, 4]


def test_a_gap_of_the_last_edition_is_filled_within_its_section() -> None:
    before: Table = {1: 1, 3: 3, 4: 4, 6: 6}
    ordered = [
        Numbered(1, "a"),
        Numbered(99, "a"),
        Numbered(3, "a"),
        Numbered(98, "b"),
        Numbered(4, "b"),
        Numbered(6, "b"),
    ]

    assert numbers_of(ordered, before) == [1, 2, 3, 5, 4, 6]


def test_the_number_of_a_withdrawn_place_stays_taken() -> None:
    before: Table = {1: 1, 2: None, 3: 3}

    assert numbers_of([Numbered(1, "a"), Numbered(2, "a"), Numbered(3, "a")], before) == [1, 4, 3]


def test_numbering_begins_anew_where_most_places_are_new() -> None:
    assert numbers_of([Numbered(n, "a") for n in (5, 71, 72)], {9: 5, 12: 6}) == [1, 2, 3]


@pytest.mark.parametrize("seed", range(20))
def test_numbers_last_over_many_editions(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- shuffles places, protects nothing
    known = {n: chance.choice("abc") for n in range(1, 41)}
    before: Table = {}
    for _ in range(8):
        ordered = sorted((Numbered(key, section) for key, section in known.items()), key=lambda one: str(one.section))
        now = table(ordered, before)
        was = {facility: number for number, facility in before.items()}
        is_now = {facility: number for number, facility in now.items()}

        assert len(now) == len(known), "no number twice"
        assert min(now) >= 1
        for facility, number in is_now.items():
            if facility in was:
                assert number == was[facility]
            else:
                assert number not in before, "a number of the last edition means the same place or none"

        before = now
        for gone in chance.sample(sorted(known), 4):
            del known[gone]
        for _ in range(chance.randrange(6)):
            known[max([*known, *was, 0]) + 1 + chance.randrange(3)] = chance.choice("abc")
