from functools import partial

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import InterfaceError, OperationalError
from procrastinate import JobContext, RetryStrategy, builtin_tasks
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted
from procrastinate.job_context import AbortReason
from procrastinate.jobs import Status

from wegweiser.exports import orders, parcel
from wegweiser.exports.drawing import Drawer, Interrupted, Refused, Unwanted, Watch
from wegweiser.exports.models import ExportOrder, ExportSheet

RETRIES = 3
JOBS_KEPT_HOURS = 72
_AGAIN = RetryStrategy(
    max_attempts=RETRIES, linear_wait=10, retry_exceptions=[Interrupted, JobAborted, OperationalError, InterfaceError]
)
_resting: list[Drawer] = []


@app.task(name=orders.DRAW, queue=orders.QUEUE, pass_context=True, retry=_AGAIN)
def draw_sheet(context: JobContext, sheet_id: int) -> None:
    sheet = orders.begin(sheet_id)
    if sheet is None:
        return
    drawer = _resting.pop() if _resting else Drawer()
    watch = Watch(partial(orders.advance, sheet), settings.SHEET_TIME_LIMIT_S, lambda: not context.should_abort())
    try:
        orders.finish(sheet, drawer.draw({"definition": sheet.definition, "files": sheet.files}, watch))
    except Refused as error:
        orders.fail(sheet, str(error))
    except Interrupted:
        _put_back(sheet, context)
        raise
    except Unwanted as error:
        if context.abort_reason() == AbortReason.SHUTDOWN:
            _put_back(sheet, context)
        raise JobAborted from error
    finally:
        _resting.append(drawer)


@app.task(name=orders.PACK, queue=orders.QUEUE, retry=RetryStrategy(max_attempts=RETRIES, linear_wait=30))
def pack_order(order_id: int) -> None:
    parcel.pack(ExportOrder.objects.get(pk=order_id))


@app.periodic(cron="* * * * *")
@app.task(name="requeue_stalled", queueing_lock="requeue_stalled", pass_context=True)
async def requeue_stalled(context: JobContext, timestamp: int) -> None:
    """What a killed worker had in hand is begun anew by another one; no file of it was ever offered."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(queue=orders.QUEUE, seconds_since_heartbeat=settings.STALLED_AFTER_S):
        if job.attempts < RETRIES:
            await manager.retry_job(job)
            if job.task_name == orders.DRAW:
                await sync_to_async(orders.put_back)(int(str(job.task_kwargs["sheet_id"])))
        else:
            await manager.finish_job(job, Status.FAILED, delete_job=False)
    await sync_to_async(orders.fail_lost)()


@app.periodic(cron="* * * * *")
@app.task(name="clear_parcels", queueing_lock="clear_parcels")
def clear_parcels(timestamp: int) -> None:
    parcel.clear()


@app.periodic(cron="30 3 * * *")
@app.task(name="forget_jobs", queueing_lock="forget_jobs", pass_context=True)
async def forget_jobs(context: JobContext, timestamp: int) -> None:
    await builtin_tasks.remove_old_jobs(
        context, max_hours=JOBS_KEPT_HOURS, remove_failed=True, remove_cancelled=True, remove_aborted=True
    )


def _put_back(sheet: ExportSheet, context: JobContext) -> None:
    """To the queue, unless it has been there too often."""
    if context.job.attempts < RETRIES:
        orders.put_back(sheet.pk)
    else:
        orders.fail(sheet, orders.INTERRUPTED)
