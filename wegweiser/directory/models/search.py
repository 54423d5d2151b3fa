"""What is searched: words that lead to kinds of places, and a document for each public place."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from geo.db.functions import Spellings
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.taxonomy import Category, CategoryGroup


class SearchWord(models.Model):
    """A word that somebody may type for a category or a whole group; a phrase stands here too."""

    class Origin(models.TextChoices):
        NAME = "name", "Name der Kategorie"
        TREE = "tree", "mitgeliefert"
        OFFICE = "office", "Redaktion"

    word = models.CharField("Wort", max_length=120, help_text="So, wie es Familien sagen oder schreiben.")
    language = models.CharField("Sprache", max_length=12, default="de")
    category = models.ForeignKey(
        Category, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="Art"
    )
    group = models.ForeignKey(
        CategoryGroup, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="Gruppe"
    )
    origin = models.CharField("Herkunft", max_length=10, choices=Origin.choices, default=Origin.OFFICE, editable=False)
    active = models.BooleanField("wird gefunden", default=True)
    spellings = models.GeneratedField(
        expression=Spellings("word"), output_field=models.CharField(max_length=260), db_persist=True
    )

    class Meta:
        verbose_name = "Suchwort"
        verbose_name_plural = "Suchwörter"
        ordering = ["category", "group", "language", "word"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "group", "language", "word"],
                name="search_word_once",
                nulls_distinct=False,
                violation_error_message="Dieses Wort gibt es dort schon.",
            ),
            models.CheckConstraint(
                condition=Q(category=None) ^ Q(group=None),
                name="search_word_leads_somewhere",
                violation_error_message="Bitte wählen Sie entweder eine Art oder eine Gruppe.",
            ),
            models.CheckConstraint(
                condition=~Q(spellings=""),
                name="search_word_has_letters",
                violation_error_message="Ein Suchwort braucht Buchstaben oder Ziffern.",
            ),
        ]

    def __str__(self) -> str:
        return self.word

    @property
    def code(self) -> str:
        return str(self.category_id or self.group_id)


class SearchDocument(models.Model):
    """What may be searched of a place: made from the public view alone, kept by triggers (public.sql)."""

    place = models.OneToOneField(
        PublicFacility,
        on_delete=models.DO_NOTHING,
        primary_key=True,
        db_column="facility_id",
        db_constraint=False,  # a view cannot be referenced
        related_name="document",
    )
    name = models.TextField()
    words = models.TextField()
    """Begins with a space, so that " kita" is the beginning of a word."""
    kinds = ArrayField(models.CharField(max_length=80))
    """Its group, its category and the secondary ones."""

    class Meta:
        verbose_name = "Suchdokument"
        verbose_name_plural = "Suchdokumente"
        indexes = [
            GinIndex(fields=["words"], opclasses=["gin_trgm_ops"], name="search_document_trigram"),
            GinIndex(F("kinds"), name="search_document_kinds"),
        ]

    def __str__(self) -> str:
        return self.name
