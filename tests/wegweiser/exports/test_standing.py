import pytest

from tests.city import create_city, create_facility
from wegweiser.directory.models.facility import Facility
from wegweiser.exports.standing import Standing, in_store
from wegweiser.printing.definition import Definition
from wegweiser.printing.export import export_sheet

WEST = Definition.of("west", "a4")


@pytest.mark.usefixtures("empty_city")
def test_what_is_in_store_is_compared_with_today() -> None:
    create_city()
    kita = create_facility("Kita Ahorn", 300, 300)
    assert in_store(WEST).standing == Standing.NEW

    edition = export_sheet(WEST)
    assert (in_store(WEST).standing, in_store(WEST).edition) == (Standing.CURRENT, edition)
    assert in_store(Definition.of("west", "a3")).standing == Standing.NEW

    Facility.objects.filter(pk=kita.pk).update(name="Kita Buche")
    found = in_store(WEST)
    assert (found.standing, found.edition) == (Standing.OUTDATED, edition)

    Facility.objects.filter(pk=kita.pk).update(name="Kita 🦊")
    assert in_store(WEST).standing == Standing.IMPOSSIBLE
    assert "🦊" in in_store(WEST).reason
