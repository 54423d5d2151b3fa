from procrastinate.contrib.django import app

from geo.tiles.cache import drop_stale


@app.periodic(cron="* * * * *")
@app.task(name="collect_tiles", queueing_lock="collect_tiles")
def collect_tiles(timestamp: int) -> None:
    """Whatever changed in the last minute, also by psql or QGIS: its old tiles go."""
    drop_stale()
