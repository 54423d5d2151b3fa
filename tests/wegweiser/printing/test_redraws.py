"""Equal input gives equal pictures, and a change is seen where it was made and nowhere else."""

from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2
import pytest
from django.contrib.gis.geos import Point

from tests.city import create_city, create_facility
from wegweiser.directory.models.facility import Facility
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.export import export_sheet, make_sheet
from wegweiser.printing.layout.panels import EditionMark
from wegweiser.printing.values import Place, SheetData

pytestmark = pytest.mark.django_db

DPI = 100
PX_PER_MM = DPI / 25.4
WEST = Definition.of("west", "a4")
MARK = EditionMark("ABC234", "https://wegweiser.zweifeld.example/w/ABC234")
MOVED_BY_M = 60.0
AROUND_MM = 25.0
"""So far from its place a plate may reach."""

Picture = np.ndarray[Any, np.dtype[np.uint8]]


@pytest.fixture
def _city(empty_city: None) -> None:
    create_city()
    for name, x, y in (("Kita Ahorn", 250, 250), ("Kita Birke", 750, 300), ("Kita Eiche", 500, 750)):
        create_facility(name, x, y, phone="030 23125-100")


def pictures(pdf: bytes) -> list[Picture]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.render(scale=DPI / 72).to_numpy() for page in opened]


def moved(data: SheetData, name: str) -> SheetData:
    def there(place: Place) -> Place:
        if place.name != name or place.point is None:
            return place
        return replace(place, point=(place.point[0] + MOVED_BY_M, place.point[1]))

    return replace(data, places=tuple(there(place) for place in data.places))


@pytest.mark.usefixtures("_city")
def test_the_same_sheet_drawn_twice_is_the_same_file() -> None:
    data = read_sheet(WEST)

    one, other = (make_sheet(data, MARK)[1] for _ in range(2))

    assert one == other


@pytest.mark.usefixtures("_city")
def test_a_place_that_moves_changes_the_map_around_it_and_nothing_else() -> None:
    data = read_sheet(WEST)
    sheet_map, before, _ = make_sheet(data, MARK)
    _, after, _ = make_sheet(moved(data, "Kita Eiche"), MARK)

    (map_before, *backs_before), (map_after, *backs_after) = pictures(before), pictures(after)

    west, _, _, north = sheet_map.viewport.bounds
    metres_per_mm = sheet_map.scale_denominator / 1000
    place = next(place for place in data.places if place.name == "Kita Eiche")
    assert place.point
    x_mm, y_mm = (place.point[0] - west) / metres_per_mm, (north - place.point[1]) / metres_per_mm
    rows, columns = np.nonzero((map_before != map_after).any(axis=2))
    assert len(rows), "the change is seen"
    assert x_mm - AROUND_MM < columns.min() / PX_PER_MM
    assert columns.max() / PX_PER_MM < x_mm + MOVED_BY_M / metres_per_mm + AROUND_MM
    assert y_mm - AROUND_MM < rows.min() / PX_PER_MM
    assert rows.max() / PX_PER_MM < y_mm + AROUND_MM
    assert len(backs_before) == len(backs_after)
    assert all((one == other).all() for one, other in zip(backs_before, backs_after, strict=True))


@pytest.mark.usefixtures("_city")
def test_a_new_number_is_seen_on_the_back_and_not_on_the_map() -> None:
    data = read_sheet(WEST)
    called = [replace(place, phone="030 23125-999") for place in data.places[:1]]
    front, back = pictures(make_sheet(data, MARK)[1])
    new_front, new_back = pictures(make_sheet(replace(data, places=(*called, *data.places[1:])), MARK)[1])

    assert (front == new_front).all()
    rows, columns = np.nonzero((back != new_back).any(axis=2))
    assert len(rows) > 0
    assert (rows.max() - rows.min()) / PX_PER_MM < 5, "in one line"
    assert (columns.max() - columns.min()) / PX_PER_MM < 20


@pytest.mark.usefixtures("_city")
def test_what_moves_in_another_sozialraum_changes_nothing() -> None:
    create_facility("Kita Fichte", 1700, 500)
    edition = export_sheet(WEST)
    before = edition.path.read_bytes()
    other = Facility.objects.get(name="Kita Fichte")
    Facility.objects.filter(pk=other.pk).update(point=Point(other.point.x + 100, other.point.y, srid=other.point.srid))

    edition.path.unlink()
    again = export_sheet(WEST)

    assert again.code == edition.code
    assert again.path.read_bytes() == before
