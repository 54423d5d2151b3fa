from procrastinate.contrib.django import app

from wegweiser.printing.definition import Definition
from wegweiser.printing.editions import withdraw
from wegweiser.printing.export import export_sheet


@app.periodic(cron="* * * * *")
@app.task(name="withdraw_editions", queueing_lock="withdraw_editions")
def withdraw_editions(timestamp: int) -> None:
    """A place that became secret in the last minute, by whatever hand: the sheets that show it go."""
    withdraw()


@app.task(name="draw_sheet")
def draw_sheet(sozialraum: str, paper: str = "a3") -> str:
    """Draws ahead, so that whoever asks for the sheet finds it finished."""
    return str(export_sheet(Definition.of(sozialraum, paper)).code)
