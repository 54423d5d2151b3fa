from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSGeometry
from django.forms import Media, Script
from django.urls import reverse
from leaflet.forms.widgets import LeafletWidget

from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.city import City


class NumberedSelect(AutocompleteSelect):
    """Django's own looks up whatever the address or a forged form brings, and stumbles over what is no number."""

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> Any:
        return super().optgroups(name, [each for each in value if str(each).isdecimal()], attrs)


class PlacingWidget(LeafletWidget):
    """A point on the city's own map: click, drag, or have the address looked up."""

    template_name = "staff/placing_map.html"
    geom_type = "POINT"

    @property
    def media(self) -> Media:
        return Media(
            css={"all": ["leaflet/leaflet.css", "staff/placing.css"]},
            js=["leaflet/leaflet.js", Script("staff/placing.js", type="module")],  # type: ignore[list-item]  # stubs lag
        )

    def deserialize(self, value: str) -> GEOSGeometry | None:
        """Nothing where the text is no geometry: the form says so, the map starts empty."""
        try:
            return super().deserialize(value)  # type: ignore[no-any-return]  # untyped base class
        except (GDALException, TypeError):
            return None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        try:
            bounds = CityProfile.current().bounds
        except City.DoesNotExist:
            bounds = (5.8, 47.2, 15.1, 55.1)  # Germany, until a city is loaded
        context["map"] = {
            "bounds": bounds,
            "baseUrl": "/tiles/base/png.json",
            "boundariesUrl": "/api/collections/sozialraeume/items",
            "surroundingsUrl": reverse("admin:staff-surroundings"),
            "addressUrl": reverse("admin:staff-address"),
            "suggestionsUrl": reverse("admin:staff-suggestions"),
            "printedUrl": reverse("admin:staff-printed"),
        }
        return context
