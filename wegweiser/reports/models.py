"""What people told the office, how far it is, and how many came from where."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy

LONGEST_TEXT = 2000
LONGEST_CONTACT = 200
LONGEST_SUBJECT = 200
LONGEST_REASON = 500
LONGEST_PROPOSAL = 4000


class Kind(models.TextChoices):
    ERROR = "error", "Fehler an einem Ort"
    SUGGESTION = "suggestion", "neuer Ort"
    BARRIER = "barrier", "Barriere"
    CHANGE = "change", "Änderung vom Träger"


class Fault(models.TextChoices):
    PHONE = "phone", gettext_lazy("Die Telefonnummer stimmt nicht.")
    HOURS = "hours", gettext_lazy("Die Zeiten stimmen nicht.")
    LOCATION = "location", gettext_lazy("Die Adresse oder der Punkt auf der Karte stimmt nicht.")
    CLOSED = "closed", gettext_lazy("Diesen Ort gibt es nicht mehr.")
    OTHER = "other", gettext_lazy("Etwas anderes stimmt nicht.")


class State(models.TextChoices):
    OPEN = "open", "offen"
    TAKEN = "taken", "in Arbeit"
    DONE = "done", "erledigt"
    REJECTED = "rejected", "abgelehnt"


UNFINISHED = (State.OPEN, State.TAKEN)
FINISHED = (State.DONE, State.REJECTED)


class Report(models.Model):
    """Something to be looked at, from whoever saw it; `proposed` are values by the names of a place's fields."""

    kind = models.CharField("Art", max_length=12, choices=Kind)
    place = models.ForeignKey(
        "directory.Facility",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Einrichtung",
    )
    subject = models.CharField("Worum es geht", max_length=LONGEST_SUBJECT, blank=True)
    faults = ArrayField(models.CharField(max_length=12), default=list, verbose_name="Was nicht stimmt")
    proposed = models.JSONField("Vorschlag", default=dict)
    former = models.JSONField("stand vorher da", default=dict)
    text = models.CharField("Text", max_length=LONGEST_TEXT, blank=True)
    contact = models.CharField("Kontakt", max_length=LONGEST_CONTACT, blank=True)
    language = models.CharField("Sprache", max_length=12)
    fingerprint = models.CharField(max_length=64, unique=True, help_text="Zweimal abgeschickt ist einmal gemeldet.")
    created_at = models.DateTimeField("eingegangen")

    state = models.CharField("Stand", max_length=10, choices=State, default=State.OPEN)
    reason = models.CharField("Begründung", max_length=LONGEST_REASON, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bearbeitet von",
    )
    handled_at = models.DateTimeField("bearbeitet am", null=True)
    mailed_at = models.DateTimeField("E-Mail verschickt", null=True)
    mail_fault = models.CharField("warum die E-Mail noch wartet", max_length=200, blank=True)

    class Meta:
        verbose_name = "Meldung"
        verbose_name_plural = "Meldungen"
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "-created_at"], name="report_state"),
            models.Index(fields=["created_at"], condition=Q(mailed_at=None), name="report_unmailed"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="report_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="report_state_known"),
            models.CheckConstraint(condition=Q(faults__contained_by=Fault.values), name="report_faults_known"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(Cast("proposed", models.TextField())), LONGEST_PROPOSAL),
                name="report_proposal_short",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REJECTED) | ~Q(reason=""), name="report_rejected_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN) | Q(handled_at__isnull=False), name="report_handled_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Meldung {self.pk}"

    @property
    def faults_in_words(self) -> list[str]:
        return [str(Fault(fault).label) for fault in self.faults]


class Tally(models.Model):
    """How many reports came within a stretch of time from one sender, or from all; the sender is a keyed hash."""

    sender = models.CharField(max_length=64)
    begins_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "Zählung"
        constraints: ClassVar = [models.UniqueConstraint(fields=["sender", "begins_at"], name="tally_unique")]

    def __str__(self) -> str:
        return f"{self.count} seit {self.begins_at:%H:%M}"


class DailySalt(models.Model):
    """Goes into the hash of a sender; with it goes every way back from the hash to an address."""

    day = models.DateField(primary_key=True)
    value = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "Salz des Tages"

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"
