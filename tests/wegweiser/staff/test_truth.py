"""No sheet goes to print on data that nobody has looked at for too long."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.city import create_city, create_facility
from wegweiser.directory.choices import Visibility
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.city import City
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.taxonomy import Category
from wegweiser.directory.plain_data import CityFolderError
from wegweiser.printing.definition import Definition
from wegweiser.printing.models import Edition
from wegweiser.printing.paper import PAPERS
from wegweiser.staff.truth import NotTrueEnough, check_truth

SHEET = Definition("west", PAPERS["a4"])


@pytest.fixture(autouse=True)
def _town(empty_city: None) -> None:
    """Four checked places and one that never was: a fifth."""
    create_city()
    for number in range(4):
        create_facility(f"Kita {number}", 200 + 50 * number, 400, verified_on=timezone.localdate())
    create_facility("Kita Alt", 600, 600)


def test_a_fifth_may_be_overdue_and_no_more() -> None:
    check_truth(SHEET)
    Facility.objects.filter(name="Kita 0").update(verified_on="2019-01-01")
    with pytest.raises(NotTrueEnough, match=r"2 von 5 Orten .* erlaubt sind 20 %.*„Kita 0“, „Kita Alt“\."):
        check_truth(SHEET)


@pytest.mark.parametrize(("allowed", "passes"), [(0, False), (19, False), (20, True), (100, True)])
def test_the_city_says_how_many(allowed: int, passes: bool) -> None:
    row = City.objects.get()
    row.profile["overdue_percent"] = allowed
    row.save()
    if passes:
        check_truth(SHEET)
        return
    with pytest.raises(NotTrueEnough):
        check_truth(SHEET)


@pytest.mark.parametrize("wrong", [-1, 101])
def test_a_share_is_a_share(wrong: int) -> None:
    with pytest.raises(CityFolderError, match="overdue_percent"):
        CityProfile.from_data(City.objects.get().profile | {"overdue_percent": wrong})


def test_what_nobody_has_decided_to_show_is_not_printed() -> None:
    Category.objects.update(visibility=Visibility.AREA)
    with pytest.raises(NotTrueEnough, match=r"Noch nicht entschieden .*„Kita 0“"):
        check_truth(SHEET)
    Facility.objects.update(visibility_decided=True)
    check_truth(SHEET)


def test_the_page_says_why_and_nothing_is_released(admin_client: Client) -> None:
    Facility.objects.update(verified_on=None)
    address = "/admin/printing/edition/blatt/freigeben/?area=west&paper=a4&folding=flach&variant=farbe&language=de"
    page = admin_client.post(address, follow=True).content.decode()
    assert "5 von 5 Orten sind überfällig oder wurden nie geprüft" in page
    assert not Edition.objects.exists()
