from procrastinate.contrib.django import app

from wegweiser.printing.editions import withdraw


@app.periodic(cron="* * * * *")
@app.task(name="withdraw_editions", queueing_lock="withdraw_editions")
def withdraw_editions(timestamp: int) -> None:
    """A place that became secret in the last minute, by whatever hand: the sheets that show it go."""
    withdraw()
