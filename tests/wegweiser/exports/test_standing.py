import pytest

from tests.city import create_city, create_facility
from wegweiser.directory.models.facility import Facility
from wegweiser.exports.standing import Standing, look_up
from wegweiser.printing.definition import Definition
from wegweiser.printing.export import export_sheet

WEST = Definition.of("west", "a4")


@pytest.mark.usefixtures("empty_city")
def test_what_is_look_up_is_compared_with_today() -> None:
    create_city()
    kita = create_facility("Kita Ahorn", 300, 300)
    assert look_up(WEST).standing == Standing.NEW

    edition = export_sheet(WEST)
    assert (look_up(WEST).standing, look_up(WEST).edition) == (Standing.CURRENT, edition)
    assert look_up(Definition.of("west", "a3")).standing == Standing.NEW

    Facility.objects.filter(pk=kita.pk).update(name="Kita Buche")
    found = look_up(WEST)
    assert (found.standing, found.edition, found.reason) == (Standing.OUTDATED, edition, "1 mit neuen Angaben")
    create_facility("Kita Esche", 500, 500)
    assert look_up(WEST).reason == "1 neu, 1 mit neuen Angaben"

    Facility.objects.filter(pk=kita.pk).update(name="Kita 🦊")
    assert look_up(WEST).standing == Standing.IMPOSSIBLE
    assert "🦊" in look_up(WEST).reason
