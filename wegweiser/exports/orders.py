"""Orders in the queue: placed, begun, ended, cancelled, tried again. A step that comes too late changes nothing."""

import hashlib
import json
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from wegweiser.exports.drawing import Drawn
from wegweiser.exports.files import Files
from wegweiser.exports.models import OPEN, ExportOrder, ExportSheet, State
from wegweiser.exports.selection import area_names, file_names, label
from wegweiser.printing.definition import Definition
from wegweiser.printing.stages import Stage

QUEUE = "sheets"
USUAL = Files()
DRAW, PACK = "draw_sheet", "pack_order"
INTERRUPTED = "Das Drucken wurde mehrmals unterbrochen. Bitte starten Sie das Blatt noch einmal."


def sheets_of(definitions: Sequence[Definition], files: Files = USUAL) -> list[ExportSheet]:
    """Not stored, and of no order yet."""
    names, wanted = area_names(), files.plain()
    return [
        ExportSheet(definition=definition.plain(), label=label(definition, names), file_name=file_name, files=wanted)
        for definition, file_name in zip(definitions, file_names(definitions), strict=True)
    ]


@transaction.atomic
def place(definitions: Sequence[Definition], name: str, user: User | None = None, files: Files = USUAL) -> ExportOrder:
    order = ExportOrder.objects.create(name=name, created_by=user)
    sheets = sheets_of(definitions, files)
    for sheet in sheets:
        sheet.order = order
    _enqueue(ExportSheet.objects.bulk_create(sheets))
    return order


@transaction.atomic
def cancel(sheets: QuerySet[ExportSheet]) -> int:
    """Those that wait or are being drawn; returns their number."""
    found = list(sheets.filter(state__in=OPEN).select_for_update())
    for sheet in found:
        sheet.state, sheet.finished_at = State.CANCELLED, timezone.now()
        if sheet.job_id:
            app.job_manager.cancel_job_by_id(sheet.job_id, abort=True)
    ExportSheet.objects.bulk_update(found, ["state", "finished_at"])
    for order in {sheet.order_id for sheet in found}:
        _settle(order)
    return len(found)


@transaction.atomic
def try_again(sheets: QuerySet[ExportSheet]) -> int:
    """Those that failed, were cancelled, or whose file is gone; the ZIP is packed anew when they have ended."""
    candidates = sheets.exclude(state__in=OPEN).select_related("edition").select_for_update(of=("self",))
    found = [sheet for sheet in candidates if sheet.state != State.DONE or not sheet.is_whole]
    for sheet in found:
        sheet.state, sheet.error, sheet.stage, sheet.edition = State.QUEUED, "", "", None
        sheet.started_at = sheet.finished_at = None
    ExportSheet.objects.bulk_update(found, ["state", "error", "stage", "edition", "started_at", "finished_at"])
    _enqueue(found)
    for order in ExportOrder.objects.filter(sheets__in=found).distinct():
        order.path.unlink(missing_ok=True)
    return len(found)


def begin(sheet_id: int) -> ExportSheet | None:
    """None for a sheet that nobody wants any more."""
    wanted = ExportSheet.objects.filter(pk=sheet_id, state__in=OPEN)
    values = {"state": State.RUNNING, "stage": Stage.DATA.name, "started_at": timezone.now(), "error": ""}
    return ExportSheet.objects.get(pk=sheet_id) if wanted.update(**values) else None


def advance(sheet: ExportSheet, stage: Stage) -> None:
    _running(sheet.pk).update(stage=stage.name)


def put_back(sheet_id: int) -> None:
    _running(sheet_id).update(state=State.QUEUED, stage="")


@transaction.atomic
def finish(sheet: ExportSheet, drawn: Drawn) -> None:
    ended = {"state": State.DONE, "edition_id": drawn.code, "from_store": drawn.from_store}
    if _running(sheet.pk).update(finished_at=timezone.now(), **ended):
        _settle(sheet.order_id)


@transaction.atomic
def fail(sheet: ExportSheet, sentence: str) -> None:
    opened = ExportSheet.objects.filter(pk=sheet.pk, state__in=OPEN)
    if opened.update(state=State.FAILED, error=sentence, finished_at=timezone.now()):
        _settle(sheet.order_id)


def pack(order_id: int) -> None:
    app.configure_task(PACK, queue=QUEUE, lock=f"order {order_id}").defer(order_id=order_id)


def is_being_packed(order: ExportOrder) -> bool:
    return _live_jobs().filter(task_name=PACK, args__order_id=order.pk).exists()


def nobody_draws() -> bool:
    """No worker has shown a sign of life lately."""
    lately = timezone.now() - timedelta(seconds=settings.STALLED_AFTER_S)
    return not ProcrastinateWorker.objects.filter(last_heartbeat__gt=lately).exists()


def fail_lost() -> int:
    """Sheets that wait for a job that has ended or is gone: nothing would ever draw them. Returns their number."""
    lost = list(ExportSheet.objects.filter(state__in=OPEN).exclude(job_id__in=_live_jobs().values("pk")))
    for sheet in lost:
        fail(sheet, INTERRUPTED)
    return len(lost)


def places_in_queue() -> dict[int, int]:
    """Sheet -> how many are drawn before it, and itself."""
    waiting = ProcrastinateJob.objects.filter(queue_name=QUEUE, task_name=DRAW, status="todo").order_by("pk")
    return {args["sheet_id"]: place for place, args in enumerate(waiting.values_list("args", flat=True), 1)}


def _live_jobs() -> QuerySet[ProcrastinateJob]:
    jobs: QuerySet[ProcrastinateJob] = ProcrastinateJob.objects.filter(status__in=("todo", "doing"))
    return jobs


def _running(sheet_id: int) -> QuerySet[ExportSheet]:
    return ExportSheet.objects.filter(pk=sheet_id, state=State.RUNNING)


def _enqueue(sheets: Sequence[ExportSheet]) -> None:
    """The same sheet is drawn by one worker at a time: the second one finds it stored."""
    for sheet in sheets:
        same = hashlib.sha256(json.dumps(sheet.definition, sort_keys=True).encode()).hexdigest()
        sheet.job_id = app.configure_task(DRAW, queue=QUEUE, lock=f"sheet {same}").defer(sheet_id=sheet.pk)
    ExportSheet.objects.bulk_update(sheets, ["job_id"])


def _settle(order_id: int) -> None:
    """With its last sheet an order is packed."""
    ExportOrder.objects.select_for_update().get(pk=order_id)
    sheets = ExportSheet.objects.filter(order_id=order_id)
    if not sheets.filter(state__in=OPEN).exists() and sheets.filter(state=State.DONE).exists():
        pack(order_id)
