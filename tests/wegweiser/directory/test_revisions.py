"""The token of a layer says which state of its data a tile shows; the database renews it, whoever writes."""

import pytest
from django.db import connection, transaction

from geo.models import LayerRevision
from tests.city import create_city, create_facility, square
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category


class TestLayerRevisions:
    """Tokens are renewed at commit; within a test's transaction, pending renewals are asked for."""

    @pytest.fixture(autouse=True)
    def _settled(self, empty_city: None) -> None:
        create_city()
        _commit()

    @pytest.mark.parametrize(
        ("statement", "layers"),
        [
            ("UPDATE directory_facility SET name = 'Neu'", {"facilities"}),
            ("UPDATE directory_facility SET name = name WHERE false", {"facilities"}),
            ("INSERT INTO directory_facility_serves SELECT 1, id, 'ost' FROM directory_facility", {"facilities"}),
            ("TRUNCATE directory_facility CASCADE", {"facilities"}),
            ("UPDATE directory_category SET position = 0", {"facilities"}),
            ("UPDATE directory_flag SET position = 0", {"facilities"}),
            ("SELECT 1", set()),
        ],
    )
    def test_a_change_renews_the_layers_that_show_it(self, statement: str, layers: set[str]) -> None:
        create_facility("Ort", 500, 500)
        _commit()
        before = _tokens()
        with connection.cursor() as cursor:
            cursor.execute(statement)
        assert _tokens() == before
        _commit()
        assert {layer for layer, token in _tokens().items() if token != before[layer]} == layers

    def test_a_boundary_renews_its_layer(self) -> None:
        before = _tokens()
        Sozialraum.objects.filter(code="ost").update(boundary=square(1000, 0, 900))
        _commit()
        assert _tokens()["sozialraeume"] != before["sozialraeume"]

    def test_many_changes_are_noted_once(self) -> None:
        place = create_facility("Ort", 500, 500)
        for number in range(5):
            place.name = f"Ort {number}"
            place.save()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM geo_layerchange WHERE layer = 'facilities'")
            assert cursor.fetchone() == (1,)
        _commit()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM geo_layerchange")
            assert cursor.fetchone() == (0,)


def test_a_commit_renews_once_and_a_rollback_not_at_all(own_database: str) -> None:
    before = _tokens()
    with transaction.atomic():
        Category.objects.update(position=1)
        Facility.objects.update(name="Neu")
        assert _tokens() == before
    after = _tokens()
    assert after["facilities"] != before["facilities"]
    assert after["sozialraeume"] == before["sozialraeume"]
    with transaction.atomic():
        Facility.objects.update(name="Neuer")
        transaction.set_rollback(True)
    assert _tokens() == after


def _tokens() -> dict[str, str]:
    return dict(LayerRevision.objects.values_list("layer", "token"))


def _commit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
