import pytest

from geo.db.nearest import explain_nearest, nearest_of_each
from tests.city import create_city, create_crowd, create_facility, point
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.public import PublicFacility
from wegweiser.finding.nearby import nearby, sozialraum_at

ROWS = PublicFacility.objects


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()


@pytest.fixture
def crowd() -> None:
    create_crowd()


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize(
    ("field", "kinds", "index"),
    [
        ("group_code", ["betreuung", "amt", "schule"], "facility_group_public_point"),
        ("category_id", ["betreuung.kita", "amt.jobcenter"], "facility_kind_public_point"),
    ],
)
def test_one_statement_asks_the_index_once_for_each_kind(field: str, kinds: list[str], index: str) -> None:
    plan = explain_nearest(ROWS.all(), field, kinds, point(500, 500), 3)
    assert f"Index Scan using {index} on directory_facility" in plan
    assert f"loops={len(kinds)}" in plan
    assert "Order By: (public_point <->" in plan
    assert "Seq Scan" not in plan


@pytest.mark.usefixtures("crowd")
def test_rare_kinds_are_found_too_in_the_order_that_was_asked() -> None:
    near = nearest_of_each(ROWS.all(), "group_code", ["amt", "schule", "betreuung"], point(501, 500), 2)
    assert [each.kind for each in near] == ["amt", "amt", "betreuung", "betreuung"]
    assert [round(each.distance_m) for each in near[2:]] == [1, 9]
    assert near[0].distance_m <= near[1].distance_m


def test_what_is_near_comes_by_group_with_the_sozialraum_one_lives_in() -> None:
    create_facility("Kita Nah", 510, 500)
    create_facility("Kita Fern", 900, 500)
    create_facility("Praxis", 1100, 500, category_id="gesundheit.kinderarzt")
    create_facility("Geheim", 500, 500, visibility=Visibility.AREA)
    found = nearby(point(500, 500), count=1)
    assert found.sozialraum is not None
    assert found.sozialraum.pk == "west"
    assert [(kind.code, [place.name for place in kind.places]) for kind in found.kinds] == [
        ("betreuung", ["Kita Nah"]),
        ("gesundheit", ["Praxis"]),
    ]
    assert round(found.kinds[1].places[0].distance_m) == 600


def test_categories_may_be_asked_for_instead_of_groups() -> None:
    create_facility("Kita", 510, 500)
    create_facility("Spielgruppe", 520, 500, category_id="betreuung.spielgruppe")
    found = nearby(point(500, 500), ["betreuung.spielgruppe"])
    assert [place.name for kind in found.kinds for place in kind.places] == ["Spielgruppe"]


def test_outside_the_city_there_is_no_sozialraum() -> None:
    create_facility("Kita", 500, 500)
    assert nearby(point(-500, 500)).sozialraum is None
    assert nearby(point(-500, 500)).is_reachable
    assert not nearby(point(-50_000, 500)).is_reachable


@pytest.mark.parametrize(("x", "code"), [(500, "west"), (1500, "ost"), (1000, "ost"), (2500, None)])
def test_a_border_belongs_to_the_first_by_code(x: int, code: str | None) -> None:
    found = sozialraum_at(point(x, 500))
    assert (found and found.pk) == code
