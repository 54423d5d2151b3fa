"""Every sheet is an edition from the first day: today's paper must be able to say later what has changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.gis.db import models
from django.db.models import Q

from geo.crs import STORAGE


class EditionState(models.TextChoices):
    CURRENT = "current", "laufend"
    """Drawn for whoever asks, from the data of the moment."""
    DRAFT = "draft", "Entwurf"
    RELEASED = "released", "freigegeben"


_FROZEN = "RAISE EXCEPTION 'edition % is released and is never rewritten', {code} USING ERRCODE = 'restrict_violation';"


def _never_emptied() -> pgtrigger.Trigger:
    """TRUNCATE asks no trigger of a row."""
    return pgtrigger.Trigger(
        name="never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="""
            IF EXISTS (SELECT FROM printing_edition WHERE state = 'released') THEN
                RAISE EXCEPTION 'released editions are never deleted' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NULL;
        """,
    )


class Edition(models.Model):
    """One state of one sheet. The same identity is the same edition, and its file is not drawn again."""

    code = models.CharField("Ausgabe", primary_key=True, max_length=12)
    identity = models.CharField(max_length=64, unique=True)
    state = models.CharField("Stand der Freigabe", max_length=10, choices=EditionState, default=EditionState.CURRENT)
    sozialraum = models.SlugField("Sozialraum", max_length=60)
    series = models.TextField("Blatt", default="", help_text="was in allen Sprachen dieselben Nummern trägt")
    language = models.CharField("Sprache", max_length=12, default="de")
    number = models.PositiveIntegerField("laufende Nummer", null=True)
    title = models.CharField("Titel", max_length=300)
    paper = models.CharField("Format", max_length=10)
    scale_denominator = models.PositiveIntegerField("Maßstabszahl")
    stand = models.DateField("Stand")
    created_at = models.DateTimeField("gezeichnet", auto_now_add=True)
    released_at = models.DateTimeField("freigegeben am", null=True)
    released_by = models.CharField("freigegeben von", max_length=200, blank=True)
    content_hash = models.CharField("Prüfsumme des Inhalts", max_length=64, blank=True)
    files = models.JSONField("Prüfsummen der Dateien", default=dict)
    definition = models.JSONField("Auftrag", default=dict)
    snapshot = models.JSONField("gedruckte Angaben", help_text="alles außer den Plätzen")

    class Meta:
        verbose_name = "gedruckter Plan"
        verbose_name_plural = "Gedruckte Pläne"
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["series", "language"], name="edition_series")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=EditionState.values), name="edition_state_known"),
            models.CheckConstraint(
                condition=Q(state=EditionState.RELEASED, number__gte=1, released_at__isnull=False)
                | (~Q(state=EditionState.RELEASED) & Q(number=None, released_at=None)),
                name="edition_released_has_number",
            ),
            models.UniqueConstraint(
                fields=["series", "language", "number"],
                condition=Q(state=EditionState.RELEASED),
                name="edition_number_in_series",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="released"),
                func=_FROZEN.format(code="OLD.code"),
            ),
            _never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.title}, Ausgabe {self.label}"

    @property
    def label(self) -> str:
        """What stands on the sheet behind „Ausgabe“."""
        return f"{self.number} · {self.code}" if self.number else self.code

    @property
    def path(self) -> Path:
        """Missing once a place on it has become secret."""
        return self._folder / f"{self.code}.pdf"

    def stored_files(self) -> Iterator[Path]:
        """The sheet in all forms that were made of it: the code, a point, and what tells the form."""
        return self._folder.glob(f"{self.code}.*")

    @property
    def _folder(self) -> Path:
        return Path(settings.MEDIA_ROOT) / "editions"


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
    point = models.PointField("Lage", srid=STORAGE, null=True, spatial_index=False)

    BLANK: ClassVar = {
        "facility_id": None,
        "name": "",
        "category": "",
        "street": "",
        "phone": "",
        "cell": "",
        "point": None,
    }
    """What is left of a place that must not be passed on: its number."""

    class Meta:
        verbose_name = "Platz einer Ausgabe"
        verbose_name_plural = "Plätze einer Ausgabe"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "number"], name="edition_number_unique")]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                # the one change that must stay possible: forgetting a place that has become secret
                func=f"""
                    IF TG_OP = 'UPDATE' THEN
                        IF (NEW.id, NEW.edition_id, NEW.number, NEW.visibility)
                            = (OLD.id, OLD.edition_id, OLD.number, OLD.visibility)
                            AND NEW.facility_id IS NULL AND NEW.point IS NULL
                            AND NEW.name || NEW.category || NEW.street || NEW.phone || NEW.cell = '' THEN
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF EXISTS (SELECT FROM printing_edition
                               WHERE state = 'released' AND code IN (OLD.edition_id, NEW.edition_id)) THEN
                        {_FROZEN.format(code="COALESCE(NEW.edition_id, OLD.edition_id)")}
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            ),
            _never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def is_withdrawn(self) -> bool:
        return self.facility_id is None


class Adjustment(models.Model):
    """What an editor decided about one place of a sheet, for all its later editions and languages."""

    class Kind(models.TextChoices):
        NUDGED = "nudged", "verschoben"
        """Stands there if that is free."""
        PINNED = "pinned", "festgesetzt"
        """Stands exactly there, or the sheet is refused."""
        LEFT_OUT = "left_out", "weggelassen"

    series = models.TextField("Blatt")
    facility_id = models.BigIntegerField("Einrichtung")
    kind = models.CharField("Was", max_length=10, choices=Kind)
    dx_mm = models.FloatField("nach rechts (mm)", null=True, help_text="vom Ort zur linken oberen Ecke des Schildes")
    dy_mm = models.FloatField("nach unten (mm)", null=True)
    reason = models.CharField("Grund", max_length=200, blank=True)
    by = models.CharField("von", max_length=200)
    at = models.DateTimeField("am", auto_now=True)

    class Meta:
        verbose_name = "Anpassung"
        verbose_name_plural = "Anpassungen"
        ordering: ClassVar = ["series", "facility_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "facility_id"], name="adjustment_once_for_a_place"),
            models.CheckConstraint(
                condition=(Q(kind="left_out", dx_mm=None, dy_mm=None) & ~Q(reason=""))
                | Q(kind__in=["nudged", "pinned"], dx_mm__isnull=False, dy_mm__isnull=False),
                name="adjustment_is_whole",
                violation_error_message="Bitte sagen Sie, warum der Ort weggelassen wird.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: Einrichtung {self.facility_id}"
