"""What families can load, and where they find it."""

import pytest
from django.test import Client

from tests.city import create_city, create_facility
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.printing.definition import Definition
from wegweiser.printing.export import export_sheet
from wegweiser.printing.models import Edition

pytestmark = pytest.mark.django_db


def test_the_page_of_a_sozialraum_leads_to_its_sheets_with_their_sizes(client: Client) -> None:
    edition = export_sheet(Definition.of("lindhorst", product="ausmalplan"))

    page = client.get("/sozialraum/lindhorst/").content.decode()

    size = round(edition.path.stat().st_size / 1000)
    assert f"Ausmalplan für Kinder (PDF, A4, {size} kB)" in page
    assert "/sozialraum/lindhorst/flyer-betreuung.pdf" in page
    assert "/mein-viertel/" in page
    assert "(PDF, A3)" in page


@pytest.mark.parametrize(
    "address", ["/sozialraum/lindhorst/flyer-schule.pdf", "/flyer-lernen.pdf", "/sozialraum/lindhorst/ausmalplan.pdf"]
)
def test_a_sheet_is_handed_out_and_not_sent_twice(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response).startswith(b"%PDF")
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert (again["ETag"], again["Cache-Control"]) == (response["ETag"], response["Cache-Control"])
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/sozialraum/nirgendwo/ausmalplan.pdf", "Den Sozialraum „nirgendwo“ gibt es nicht"),
        ("/flyer-raumfahrt.pdf", "Die Kategorie „raumfahrt“ gibt es nicht"),
        ("/einrichtung/999999/aushang.pdf", "noch keinen Aushang"),
        ("/einrichtung/0/aushang.pdf", "noch keinen Aushang"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(client: Client, address: str, sentence: str) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert sentence in response.content.decode()


@pytest.mark.usefixtures("empty_city")
def test_a_door_sign_is_offered_once_the_place_is_printed_and_as_long_as_it_is_public(client: Client) -> None:
    create_city()
    place = create_facility("Kita Ahorn", 500, 500)
    sign = f"/einrichtung/{place.pk}/aushang.pdf"
    assert sign not in client.get(f"/einrichtung/{place.pk}/").content.decode()

    export_sheet(Definition.of("west"))
    assert sign in client.get(f"/einrichtung/{place.pk}/").content.decode()
    response = client.get(sign)
    assert response.status_code == 200
    assert b"".join(response).startswith(b"%PDF")

    Facility.objects.filter(pk=place.pk).update(visibility=Visibility.PHONE_ONLY, point=None, geometry_source="")
    assert sign not in client.get(f"/einrichtung/{place.pk}/").content.decode()
    assert client.get(sign).status_code == 404
    assert not Edition.objects.get(definition__place=place.pk).path.exists(), "the file is withdrawn"


def test_a_page_hands_out_sheets_in_its_own_language(client: Client) -> None:
    export_sheet(Definition.of("lindhorst", product="ausmalplan"))
    page = client.get("/tr/sozialraum/lindhorst/").content.decode()
    assert "/tr/sozialraum/lindhorst/wegweiser-a3.pdf" in page
    assert "(PDF, A4)" in page, "the size of the German file is not that of the Turkish one"

    response = client.get("/tr/sozialraum/lindhorst/ausmalplan.pdf")

    assert b"".join(response).startswith(b"%PDF")
    assert "ausmalplan-lindhorst-tr.pdf" in response["Content-Disposition"]
    edition = Edition.objects.get(language="tr")
    assert f'<h1 lang="tr" dir="auto">{edition.title}' in client.get(f"/tr/w/{edition.code}").content.decode()


def test_a_flyer_does_not_make_the_wegweiser_old(client: Client) -> None:
    edition = export_sheet(Definition.of("lindhorst"))
    export_sheet(Definition.of("lindhorst", product="flyer", categories=["schule"]))

    assert "neueren Plan" not in client.get(f"/w/{edition.code}").content.decode()
