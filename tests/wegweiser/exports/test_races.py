"""Two at once at the same order, each with a connection of its own."""

from functools import partial

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.races import one_after_the_other
from tests.wegweiser.exports.samples import create_edition, drawn, order_of
from wegweiser.exports import orders
from wegweiser.exports.drawing import Drawn
from wegweiser.exports.models import ExportSheet, State
from wegweiser.printing.definition import Definition

WEST, OST = Definition.of("westfeld"), Definition.of("lindhorst")
CODE = "ABC234"
SHEET = "SELECT FROM exports_exportsheet WHERE id = %s FOR UPDATE"
ORDER = "SELECT FROM exports_exportorder WHERE id = %s FOR UPDATE"
INTERRUPTION = "Der Strom fiel aus."


@pytest.fixture(autouse=True)
def _own(own_database: str) -> None:
    create_edition(CODE)


def jobs(task: str) -> int:
    return ProcrastinateJob.objects.filter(task_name=task, status="todo").count()


def finish(sheet: ExportSheet) -> None:
    orders.finish(sheet, Drawn(CODE, from_store=False))


def cancel(sheet: ExportSheet) -> int:
    return orders.cancel(ExportSheet.objects.filter(pk=sheet.pk))


def try_again(sheet: ExportSheet) -> int:
    return orders.try_again(ExportSheet.objects.filter(pk=sheet.pk))


def begun() -> ExportSheet:
    _, [sheet] = order_of(WEST)
    begun = orders.begin(sheet.pk)
    assert begun
    return begun


def test_what_is_done_is_not_cancelled_any_more() -> None:
    sheet = begun()
    _, cancelled = one_after_the_other((SHEET, sheet.pk), partial(finish, sheet), partial(cancel, sheet))
    sheet.refresh_from_db()
    assert (sheet.state, sheet.edition_id, cancelled) == (State.DONE, CODE, 0)
    assert jobs(orders.PACK) == 1


def test_what_is_cancelled_is_not_done_any_more() -> None:
    sheet = begun()
    cancelled, _ = one_after_the_other((SHEET, sheet.pk), partial(cancel, sheet), partial(finish, sheet))
    sheet.refresh_from_db()
    assert (sheet.state, sheet.edition_id, cancelled) == (State.CANCELLED, None, 1)
    assert jobs(orders.PACK) == 0


def test_a_step_that_comes_too_late_packs_nothing() -> None:
    order, [west, ost] = order_of(WEST, OST)
    drawn(west, "DEF567")
    late = orders.begin(ost.pk)
    assert late
    cancel(ost)
    finish(late)
    orders.fail(late, INTERRUPTION)
    assert jobs(orders.PACK) == 1
    assert list(order.sheets.values_list("state", flat=True)) == [State.DONE, State.CANCELLED]


def test_who_asks_twice_for_another_try_gets_one() -> None:
    sheet = begun()
    orders.fail(sheet, INTERRUPTION)
    before = jobs(orders.DRAW)
    tried = one_after_the_other((SHEET, sheet.pk), partial(try_again, sheet), partial(try_again, sheet))
    sheet.refresh_from_db()
    assert (tried, sheet.state) == ([1, 0], State.QUEUED)
    assert jobs(orders.DRAW) == before + 1


def test_two_last_sheets_of_an_order_pack_it_once() -> None:
    order, sheets = order_of(WEST, OST)
    west, ost = (orders.begin(sheet.pk) for sheet in sheets)
    assert west
    assert ost
    one_after_the_other((ORDER, order.pk), partial(finish, west), partial(finish, ost))
    assert set(order.sheets.values_list("state", flat=True)) == {State.DONE}
    assert jobs(orders.PACK) == 1


def test_a_failing_and_a_cancelled_sheet_leave_an_order_that_has_ended() -> None:
    order, sheets = order_of(WEST, OST)
    west, ost = (orders.begin(sheet.pk) for sheet in sheets)
    assert west
    assert ost
    one_after_the_other((ORDER, order.pk), partial(orders.fail, west, INTERRUPTION), partial(cancel, ost))
    assert list(order.sheets.values_list("state", flat=True)) == [State.FAILED, State.CANCELLED]
    assert jobs(orders.PACK) == 0, "there is nothing to pack"
