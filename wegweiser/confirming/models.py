"""The question to a Träger whether what is written down of its places still holds."""

import secrets
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from django.db import models
from django.db.models import Q

VALID_FOR = timedelta(days=30)
LETTERS_AFTER = (timedelta(0), timedelta(days=14), timedelta(days=28))
"""The question and its two reminders, counted from the first that left."""


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def answerable(self, now: datetime) -> "InquiryQuerySet":
        """Neither answered nor taken back; valid from the first mail on, which may have to wait for a server."""
        return self.filter(answered_at=None, revoked_at=None).filter(
            Q(first_mailed_at=None) | Q(first_mailed_at__gt=now - VALID_FOR)
        )

    def unanswered(self, now: datetime) -> "InquiryQuerySet":
        return self.filter(answered_at=None, revoked_at=None, first_mailed_at__lte=now - VALID_FOR)


class Inquiry(models.Model):
    traeger = models.ForeignKey("directory.Traeger", on_delete=models.CASCADE, related_name="+", verbose_name="Träger")
    key = models.CharField(max_length=40, unique=True, default=partial(secrets.token_urlsafe, 24))
    asked_at = models.DateTimeField("gefragt am")
    asked_by = models.CharField("gefragt von", max_length=200)
    letters = models.PositiveSmallIntegerField("verschickte E-Mails", default=0)
    first_mailed_at = models.DateTimeField("erste E-Mail", null=True)
    mail_fault = models.CharField("warum die E-Mail noch wartet", max_length=200, blank=True)
    revoked_at = models.DateTimeField("zurückgezogen", null=True)
    answered_at = models.DateTimeField("beantwortet", null=True)
    confirmed = models.PositiveSmallIntegerField("bestätigte Orte", default=0)
    changed = models.PositiveSmallIntegerField("Orte mit Änderungen", default=0)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "Anfrage"
        verbose_name_plural = "Träger fragen"
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["traeger"], condition=Q(answered_at=None, revoked_at=None), name="inquiry_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Anfrage {self.pk}"

    @property
    def expires_at(self) -> datetime | None:
        return self.first_mailed_at + VALID_FOR if self.first_mailed_at else None
