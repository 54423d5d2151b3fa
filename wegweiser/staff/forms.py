from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.contrib.gis.forms import PointField
from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, Point
from django.core.exceptions import ValidationError

from wegweiser.directory.choices import GeometrySource, Visibility
from wegweiser.directory.imports import fields
from wegweiser.directory.imports.fields import FieldFault, RowFault
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category
from wegweiser.printing.errors import TextNotPrintable
from wegweiser.printing.fonts import check_text
from wegweiser.staff.duplicates import Duplicate, Wanted, likely_duplicates
from wegweiser.staff.versions import MINE, THEIRS, Difference, current_version, differences
from wegweiser.staff.widgets import PlacingWidget

OUTSIDE = (
    "Dieser Punkt liegt außerhalb der Stadt. Wählen Sie unter „ist da für“ den Sozialraum, für den der Ort da ist, "
    "oder setzen Sie die Marke in die Stadt."
)
HOURS_HELP = (
    "So schreiben: „Mo-Fr 08:00-16:00“ oder „Tu,Th 09:00-12:00; Sa 10:00-14:00“. "
    "Die Tage heißen Mo, Tu, We, Th, Fr, Sa, Su; „PH off“ heißt: an Feiertagen geschlossen."
)
NOT_A_POINT = "Diese Lage ist kein Punkt auf der Karte. Bitte setzen Sie die Marke noch einmal."
PRINTED = ("name", "name_addition", "street", "house_number", "city", "phone", "opening_hours", "hours_note")
"""What stands on a sheet: one sign that no font has would stop the whole sheet."""
CHECKED = {"opening_hours": fields.opening_hours, "hours_exceptions": fields.opening_hours, "phone": fields.phone}
FROM_REGISTER = {GeometrySource.REGISTER, GeometrySource.NEAREST_NUMBER, GeometrySource.STREET}

TELLING = {"name", "category", "street", "house_number", "phone", "point"}
"""Only a change of these can make a duplicate."""
CHANGED_MEANWHILE = (
    "Diesen Ort hat inzwischen jemand anders gespeichert. Ihre Eingaben sind noch da und noch nicht gespeichert. "
    "Bitte wählen Sie, was gelten soll."
)
PERHAPS_KNOWN = "Diesen Ort gibt es vielleicht schon. Noch ist nichts gespeichert."


class PlacedPoint(PointField):
    """A point of two finite coordinates; anything else is a mistake of the form, not of the program."""

    def clean(self, value: Any) -> Point | None:
        try:
            point: Point | None = super().clean(value)
        except (GDALException, GEOSException, TypeError, ValueError):
            raise ValidationError(NOT_A_POINT) from None
        if point is not None and (point.empty or point.hasz):
            raise ValidationError(NOT_A_POINT)
        return point


