from django.utils import timezone
from procrastinate.contrib.django import app

from wegweiser.reports.mail import send_waiting
from wegweiser.reports.retention import clear


@app.periodic(cron="* * * * *")
@app.task(name="mail_reports", queueing_lock="mail_reports", lock="mail_reports")
def mail_reports(timestamp: int) -> None:
    """What waits stands in the table of reports itself: no round that fails loses a mail."""
    send_waiting(timezone.now())


@app.periodic(cron="15 3 * * *")
@app.task(name="clear_reports", queueing_lock="clear_reports")
def clear_reports(timestamp: int) -> None:
    clear(timezone.now())
