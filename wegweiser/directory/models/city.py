from django.db import models


class City(models.Model):
    """The one city that is served: what its city.toml says (wegweiser/directory/city.py gives it its shape)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    profile = models.JSONField()
    fingerprint = models.CharField(max_length=64, blank=True)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "Stadt"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="city_is_single")]

    def __str__(self) -> str:
        return str(self.profile.get("name", ""))


class CityLogo(models.Model):
    """The content of a logo file that city.toml names, so that a sheet needs no city folder."""

    file = models.TextField(primary_key=True)
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()

    class Meta:
        verbose_name = "Logo"
        verbose_name_plural = "Logos"
        ordering = ["file"]

    def __str__(self) -> str:
        return self.file


class SchoolHolidays(models.Model):
    """Set by the state year by year, so they are imported; public holidays are computed."""

    region = models.CharField("Land", max_length=10)
    name = models.CharField("Ferien", max_length=80)
    first = models.DateField("erster Tag")
    last = models.DateField("letzter Tag")

    class Meta:
        verbose_name = verbose_name_plural = "Schulferien"
        ordering = ["region", "first"]
        constraints = [
            models.UniqueConstraint(fields=["region", "first"], name="school_holidays_begin_once"),
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="school_holidays_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.first:%d.%m.%Y} bis {self.last:%d.%m.%Y})"


class LayerAttribution(models.Model):
    """Who made a published layer and under which licence; without both a layer cannot be published."""

    layer = models.CharField(max_length=40, primary_key=True)
    text = models.CharField("Namensnennung", max_length=500)
    url = models.URLField("Adresse", blank=True)
    licence = models.CharField("Lizenz", max_length=100)

    class Meta:
        verbose_name = "Quellenangabe"
        verbose_name_plural = "Quellenangaben"
        ordering = ["layer"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text="") & ~models.Q(licence=""), name="attribution_has_licence")
        ]

    def __str__(self) -> str:
        return self.text