class FacilityForm(forms.ModelForm):  # type: ignore[type-arg]  # the generic form is not subscriptable when running
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The last change that whoever fills in the form has read."""
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The last change that was shown beside what is typed."""

    class Meta:
        model = Facility
        fields = ("point", "geometry_source")
        field_classes: ClassVar[dict[str, Any]] = {"point": PlacedPoint}
        widgets: ClassVar[dict[str, Any]] = {
            "point": PlacingWidget,
            "geometry_source": forms.HiddenInput,
            "serves": forms.CheckboxSelectMultiple,  # a city has a handful of Sozialräume
        }
        help_texts: ClassVar[dict[str, str]] = {"opening_hours": HOURS_HELP}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences: list[Difference] = []
        self.duplicates: list[Duplicate] = []
        self.stored_version = current_version(self.instance.pk) if self.instance.pk else 0
        self.fields["version"].initial = self.stored_version
        if "category" in self.fields:
            self.fields["category"].choices = _categories_by_group()  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in (*PRINTED, "hours_exceptions"):
            self._check_text(cleaned, name)
        point = cleaned.get("point")
        # on the instance too: a field that was not posted would keep what it had
        self.instance.geometry_source = cleaned["geometry_source"] = self._geometry_source(cleaned)
        if point and cleaned.get("visibility") != Visibility.PHONE_ONLY and not self._has_place(cleaned, point):
            self.add_error("point", OUTSIDE)
        self._look_for_duplicates(cleaned)
        return cleaned

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # not in the stubs
        if self.instance.pk and self.cleaned_data.get("version") != self.stored_version:
            self._settle()

    def _settle(self) -> None:
        """Somebody else has saved in between: nothing is saved until it is decided, field by field, what counts."""
        answers = {name: self.data.get(f"take_{name}", "") for name in self.changed_data}
        known = {name: answer for name, answer in answers.items() if answer in (MINE, THEIRS)}
        self.differences = differences(self, self.cleaned_data.get("version") or 0, known)
        decided = self.cleaned_data.get("seen") == self.stored_version
        if self.differences and not (decided and all(each.name in known for each in self.differences)):
            self.add_error(None, ValidationError(CHANGED_MEANWHILE, code="changed_meanwhile"))
            return
        for each in self.differences:
            if each.chosen == THEIRS:
                self._take_stored(each.name)

    def _take_stored(self, name: str) -> None:
        self.cleaned_data[name] = self._stored(name)
        self._errors.pop(name, None)  # type: ignore[attr-defined]  # not in the stubs
        self.changed_data.remove(name)

    def _stored(self, name: str) -> Any:
        field = self.instance._meta.get_field(name)
        return self.initial[name] if field.many_to_many else getattr(self.instance, name)

    def _look_for_duplicates(self, cleaned: dict[str, Any]) -> None:
        """Whatever was shown before is known: staff may know better."""
        if self.errors or not TELLING.intersection(self.changed_data):
            return
        known = {name: cleaned.get(name) or "" for name in ("name", "street", "house_number", "phone")}
        category = cleaned.get("category")
        wanted = Wanted(self.instance.pk, category=category.pk if category else "", point=cleaned.get("point"), **known)
        known_places = self.data.getlist("known") if hasattr(self.data, "getlist") else []
        self.duplicates = [each for each in likely_duplicates(wanted) if str(each.place.pk) not in known_places]
        if self.duplicates:
            self.add_error(None, ValidationError(PERHAPS_KNOWN, code="duplicates"))

    def _check_text(self, cleaned: dict[str, Any], name: str) -> None:
        """The importers' rules, and the sheet's."""
        try:
            cleaned[name] = fields.text(cleaned.get(name) or "")
            check_text(cleaned[name], "Dieser Text")
            if name in CHECKED:
                CHECKED[name](cleaned[name])
        except RowFault as fault:
            self.add_error(name, f"Dieser Text {fault}. Bitte löschen Sie es.")
        except (FieldFault, TextNotPrintable) as fault:
            self.add_error(name, f"{fault}".rstrip(".") + ".")

    def _geometry_source(self, cleaned: dict[str, Any]) -> str:
        """A location that was not touched keeps where it comes from."""
        if not cleaned.get("point"):
            return GeometrySource.NONE
        if "point" not in self.changed_data and self.instance.geometry_source:
            return str(self.instance.geometry_source)
        found = cleaned.get("geometry_source")
        return str(found) if found in FROM_REGISTER else GeometrySource.MANUAL

    def _has_place(self, cleaned: dict[str, Any], point: Point) -> bool:
        """In the city, or with word for whom it is there."""
        if cleaned.get("serves") or cleaned.get("citywide"):
            return True
        return Sozialraum.objects.filter(boundary__covers=point).exists()


def _categories_by_group() -> list[tuple[str, Any]]:
    categories = Category.objects.select_related("group")
    groups = groupby(categories, key=lambda category: category.group)
    choices = [(str(group), [(category.code, str(category)) for category in members]) for group, members in groups]
    return [("", "Bitte wählen"), *choices]
