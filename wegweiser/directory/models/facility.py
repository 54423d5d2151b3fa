"""The city's own table of places. Only directory and staff read it; everyone else reads models/public.py."""

import pghistory
import pgtrigger
from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db.models import Case, F, Func, Q, Value, When

from geo.crs import STORAGE
from geo.db.querysets import SpatialQuerySet
from wegweiser.directory.choices import (
    ChangingTable,
    Cost,
    GeometrySource,
    InSchoolHolidays,
    PlaygroundClass,
    PramAccess,
    State,
    VerifiedVia,
    Visibility,
    Wheelchair,
)
from wegweiser.directory.models.rules import FACILITY_RULES
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category


class Traeger(models.Model):
    """The organisation that runs a place."""

    name = models.CharField("Name", max_length=200, unique=True)
    website = models.URLField("Internetseite", blank=True)
    email = models.EmailField(
        "E-Mail",
        blank=True,
        help_text="Ein Postfach der Stelle, nicht einer Person. Dorthin geht die Bitte, die Angaben zu bestätigen.",
    )
    email_fails = models.BooleanField(
        "E-Mail kommt nicht an",
        default=False,
        help_text="Dann wird nichts mehr dorthin geschickt, der Träger steht auf der Telefonliste.",
    )
    phone = models.CharField("Telefon", max_length=60, blank=True)

    class Meta:
        verbose_name = "Träger"
        verbose_name_plural = "Träger"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DataSource(models.Model):
    """Where rows come from and under which licence they may be passed on."""

    key = models.SlugField("Kürzel", primary_key=True, max_length=40)
    name = models.CharField("Name", max_length=200)
    licence = models.CharField("Lizenz", max_length=100)

    class Meta:
        verbose_name = "Datenquelle"
        verbose_name_plural = "Datenquellen"
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=~Q(licence=""), name="data_source_has_licence")]

    def __str__(self) -> str:
        return self.name


