import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.wegweiser.exports.samples import OST, WEST, create_edition, drawn, order_of
from wegweiser.exports import orders
from wegweiser.exports.drawing import Drawn
from wegweiser.exports.models import ExportSheet, State
from wegweiser.printing.stages import Stage

pytestmark = pytest.mark.django_db


def statuses(task: str = orders.DRAW) -> list[str]:
    return list(ProcrastinateJob.objects.filter(task_name=task).order_by("pk").values_list("status", flat=True))


def test_an_order_stands_in_the_queue_sheet_by_sheet() -> None:
    order, sheets = order_of(WEST, OST)
    assert [sheet.file_name for sheet in sheets] == ["wegweiser-west-a3.pdf", "wegweiser-ost-a3.pdf"]
    assert [sheet.state for sheet in sheets] == [State.QUEUED, State.QUEUED]
    assert set(ProcrastinateJob.objects.values_list("queue_name", "task_name")) == {("sheets", "draw_sheet")}
    _, later = order_of(WEST)
    assert orders.places_in_queue() == {sheets[0].pk: 1, sheets[1].pk: 2, later[0].pk: 3}
    assert str(order) == "Probe"


def test_the_same_sheet_is_drawn_by_one_worker_at_a_time() -> None:
    order_of(WEST, OST)
    order_of(WEST)
    west, ost, again = ProcrastinateJob.objects.order_by("pk").values_list("lock", flat=True)
    assert west == again != ost


def test_progress_is_kept_by_stage() -> None:
    _, [sheet] = order_of(WEST)
    begun = orders.begin(sheet.pk)
    assert begun is not None
    assert (begun.state, begun.percent, begun.stage_label) == (State.RUNNING, 0, "liest die Daten")
    orders.advance(sheet, Stage.BASE_MAP)
    sheet.refresh_from_db()
    assert (sheet.percent, sheet.stage_label) == (Stage.BASE_MAP.percent, "zeichnet die Karte")
    assert drawn(sheet, "ABC234").percent == 100


def test_the_last_sheet_has_the_order_packed() -> None:
    order, [west, ost] = order_of(WEST, OST)
    drawn(west, "ABC234")
    assert statuses(orders.PACK) == []
    orders.fail(ost, "Zu voll.")
    assert statuses(orders.PACK) == ["todo"]
    assert orders.is_being_packed(order)


def test_an_order_without_any_sheet_is_not_packed() -> None:
    _, [west] = order_of(WEST)
    orders.fail(west, "Zu voll.")
    assert statuses(orders.PACK) == []


def test_what_is_cancelled_leaves_the_queue() -> None:
    order, [west, ost] = order_of(WEST, OST)
    assert orders.cancel(order.sheets.filter(pk=west.pk)) == 1
    assert statuses() == ["cancelled", "todo"]
    assert orders.begin(west.pk) is None
    assert orders.places_in_queue() == {ost.pk: 1}
    assert orders.cancel(order.sheets.all()) == 1
    assert orders.cancel(order.sheets.all()) == 0


def test_what_comes_too_late_changes_nothing() -> None:
    order, [sheet] = order_of(WEST)
    orders.begin(sheet.pk)
    orders.cancel(order.sheets.all())
    create_edition()
    orders.advance(sheet, Stage.PROOF)
    orders.finish(sheet, Drawn("ABC234", from_store=False))
    orders.fail(sheet, "Zu voll.")
    orders.put_back(sheet.pk)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.edition, sheet.error) == (State.CANCELLED, None, "")


def test_what_failed_is_tried_again_and_packed_anew() -> None:
    order, [west, ost] = order_of(WEST, OST)
    drawn(west, "ABC234")
    orders.fail(ost, "Zu voll.")
    order.path.parent.mkdir(parents=True)
    order.path.write_bytes(b"PK")
    assert orders.try_again(order.sheets.all()) == 1
    ost.refresh_from_db()
    assert (ost.state, ost.error, ost.finished_at) == (State.QUEUED, "", None)
    assert not order.path.exists(), "it lacks what is being drawn"
    assert orders.try_again(order.sheets.all()) == 0


def test_a_sheet_whose_file_was_withdrawn_can_be_printed_again() -> None:
    order, [west] = order_of(WEST)
    edition = drawn(west, "ABC234").edition
    assert edition
    edition.path.unlink()
    assert orders.try_again(order.sheets.all()) == 1


def test_a_sheet_without_a_job_does_not_wait_for_ever() -> None:
    _, [west, _ost] = order_of(WEST, OST)
    ExportSheet.objects.filter(pk=west.pk).update(job_id=0, state=State.RUNNING)
    assert orders.fail_lost() == 1
    west.refresh_from_db()
    assert (west.state, west.error) == (State.FAILED, orders.INTERRUPTED)
    assert orders.fail_lost() == 0
