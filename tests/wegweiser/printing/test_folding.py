"""Sheets folded as people fold them: what lies outside, and which way up it stands."""

from dataclasses import replace

import pytest

from tests.wegweiser.printing.sheets import area, make_place, make_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.folding import (
    Fold,
    Panel,
    Stack,
    folded,
    is_mountain,
    map_folds,
    map_sheet,
    open_sheet,
    stages,
    wrapped,
)
from wegweiser.printing.layout.panels import panels_of
from wegweiser.printing.map import make_map
from wegweiser.printing.paper import PAPERS, Folding, Paper
from wegweiser.printing.products.flyer import FOLDS_MM

FOLDED = [(name, language) for name in ("a3", "a2", "a1") for language in ("de", "ar")]
SIZES = {"a3": (105, 148.5), "a2": (99, 210), "a1": (210.25, 297)}


def folding_of(paper: Paper) -> Folding:
    assert paper.folding is not None
    return paper.folding


def map_stages(name: str, language: str) -> list[Stack]:
    paper = PAPERS[name]
    folds = map_folds(paper, folding_of(paper), right_to_left=language == "ar")
    return list(stages(map_sheet(paper, folding_of(paper)), folds))


def size_of(stack: Stack) -> tuple[float, float]:
    """Of what lies on the table."""
    across = max(panel.right for panel in stack) - min(panel.left for panel in stack)
    return across, max(panel.bottom for panel in stack) - min(panel.top for panel in stack)


def slots(stack: Stack) -> list[int]:
    """Of the panels that face up, from the left."""
    return [panel.slot for panel in sorted(stack, key=lambda panel: panel.left) if panel.faces_up]


def outer(stack: Stack) -> tuple[Panel, Panel]:
    """In front and behind, if no blank or inner side lies there."""
    front, behind = stack[-1], stack[0]
    assert front.faces_up
    assert not behind.faces_up
    return front, behind


@pytest.mark.parametrize(("name", "language"), FOLDED)
def test_cover_and_back_cover_lie_outside_and_stand_upright(name: str, language: str) -> None:
    definition = Definition.of("mitte", name, language=language)
    data = replace(make_sheet([make_place("Kita")], area=area("mitte", "Mitte", 0, 0)), definition=definition)
    panels = panels_of(data, make_map(data, "ABC234"))

    front, behind = outer(map_stages(name, language)[-1])

    assert (front.slot, behind.slot) == (panels.cover, panels.help)
    assert front.stands_upright
    assert behind.stands_upright


@pytest.mark.parametrize(("name", "language"), FOLDED)
def test_the_folded_sheet_has_the_size_it_is_named_after(name: str, language: str) -> None:
    last = map_stages(name, language)[-1]

    assert size_of(last) == pytest.approx(SIZES[name])
    assert sorted(panel.slot for panel in last) == list(range(folding_of(PAPERS[name]).columns * 2))


@pytest.mark.parametrize(("name", "language"), FOLDED)
def test_who_unfolds_it_reads_on_in_the_direction_of_the_language(name: str, language: str) -> None:
    flat, strip, *_ = map_stages(name, language)
    columns = folding_of(PAPERS[name]).columns
    lower = list(range(columns, 2 * columns))

    assert slots(strip) == lower
    assert all(panel.stands_upright for panel in strip if panel.faces_up)
    assert all(panel.stands_upright for panel in flat)
    opened, cover = strip[-columns:], map_stages(name, language)[-1][-1]
    assert min(panel.left for panel in opened) == 0
    assert (cover.left == 0) is (language == "ar")  # its spine is at the other side


@pytest.mark.parametrize("name", ["a3", "a2", "a1"])
def test_a_cover_at_the_wrong_corner_would_be_seen(name: str) -> None:
    front, behind = outer(map_stages(name, "ar")[-1])
    folding = folding_of(PAPERS[name])
    assert (front.slot, behind.slot) == (folding.back_cover, folding.cover)


@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_flyer_folds_to_a_cover_and_a_back_around_the_narrow_panel(right_to_left: bool) -> None:
    lines = FOLDS_MM[1] if right_to_left else FOLDS_MM[0]
    sheet = open_sheet((0, *lines, 297), (0, 210))

    last = list(stages(sheet, wrapped(lines, right_to_left)))[-1]

    back, cover = outer(last)
    narrow = last[1]
    assert (back.slot, narrow.slot, cover.slot) == ((1, 2, 0) if right_to_left else (1, 0, 2))
    assert back.stands_upright
    assert cover.stands_upright
    assert size_of(last) == (100, 210)
    assert narrow.right - narrow.left == 97
    hinge = lines[0] if right_to_left else lines[1]
    assert min(abs(narrow.left - hinge), abs(narrow.right - hinge)) == 3  # does not touch the fold of the cover


def test_a_half_that_is_turned_over_hangs_upside_down() -> None:
    halves = folded(open_sheet((0, 100), (0, 50, 100)), Fold(50, level=True, turns_lower=True))

    assert [(panel.slot, panel.faces_up, panel.stands_upright) for panel in halves] == [
        (0, False, False),
        (1, True, True),
    ]


def test_a_fold_through_a_panel_is_refused() -> None:
    with pytest.raises(ValueError, match="Panel 1 would break at 70 mm"):
        folded(open_sheet((0, 50, 100), (0, 50)), Fold(70))


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_long_fold_is_a_mountain_and_the_others_alternate(language: str) -> None:
    last = map_stages("a3", language)[-1]

    assert all(is_mountain(last, slot, slot + 4) for slot in range(4))
    assert [is_mountain(last, slot, slot + 1) for slot in (4, 5, 6)] == [True, False, True]
    assert [is_mountain(last, slot, slot + 1) for slot in (0, 1, 2)] == [False, True, False]