@pghistory.track(
    pghistory.InsertEvent(),
    # Whole rows: pg_restore could not read a comparison of single geometries back (it restores without search path).
    pghistory.UpdateEvent(condition=pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.*")),
    exclude=["group_code", "public_point"],
    obj_field=pghistory.ObjForeignKey(related_name="+", db_constraint=False, on_delete=models.DO_NOTHING),
)
class Facility(models.Model):
    name = models.CharField("Name", max_length=200)
    name_addition = models.CharField("Namenszusatz", max_length=200, blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+", verbose_name="Art")
    group_code = models.GeneratedField(
        expression=Func(F("category_id"), Value("."), Value(1), function="split_part"),
        output_field=models.CharField(max_length=40),
        db_persist=True,
    )
    secondary_categories = models.ManyToManyField(Category, blank=True, related_name="+", verbose_name="weitere Arten")
    flags = ArrayField(models.SlugField(max_length=40), default=list, blank=True, verbose_name="Merkmale")
    traeger = models.ForeignKey(
        Traeger, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Träger"
    )
    description = models.TextField("Beschreibung", blank=True)

    street = models.CharField("Straße", max_length=120, blank=True)
    house_number = models.CharField("Hausnummer", max_length=20, blank=True)
    postcode = models.CharField("PLZ", max_length=10, blank=True)
    city = models.CharField("Ort", max_length=80, blank=True)
    point = models.PointField("Lage", srid=STORAGE, null=True, blank=True)
    geometry_source = models.CharField(
        "Herkunft der Lage",
        max_length=20,
        choices=GeometrySource.choices,
        blank=True,
        default=GeometrySource.NONE,
    )
    public_point = models.GeneratedField(
        expression=Case(
            When(Q(visibility=Visibility.PUBLIC) & Q(state=State.PUBLISHED), then=F("point")), default=None
        ),
        output_field=models.PointField(srid=STORAGE, null=True, spatial_index=False),
        db_persist=True,
    )
    sozialraum = models.ForeignKey(
        Sozialraum,
        on_delete=models.DO_NOTHING,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="Sozialraum",
    )
    serves = models.ManyToManyField(
        Sozialraum,
        blank=True,
        related_name="+",
        verbose_name="ist da für",
        help_text="Nur nötig, wenn der Ort außerhalb liegt oder für mehr als seinen Sozialraum da ist.",
    )
    citywide = models.BooleanField("für die ganze Stadt", default=False)

    phone = models.CharField("Telefon", max_length=60, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    website = models.URLField("Internetseite", blank=True)
    opening_hours = models.CharField(
        "Öffnungszeiten",
        max_length=500,
        blank=True,
        help_text="z. B. Mo-Fr 08:00-16:00",
    )
    hours_note = models.CharField("Hinweis zu den Zeiten", max_length=300, blank=True)
    hours_exceptions = models.CharField(
        "Ausnahmen",
        max_length=300,
        blank=True,
        help_text="Einzelne Tage, in derselben Schreibweise: 2026 Dec 24-2027 Jan 01 off; 2027 Feb 11 08:00-11:00",
    )
    in_school_holidays = models.CharField(
        "in den Schulferien",
        max_length=10,
        choices=InSchoolHolidays.choices,
        blank=True,
        default=InSchoolHolidays.AS_WRITTEN,
    )
    closed_from = models.DateField(
        "vorübergehend geschlossen ab", null=True, blank=True, help_text="Der Ort bleibt verzeichnet."
    )
    closed_to = models.DateField(
        "vorübergehend geschlossen bis", null=True, blank=True, help_text="Leer, wenn es noch nicht feststeht."
    )
    closed_notice = models.CharField("Hinweis zur Schließung", max_length=200, blank=True)
    age_from_months = models.PositiveSmallIntegerField("Alter ab (Monate)", null=True, blank=True)
    age_to_months = models.PositiveSmallIntegerField("Alter bis (Monate)", null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=12), default=list, blank=True, verbose_name="Sprachen")
    wheelchair = models.CharField(
        "Rollstuhl", max_length=10, choices=Wheelchair.choices, blank=True, default=Wheelchair.UNKNOWN
    )
    pram = models.CharField(
        "Kinderwagen", max_length=10, choices=PramAccess.choices, blank=True, default=PramAccess.UNKNOWN
    )
    changing_table = models.CharField(
        "Wickeltisch", max_length=10, choices=ChangingTable.choices, blank=True, default=ChangingTable.UNKNOWN
    )
    cost = models.CharField("Kosten", max_length=10, choices=Cost.choices, blank=True, default=Cost.UNKNOWN)
    card_offer = models.CharField("Angebot mit der Familienkarte", max_length=300, blank=True)
    card_from = models.DateField("Familienkarte gilt ab", null=True, blank=True)
    card_to = models.DateField("Familienkarte gilt bis", null=True, blank=True)
    playground_class = models.CharField(
        "Spielplatzklasse",
        max_length=20,
        choices=PlaygroundClass.choices,
        blank=True,
        default=PlaygroundClass.NONE,
    )
    playground_ages = models.CharField("Spielplatz für", max_length=60, blank=True)

    visibility = models.CharField("Sichtbarkeit", max_length=12, choices=Visibility.choices, default=Visibility.PUBLIC)
    visibility_decided = models.BooleanField(
        "Sichtbarkeit ist entschieden",
        default=False,
        help_text="Nur nötig, wo mehr zu sehen ist als bei dieser Art üblich.",
    )
    state = models.CharField("Status", max_length=12, choices=State.choices, default=State.DRAFT)
    verified_on = models.DateField("zuletzt geprüft", null=True, blank=True)
    verified_by = models.CharField("geprüft von", max_length=200, blank=True)
    verified_via = models.CharField(
        "geprüft über", max_length=10, choices=VerifiedVia.choices, blank=True, default=VerifiedVia.UNKNOWN
    )
    source = models.ForeignKey(DataSource, on_delete=models.PROTECT, related_name="+", verbose_name="Datenquelle")
    origin_id = models.CharField("Nummer in der Quelle", max_length=80, blank=True)
    updated_at = models.DateTimeField("geändert", auto_now=True)

    objects = SpatialQuerySet.as_manager()

    class Meta:
        verbose_name = "Einrichtung"
        triggers = [
            pgtrigger.Trigger(
                name="forget_protected",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("visibility"),  # type: ignore[no-untyped-call]  # untyped package
                condition=pgtrigger.Q(new__visibility=Visibility.PHONE_ONLY),
                func="DELETE FROM directory_facilityevent "
                "WHERE pgh_obj_id = NEW.id AND visibility <> 'phone_only'; RETURN NULL;",
            )
        ]
        verbose_name_plural = "Einrichtungen"
        ordering = ["name", "pk"]
        indexes = [
            GinIndex(fields=["name"], name="facility_name_trigram", opclasses=["gin_trgm_ops"]),
            GistIndex(fields=["public_point"], name="facility_public_point"),
            GistIndex(fields=["group_code", "public_point"], name="facility_group_public_point"),
            GistIndex(fields=["category", "public_point"], name="facility_kind_public_point"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "origin_id"], condition=~Q(origin_id=""), name="facility_origin_unique"
            ),
            *FACILITY_RULES,
        ]

    def __str__(self) -> str:
        return self.name
