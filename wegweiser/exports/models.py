"""What staff ordered to be printed, how far it is, and which orders they want to give again."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models

from wegweiser.exports.files import Files
from wegweiser.printing.models import Edition
from wegweiser.printing.stages import Stage


class State(models.TextChoices):
    QUEUED = "queued", "wartet"
    RUNNING = "running", "in Arbeit"
    DONE = "done", "fertig"
    FAILED = "failed", "nicht gedruckt"
    CANCELLED = "cancelled", "abgebrochen"


OPEN = (State.QUEUED, State.RUNNING)


class ExportOrder(models.Model):
    """Some sheets that were asked for at once and are handed over in one ZIP."""

    name = models.CharField("Auftrag", max_length=200)
    created_at = models.DateTimeField("erteilt", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="von"
    )

    class Meta:
        verbose_name = "Druckauftrag"
        verbose_name_plural = "Karten drucken"
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """The ZIP: there once every sheet has ended, and for some days (`parcel`)."""
        return Path(settings.MEDIA_ROOT) / "exports" / f"{self.pk}.zip"


class ExportSheet(models.Model):
    order = models.ForeignKey(ExportOrder, on_delete=models.CASCADE, related_name="sheets")
    definition = models.JSONField("Blatt")
    label = models.CharField("Blatt in Worten", max_length=500)
    file_name = models.CharField("Dateiname", max_length=200)
    files = models.JSONField("Dateien", default=dict, help_text="was davon gebraucht wird")
    state = models.CharField("Stand", max_length=10, choices=State, default=State.QUEUED)
    stage = models.CharField("Schritt", max_length=20, blank=True)
    from_store = models.BooleanField("lag fertig bereit", default=False)
    error = models.TextField("Grund", blank=True)
    edition = models.ForeignKey(Edition, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="Ausgabe")
    job_id = models.BigIntegerField("Nummer in der Warteschlange", null=True)
    started_at = models.DateTimeField("begonnen", null=True)
    finished_at = models.DateTimeField("beendet", null=True)

    class Meta:
        verbose_name = "Blatt eines Druckauftrags"
        verbose_name_plural = "Blätter eines Druckauftrags"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "file_name"], name="sheet_file_name_unique"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def percent(self) -> int:
        if self.state == State.DONE:
            return 100
        return Stage[self.stage].percent if self.state == State.RUNNING and self.stage else 0

    @property
    def stage_label(self) -> str:
        return Stage[self.stage].label if self.stage else ""

    @property
    def file(self) -> Path | None:
        """The sheet itself. None also when it was withdrawn because a place on it has become secret."""
        path = self.edition.path if self.edition else None
        return path if path and path.is_file() else None

    @property
    def wanted(self) -> Files:
        return Files.from_plain(self.files)

    @property
    def is_whole(self) -> bool:
        """Whether all that was asked for can be handed over."""
        edition = self.edition if self.file else None
        return edition is not None and all(path.is_file() for path in self.wanted.kept_as(edition).values())

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Of a sheet that is whole: names and contents of its files."""
        if self.edition:
            yield from self.wanted.contents(self.edition, self.file_name.removesuffix(".pdf"))


class SheetTemplate(models.Model):
    """Sheets that are printed again and again, under a name."""

    name = models.CharField("Name", max_length=200, unique=True)
    definitions = models.JSONField("Blätter")
    files = models.JSONField("Dateien", default=dict)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="angelegt von"
    )

    class Meta:
        verbose_name = "Druckvorlage"
        verbose_name_plural = "Druckvorlagen"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
