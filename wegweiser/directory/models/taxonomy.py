from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Concat

from wegweiser.directory.choices import Shape, Visibility


class Translated(models.Model):
    """A thing whose name stands in every language of the site."""

    names = models.JSONField("Namen", help_text='je Sprache: {"de": "…", "tr": "…"}')

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_in("de")

    def name_in(self, language: str) -> str:
        """The name in `language`, in German where no translation exists."""
        return str(self.names.get(language) or self.names["de"])


class CategoryGroup(Translated):
    code = models.SlugField(primary_key=True, max_length=40)
    colour = models.CharField("Farbe", max_length=7)
    glyph_colour = models.CharField("Farbe des Zeichens", max_length=7)
    shape = models.CharField("Form", max_length=20, choices=Shape.choices)
    pictogram = models.CharField("Zeichen", max_length=60)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Gruppe"
        verbose_name_plural = "Gruppen"
        ordering = ["position", "code"]


class Category(Translated):
    """A leaf of the tree; its code is stable and begins with its group's."""

    code = models.CharField(primary_key=True, max_length=80)
    group = models.ForeignKey(CategoryGroup, on_delete=models.PROTECT, related_name="categories", verbose_name="Gruppe")
    short_name = models.CharField("kurzer Name", max_length=40)
    pictogram = models.CharField("Zeichen", max_length=60)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    on_map = models.BooleanField("auf der Karte", default=True)
    optional = models.BooleanField("nur auf Wunsch der Stadt zeigen", default=False)
    visibility = models.CharField(
        "Sichtbarkeit neuer Orte", max_length=12, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    citywide = models.BooleanField("neue Orte sind für die ganze Stadt da", default=False)
    shows_hours = models.BooleanField("Zeiten im Verzeichnis drucken", default=False)
    review_months = models.PositiveSmallIntegerField(
        "prüfen alle … Monate", default=12, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    schema_org = models.CharField("Typ bei schema.org", max_length=40, default="Place")

    class Meta:
        verbose_name = "Kategorie"
        verbose_name_plural = "Kategorien"
        ordering = ["group__position", "position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__startswith=Concat("group", models.Value("."))),
                name="category_code_begins_with_group",
            )
        ]

    def short_name_in(self, language: str) -> str:
        """German has a short everyday name for each kind, Einfache Sprache for some; other languages have one name."""
        if language.startswith("de"):
            return str(self.names.get(language, self.short_name)) if language != "de" else self.short_name
        return self.name_in(language)


class Flag(Translated):
    """A trait that places of several categories may have, such as "inklusiv"."""

    code = models.SlugField(primary_key=True, max_length=40)
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Merkmal"
        verbose_name_plural = "Merkmale"
        ordering = ["position", "code"]
