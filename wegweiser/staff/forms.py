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
        return cleaned

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
