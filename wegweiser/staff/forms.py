from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.contrib.gis.geos import Point

from wegweiser.directory.choices import GeometrySource, Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category
from wegweiser.staff.widgets import PlacingWidget

OUTSIDE = (
    "Dieser Punkt liegt außerhalb der Stadt. Wählen Sie unter „ist da für“ den Sozialraum, für den der Ort da ist, "
    "oder setzen Sie die Marke in die Stadt."
)
FROM_REGISTER = {GeometrySource.REGISTER, GeometrySource.NEAREST_NUMBER, GeometrySource.STREET}


class FacilityForm(forms.ModelForm):  # type: ignore[type-arg]  # the generic form is not subscriptable when running
    class Meta:
        model = Facility
        fields = ("point", "geometry_source")
        widgets: ClassVar[dict[str, Any]] = {
            "point": PlacingWidget,
            "geometry_source": forms.HiddenInput,
            "serves": forms.CheckboxSelectMultiple,  # a city has a handful of Sozialräume
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "category" in self.fields:
            self.fields["category"].choices = _categories_by_group()  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        point = cleaned.get("point")
        cleaned["geometry_source"] = self._geometry_source(cleaned)
        if point and cleaned.get("visibility") != Visibility.PHONE_ONLY and not self._has_place(cleaned, point):
            self.add_error("point", OUTSIDE)
        return cleaned

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
