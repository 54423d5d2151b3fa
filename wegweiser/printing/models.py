"""Every sheet is an edition from the first day: today's paper must be able to say later what has changed."""

from pathlib import Path

from django.conf import settings
from django.db import models


class Edition(models.Model):
    """One state of one sheet. The same identity is the same edition, and its file is not drawn again."""

    code = models.CharField("Ausgabe", primary_key=True, max_length=12)
    identity = models.CharField(max_length=64, unique=True)
    sozialraum = models.SlugField("Sozialraum", max_length=60)
    title = models.CharField("Titel", max_length=300)
    paper = models.CharField("Format", max_length=10)
    scale_denominator = models.PositiveIntegerField("Maßstabszahl")
    stand = models.DateField("Stand")
    created_at = models.DateTimeField("gezeichnet", auto_now_add=True)
    definition = models.JSONField("Auftrag", default=dict)
    snapshot = models.JSONField("gedruckte Angaben", help_text="alles außer den Plätzen")

    class Meta:
        verbose_name = "Ausgabe"
        verbose_name_plural = "Ausgaben"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.title}, Ausgabe {self.code}"

    @property
    def path(self) -> Path:
        """Missing once a place on it has become secret."""
        return Path(settings.MEDIA_ROOT) / "editions" / f"{self.code}.pdf"


class EditionPlace(models.Model):
    """What stood beside a number. A place that has become secret since loses all but the number."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="places")
    number = models.PositiveSmallIntegerField("Nummer")
    facility_id = models.BigIntegerField("Einrichtung", null=True, db_index=True)
    visibility = models.CharField("Sichtbarkeit beim Druck", max_length=12)
    name = models.CharField("Name", max_length=420, blank=True)
    category = models.CharField("Art", max_length=80, blank=True)
    street = models.CharField("Straße", max_length=240, blank=True)
    phone = models.CharField("Telefon", max_length=60, blank=True)
    cell = models.CharField("Feld", max_length=20, blank=True)

    class Meta:
        verbose_name = "Platz einer Ausgabe"
        verbose_name_plural = "Plätze einer Ausgabe"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="edition_number_unique")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def is_withdrawn(self) -> bool:
        return self.facility_id is None
