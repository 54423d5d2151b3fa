"""What the public may see: the views, the role that reads them, and the index that answers "nearest"."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.city import create_city, create_crowd, create_facility, point
from wegweiser.directory.apps import PUBLIC_VIEWS
from wegweiser.directory.choices import State, Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.public import FormerFacility, PublicFacility, WithheldFacility

CANARY = "Kanarienvogelgasse"
READABLE = {*PUBLIC_VIEWS.views, *PUBLIC_VIEWS.tables}


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()


def _place(visibility: str, **values: Any) -> Facility:
    """Everything that a place of this visibility can hold, canary street included."""
    where = {"street": CANARY, "house_number": "7", "postcode": "45999", "city": "Zweifeld", "x": 500, "y": 500}
    if visibility == Visibility.PHONE_ONLY:
        where = {}
    place = create_facility("Ort", **{"phone": "0221 4710-1", "visibility": visibility, **where, **values})
    place.serves.set(["ost"])
    return place


@contextmanager
def _public_role() -> Iterator[Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT format('SET LOCAL ROLE %I', current_database() || '_public')")
        cursor.execute(cursor.fetchone()[0])
        yield cursor
        cursor.execute("RESET ROLE")


def _public_text() -> str:
    with _public_role() as cursor:
        cursor.execute("SELECT coalesce(json_agg(row_to_json(public_facility))::text, '') FROM public_facility")
        return str(cursor.fetchone()[0])


class TestView:
    def test_a_public_place_shows_where_it_is(self) -> None:
        _place(Visibility.PUBLIC)
        place = PublicFacility.objects.get()
        assert (place.address, place.postcode, place.sozialraum_id) == (f"{CANARY} 7", "45999", "west")
        assert place.point == point(500, 500)
        assert place.serves == ["ost"]

    def test_of_an_area_place_only_the_area_is_told(self) -> None:
        _place(Visibility.AREA)
        place = PublicFacility.objects.get()
        assert (place.address, place.point) == ("", None)
        assert (place.postcode, place.sozialraum_id, place.phone) == ("45999", "west", "0221 4710-1")

    def test_of_a_protected_place_only_the_phone_is_told(self) -> None:
        _place(Visibility.PHONE_ONLY)
        place = PublicFacility.objects.get()
        assert (place.address, place.postcode, place.city, place.point) == ("", "", "", None)
        assert (place.sozialraum_id, place.serves, place.phone) == (None, [], "0221 4710-1")

    @pytest.mark.parametrize(
        "values",
        [{"visibility": Visibility.INTERNAL}, {"state": State.DRAFT}, {"state": State.CLOSED}],
    )
    def test_what_is_not_for_the_public_is_not_there(self, values: dict[str, str]) -> None:
        _place(**{"visibility": Visibility.PUBLIC, **values})
        assert not PublicFacility.objects.exists()

    @pytest.mark.parametrize("visibility", [Visibility.AREA, Visibility.PHONE_ONLY, Visibility.INTERNAL])
    def test_no_secret_street_is_in_any_public_byte(self, visibility: str) -> None:
        _place(Visibility.PUBLIC)
        assert CANARY in _public_text()
        Facility.objects.all().delete()
        _place(visibility)
        assert CANARY not in _public_text()
        assert "350500" not in _public_text()

    def test_links_and_names_come_along(self) -> None:
        place = _place(Visibility.PUBLIC)
        place.secondary_categories.set(["schule.ogs", "betreuung.familienzentrum"])
        (row,) = json.loads(_public_text())
        assert row["secondary_category_codes"] == ["betreuung.familienzentrum", "schule.ogs"]
        assert (row["source_name"], row["licence"], row["traeger"]) == ("Stadt Zweifeld", "dl-de/zero-2-0", "")

    def test_places_are_found_by_sozialraum_and_category(self) -> None:
        _place(Visibility.PUBLIC).secondary_categories.set(["schule.ogs"])
        _place(Visibility.PHONE_ONLY, category_id="schutz.frauenhaus")
        names = PublicFacility.objects
        assert names.in_sozialraum("west").count() == names.in_sozialraum("ost").count() == 1
        assert names.of_category("betreuung").count() == names.of_category("betreuung.kita").count() == 1
        assert (names.of_category("schule.ogs").count(), names.of_category("schule").count()) == (1, 0)

    @pytest.mark.parametrize(
        ("values", "rules"),
        [
            ({"opening_hours": "Mo 08:00-12:00"}, "Mo 08:00-12:00"),
            (
                {
                    "opening_hours": "Mo 08:00-12:00",
                    "in_school_holidays": "closed",
                    "hours_exceptions": "2026 Dec 28 off",
                },
                "Mo 08:00-12:00; SH off; 2026 Dec 28 off",
            ),
            ({"hours_exceptions": "2026 Dec 28 off", "in_school_holidays": "closed"}, ""),
        ],
    )
    def test_hours_and_what_differs_from_them_are_one_text(self, values: dict[str, str], rules: str) -> None:
        _place(Visibility.PUBLIC, **values)
        assert PublicFacility.objects.get().hours_rules == rules

    def test_withheld_ids_are_those_without_a_public_place(self) -> None:
        _place(Visibility.PUBLIC)
        hidden = {_place(visibility).pk for visibility in Visibility.values[1:]}
        assert set(WithheldFacility.objects.values_list("pk", flat=True)) == hidden


class TestFormer:
    def test_a_closed_or_deleted_place_keeps_its_kind_and_where_it_was(self) -> None:
        closed, deleted = _place(Visibility.PUBLIC), _place(Visibility.PUBLIC)
        assert not FormerFacility.objects.exists()
        closed.state = State.CLOSED
        closed.save()
        former = [closed.pk, deleted.pk]
        deleted.delete()
        for pk in former:
            place = FormerFacility.objects.get(pk=pk)
            assert (place.category_id, place.point) == ("betreuung.kita", point(500, 500))

    @pytest.mark.parametrize(
        "values",
        [
            {"visibility": Visibility.AREA},
            {"visibility": Visibility.PHONE_ONLY},
            {"visibility": Visibility.PUBLIC, "category_id": "schutz.frauenhaus"},
            {"visibility": Visibility.PUBLIC, "category_id": "betreuung.tagespflege"},
        ],
    )
    def test_of_a_protected_one_nothing_tells_where_it_was(self, values: dict[str, str]) -> None:
        closed, deleted = _place(**values), _place(**values)
        Facility.objects.filter(pk=closed.pk).update(state=State.CLOSED)
        deleted.delete()
        assert [place.point for place in FormerFacility.objects.all()] == [None, None]

    def test_a_place_that_became_secret_before_it_was_deleted_leaves_no_trace_of_its_street(self) -> None:
        place = _place(Visibility.PUBLIC)
        where = {"point": None, "geometry_source": "", "street": "", "house_number": "", "postcode": "", "city": ""}
        Facility.objects.filter(pk=place.pk).update(visibility=Visibility.PHONE_ONLY, **where)
        place.delete()
        assert FormerFacility.objects.get().point is None

    @pytest.mark.parametrize("values", [{"visibility": Visibility.INTERNAL}, {"state": State.DRAFT}])
    def test_what_was_never_public_has_never_been_there(self, values: dict[str, str]) -> None:
        _place(**{"visibility": Visibility.PUBLIC, **values}).delete()
        assert not FormerFacility.objects.exists()


class TestRole:
    def test_it_reads_the_views_and_their_companions_and_nothing_else(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_database() || '_public'")
            role = cursor.fetchone()[0]
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace "
                "AND relkind IN ('r', 'v', 'm') AND has_table_privilege(%s, oid, 'SELECT')",
                [role],
            )
            postgis = {"geometry_columns", "geography_columns", "spatial_ref_sys"}
            assert {name for (name,) in cursor.fetchall()} - postgis == READABLE

    @pytest.mark.parametrize(
        "statement",
        [
            "SELECT street FROM directory_facility",
            "SELECT name FROM directory_facilityevent",
            "UPDATE directory_category SET position = 0",
            "DELETE FROM public_facility",
            "SELECT password FROM auth_user",
        ],
    )
    def test_everything_else_is_denied(self, statement: str) -> None:
        with pytest.raises(ProgrammingError, match="permission denied"), _public_role() as cursor:
            cursor.execute(statement)


class TestNearest:
    @pytest.fixture(autouse=True)
    def _crowd(self, _city: None) -> None:
        create_crowd()

    def test_the_index_answers(self) -> None:
        plan = PublicFacility.objects.nearest_first(point(500, 500))[:10].explain()
        assert "Index Scan using facility_public_point on directory_facility" in plan
        assert "<->" not in plan.partition("Order By")[0]

    def test_the_index_answers_for_a_rare_group_too(self) -> None:
        plan = PublicFacility.objects.of_category("amt").nearest_first(point(500, 500))[:5].explain()
        assert "facility_group_public_point" in plan

    def test_the_index_answers_within_a_box_and_a_radius(self) -> None:
        near = point(500, 500)
        for places in (
            PublicFacility.objects.within_metres(near, 30),
            PublicFacility.objects.within_box(near.buffer(20)),
        ):
            assert re.search("Index Scan (on|using) facility_(group_|kind_)?public_point", places.explain())
            assert places.count() > 0

    def test_distances_are_metres_and_in_order(self) -> None:
        nearest = PublicFacility.objects.nearest_first(point(501, 500))[:3]
        assert [round(place.distance_m) for place in nearest] == [1, 9, 11]
