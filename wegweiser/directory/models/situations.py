from django.db import models

from wegweiser.directory.models.taxonomy import Category, Translated


class LifeSituation(Translated):
    """A way in for families who do not know what an office calls what they need; staff keep it."""

    code = models.SlugField(
        "Kürzel", primary_key=True, max_length=40, help_text="Steht in der Adresse der Seite: /lage/baby/"
    )
    texts = models.JSONField("Texte", default=dict, blank=True)
    categories = models.ManyToManyField(Category, through="SituationCategory", related_name="+", verbose_name="Arten")
    urgent = models.BooleanField(
        "Not", default=False, help_text="Die Seite beginnt mit den Notrufnummern und lässt sich schnell verlassen."
    )
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Lebenslage"
        verbose_name_plural = "Lebenslagen"
        ordering = ["position", "code"]

    def text_in(self, language: str) -> str:
        return str(self.texts.get(language) or self.texts.get("de", ""))


class SituationCategory(models.Model):
    """The order in which a life situation leads to kinds of places."""

    situation = models.ForeignKey(
        LifeSituation, on_delete=models.CASCADE, related_name="ways", verbose_name="Lebenslage"
    )
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="+", verbose_name="Art")
    position = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    class Meta:
        verbose_name = "Art"
        verbose_name_plural = "Arten von Orten, zu denen sie führt"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["situation", "category"], name="situation_category_once")]

    def __str__(self) -> str:
        return str(self.category)
