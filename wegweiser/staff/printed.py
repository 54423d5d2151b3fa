"""A place as its sheet will print it, from a form that need not be saved yet."""

from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from geo.crs import WGS84
from geo.db.querysets import in_storage_crs
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category
from wegweiser.finding.nearby import sozialraum_at
from wegweiser.maps.symbols import SymbolStyle, symbol_svg
from wegweiser.printing.data import read_place
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.layout.index import lines_below

COLUMN_MM = 93.0
"""A panel of the folded A3 sheet within its margins."""
INCOMPLETE = "Sobald Name, Art und Lage feststehen, sehen Sie hier den Ort so, wie er gedruckt wird."
NOT_PRINTED = "Dieser Ort ist intern und steht auf keinem gedruckten Plan."
WRITTEN = ("name", "name_addition", "phone", "opening_hours", "hours_note")
ADDRESS = ("street", "house_number", "postcode", "city")


class PrintedForm(forms.Form):
    name = forms.CharField(max_length=200)
    name_addition = forms.CharField(max_length=200, required=False)
    category = forms.ModelChoiceField(Category.objects.select_related("group"))
    street = forms.CharField(max_length=120, required=False)
    house_number = forms.CharField(max_length=20, required=False)
    postcode = forms.CharField(max_length=10, required=False)
    city = forms.CharField(max_length=80, required=False)
    phone = forms.CharField(max_length=60, required=False)
    opening_hours = forms.CharField(max_length=500, required=False)
    hours_note = forms.CharField(max_length=300, required=False)
    visibility = forms.ChoiceField(choices=Visibility.choices)
    serves = forms.ModelMultipleChoiceField(Sozialraum.objects.defer("boundary"), required=False)
    citywide = forms.BooleanField(required=False)
    itself = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180)
    lat = forms.FloatField(required=False, min_value=-85, max_value=85)

    @property
    def point(self) -> Point | None:
        lon, lat = self.cleaned_data["lon"], self.cleaned_data["lat"]
        return in_storage_crs(Point(lon, lat, srid=WGS84)) if None not in (lon, lat) else None


@never_cache
@require_POST
def printed(request: HttpRequest) -> HttpResponse:
    form = PrintedForm(request.POST)
    return render(request, "staff/_printed.html", _printed(form) if form.is_valid() else {"note": INCOMPLETE})


def _printed(form: PrintedForm) -> dict[str, Any]:
    chosen = form.cleaned_data
    if chosen["visibility"] == Visibility.INTERNAL:
        return {"note": NOT_PRINTED}
    place = _as_public(form)
    sheet = place.sozialraum or next(iter(chosen["serves"]), None)
    if sheet is None and chosen["citywide"]:
        sheet = Sozialraum.objects.defer("boundary").order_by("code").first()
    if sheet is None:
        return {"note": INCOMPLETE}
    try:
        row = read_place(Definition.of(sheet.code), place)
    except PrintingError as error:
        return {"note": str(error)}
    category = chosen["category"]
    style = SymbolStyle(category.group.colour, category.group.glyph_colour, category.group.shape, category.pictogram)
    return {
        "sheet": sheet.name,
        "row": row,
        "on_map": row.point is not None,
        "symbol": mark_safe(symbol_svg(style, 20, rim=False)),  # noqa: S308  # drawn from files and the city's colours
        "lines": lines_below(row, COLUMN_MM),
        "is_new": chosen["itself"] is None,
    }


def _as_public(form: PrintedForm) -> PublicFacility:
    """What the public view would show of it."""
    chosen, point = form.cleaned_data, form.point
    area = sozialraum_at(point) if point else None
    is_public = chosen["visibility"] == Visibility.PUBLIC
    return PublicFacility(
        pk=chosen["itself"] or 0,
        category=chosen["category"],
        group_code=chosen["category"].group_id,
        sozialraum=None if chosen["visibility"] == Visibility.PHONE_ONLY else area,
        serves=[each.code for each in chosen["serves"]],
        citywide=chosen["citywide"],
        visibility=chosen["visibility"],
        point=point if is_public else None,
        **{name: chosen[name] for name in WRITTEN},
        **{name: chosen[name] if is_public else "" for name in ADDRESS},
    )
