"""LayerRevision: which state of its data a tile layer shows (docs/decisions, tile freshness)."""

from django.db import connection, models


class LayerRevision(models.Model):
    """The token of a layer's data; renewed by the database at the commit that changed it."""

    layer = models.CharField(max_length=40, primary_key=True)
    token = models.CharField(max_length=12)

    class Meta:
        verbose_name = "Stand einer Kartenebene"
        verbose_name_plural = "Stände der Kartenebenen"

    def __str__(self) -> str:
        return f"{self.layer} {self.token}"


def renew_revision(layer: str) -> None:
    """Renew a layer's token at the end of this transaction: for changes that no trigger sees (a swapped schema)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT geo_note_layer(%s)", [layer])
