from django.utils import timezone
from procrastinate.contrib.django import app

from wegweiser.confirming.letters import send_due


@app.periodic(cron="* * * * *")
@app.task(name="mail_inquiries", queueing_lock="mail_inquiries", lock="mail_inquiries")
def mail_inquiries(timestamp: int) -> None:
    """What waits stands in the table itself: no round that fails loses a mail."""
    send_due(timezone.now())
