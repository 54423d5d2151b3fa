import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from wegweiser.directory.models.taxonomy import Category, CategoryGroup

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.django_db
def test_every_category_and_group_has_its_symbol(client: Client) -> None:
    response = client.get("/symbole.svg")
    assert response["Content-Type"] == "image/svg+xml"
    drawn = {symbol.attrib["id"]: len(symbol.findall(f"{SVG}path")) for symbol in fromstring(response.content)}
    codes = {*Category.objects.values_list("pk", flat=True), *CategoryGroup.objects.values_list("pk", flat=True)}
    assert drawn == dict.fromkeys(codes, 3)


@pytest.mark.django_db
def test_the_accent_is_a_style_sheet(client: Client) -> None:
    response = client.get("/farbe/00505C.css")
    assert response.content.decode() == ":root { --accent: #00505C; }\n"
    assert "immutable" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("colour", ["rot", "12345", "00505C;}", "1234567"])
def test_only_a_colour_is_taken_for_one(client: Client, colour: str) -> None:
    assert client.get(f"/farbe/{colour}.css").status_code == 404
