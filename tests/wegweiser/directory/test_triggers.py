"""What the database keeps by itself: the Sozialraum of a place, and its history.

      0        1000      2000
1000  +---------+---------+
      |  west   |  ost    |
   0  +---------+---------+
"""

import pytest
from django.db import connection

from tests.city import create_city, create_facility, point, square
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()


def _sozialraum(place: Facility) -> str | None:
    return Facility.objects.values_list("sozialraum_id", flat=True).get(pk=place.pk)


class TestSozialraum:
    @pytest.mark.parametrize(
        ("x", "y", "code"),
        [
            (500, 500, "west"),
            (1500, 500, "ost"),
            (1000, 500, "ost"),  # on the shared border the first one by code has it
            (0, 0, "west"),
            (-0.01, 500, None),
            (None, None, None),
        ],
    )
    def test_it_follows_from_the_location(self, x: float | None, y: float | None, code: str | None) -> None:
        assert _sozialraum(create_facility("Ort", x, y)) == code

    def test_what_somebody_types_is_overwritten(self) -> None:
        place = create_facility("Ort", 500, 500, sozialraum_id="ost")
        assert _sozialraum(place) == "west"
        Facility.objects.update(sozialraum_id="ost")
        assert _sozialraum(place) == "west"

    def test_it_moves_with_the_place_also_in_bulk(self) -> None:
        place = create_facility("Ort", 500, 500)
        Facility.objects.update(point=point(1500, 500))
        assert _sozialraum(place) == "ost"

    def test_it_is_found_anew_when_a_boundary_changes(self) -> None:
        place = create_facility("Ort", 900, 500)
        Sozialraum.objects.filter(code="west").update(boundary=square(0, 0, 800))
        assert _sozialraum(place) is None
        Sozialraum.objects.filter(code="ost").update(boundary=square(850, 0))
        assert _sozialraum(place) == "ost"

    def test_a_new_sozialraum_that_comes_first_takes_its_places(self) -> None:
        place = create_facility("Ort", 500, 500)
        Sozialraum.objects.create(code="alt", name="Alt", boundary=square(400, 400, 200))
        assert _sozialraum(place) == "alt"

    def test_a_sozialraum_that_goes_leaves_its_places(self) -> None:
        place = create_facility("Ort", 500, 500)
        Sozialraum.objects.filter(code="west").delete()
        assert _sozialraum(place) is None

    def test_unmoved_places_are_not_touched(self) -> None:
        create_facility("Ort", 500, 500)
        before = _events()
        Sozialraum.objects.filter(code="ost").update(boundary=square(1000, 0, 900))
        assert _events() == before


class TestHistory:
    def test_every_way_of_writing_counts(self) -> None:
        place = create_facility("Alt", 500, 500)
        Facility.objects.filter(pk=place.pk).update(name="Neu")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE directory_facility SET name = 'Neuer' WHERE id = %s", [place.pk])
        Facility.objects.bulk_create([Facility(name="Viele", category_id="betreuung.kita", source_id="stadt")])
        assert _events() == [("insert", "Alt"), ("update", "Neu"), ("update", "Neuer"), ("insert", "Viele")]

    def test_a_change_of_nothing_is_none(self) -> None:
        create_facility("Ort", 500, 500)
        Facility.objects.update(name="Ort")
        assert _events() == [("insert", "Ort")]

    def test_a_place_that_becomes_protected_is_forgotten(self) -> None:
        create_facility("Haus", 500, 500, street="Geheimgasse")
        other = create_facility("Kita", 500, 500, street="Marktplatz")
        Facility.objects.exclude(pk=other.pk).update(
            visibility=Visibility.PHONE_ONLY, point=None, geometry_source="", street=""
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT string_agg(event::text, ' ') FROM directory_facilityevent event")
            text = cursor.fetchone()[0]
        assert "Geheimgasse" not in text
        assert "Marktplatz" in text
        assert [name for _, name in _events()] == ["Kita", "Haus"]


def _events() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pgh_label, name FROM directory_facilityevent ORDER BY pgh_id")
        return list(cursor.fetchall())
