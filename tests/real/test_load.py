"""Real cities load, and their reports name what is odd about the data."""

from collections.abc import Callable

import pytest

from geo.gazetteer.geocoder import Confidence, locate
from geo.gazetteer.models import Address
from tests.real.cities import needs_real_data
from wegweiser.directory.choices import GeometrySource
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.sozialraum import Sozialraum

pytestmark = [pytest.mark.real, needs_real_data]
Load = Callable[[str], str]


def test_oberhausen_has_its_schools(load_real_city: Load) -> None:
    report = load_real_city("oberhausen")
    assert "Sozialräume: 6 (Alstaden/Lirich" in report
    assert "48 neu, 0 geändert, 0 unverändert, 0 nicht mehr in der Datei, 0 abgelehnt" in report
    assert "Landwehrschule: liegt 6 m außerhalb der Grenze; gilt als da für Alstaden/Lirich" in report
    assert set(Facility.objects.values_list("group_code", flat=True)) == {"schule"}
    located = {code: PublicFacility.objects.in_sozialraum(code).count() for code in _codes()}
    assert sum(located.values()) == 48
    assert min(located.values()) > 0
    school = PublicFacility.objects.get(name="Concordiaschule")
    assert (school.address, school.postcode, school.phone) == ("Alleestr. 137", "46049", "0208 6205590")


def test_kaiserslautern_comes_from_one_extract(load_real_city: Load) -> None:
    report = load_real_city("kaiserslautern")
    assert "Sozialräume: 10 (" in report
    assert "0 abgelehnt" in report
    assert "Universitätsbibliothek" in report  # its opening hours are written wrongly
    assert Address.objects.count() > 10_000
    match = locate("Pariser Str.", "1")
    assert match is not None
    assert match.confidence in (Confidence.EXACT, Confidence.NEAREST_NUMBER)
    assert PublicFacility.objects.in_sozialraum("innenstadt").count() > 150
    assert set(Facility.objects.values_list("geometry_source", flat=True)) == {GeometrySource.OSM}
    assert not Facility.objects.filter(group_code="schutz").exclude(category_id="schutz.polizei").exists()


def test_liechtenstein_takes_its_gemeinden_from_the_map(load_real_city: Load) -> None:
    report = load_real_city("liechtenstein")
    assert "Sozialräume: 11 (" in report
    country_km2 = sum(each.boundary.area for each in Sozialraum.objects.all()) / 1e6
    assert 155 < country_km2 < 165
    exclaves = {each.code: len(each.boundary) for each in Sozialraum.objects.all()}
    assert exclaves["vaduz"] > 1
    assert Facility.objects.count() > 100
    assert not Facility.objects.filter(sozialraum=None).exists()


def _codes() -> list[str]:
    return list(Sozialraum.objects.values_list("code", flat=True))
