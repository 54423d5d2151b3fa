import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.city import create_facility
from wegweiser.directory.choices import Visibility

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def told(client: Client, **values: Any) -> dict[str, Any]:
    """What search engines read on the page of a place."""
    place = create_facility(**{"name": "Kita Ahorn", "x": 100, "y": 100, **values})
    page = client.get(f"/einrichtung/{place.pk}/").content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    data: dict[str, Any] = json.loads(block)
    return data


def test_a_public_place_is_described_with_type_address_and_hours(client: Client) -> None:
    data = told(
        client, street="Ahornstraße", house_number="3", postcode="45999", city="Zweifeld", phone="030 23125-001",
        opening_hours="Mo-Fr 07:15-16:15; Sa 10:00-12:00,14:00-16:00; PH off", wheelchair="yes",
    )  # fmt: skip
    assert data["@type"] == "Preschool"
    assert data["address"]["streetAddress"] == "Ahornstraße 3"
    assert data["openingHours"] == ["Mo-Fr 07:15-16:15", "Sa 10:00-12:00,14:00-16:00"]
    assert 51.4 < data["geo"]["latitude"] < 51.5
    assert data["amenityFeature"]["value"] is True


@pytest.mark.parametrize("hours", ["nach Vereinbarung", "Mo-Fr 07:15-16:15; We[1] 15:00-17:00", ""])
def test_hours_that_schema_org_cannot_say_are_left_out_whole(client: Client, hours: str) -> None:
    assert "openingHours" not in told(client, opening_hours=hours)


def test_of_a_place_shown_by_area_street_and_point_are_left_out(client: Client) -> None:
    data = told(client, visibility=Visibility.AREA, street="Geheimweg", postcode="45999", city="Zweifeld")
    assert data["address"] == {
        "@type": "PostalAddress",
        "postalCode": "45999",
        "addressLocality": "Zweifeld",
        "addressCountry": "DE",
    }
    assert "geo" not in data


def test_of_a_protected_place_only_name_and_phone_are_told(client: Client) -> None:
    data = told(
        client, x=None, y=None, name="Frauenhaus", category_id="schutz.frauenhaus", visibility=Visibility.PHONE_ONLY,
        phone="030 23125-003", opening_hours="24/7",
    )  # fmt: skip
    assert set(data) == {"@context", "@type", "name", "telephone"}
    assert data["@type"] == "Organization"


def test_no_name_can_end_the_block(client: Client) -> None:
    name = "</script><script>alert(1)</script> & Söhne"
    assert told(client, name=name)["name"] == name
