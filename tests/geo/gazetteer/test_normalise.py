import pytest

from geo.gazetteer.normalise import number_key, split_address, street_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gustav-Müller-Str.", "gustav mueller straße"),
        ("Straße der Einheit", "Str. der Einheit"),
        ("Plauener Pl.", "Plauener Platz"),
        ("Café-Allee", "CAFE ALLEE"),
        ("Weiße Gasse", "Weisse Gasse"),
        ("Hauptstr. ", "Hauptstrasse"),
    ],
)
def test_spellings_of_one_street_meet(one: str, other: str) -> None:
    assert street_key(one) == street_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("Am Strand", "Am Strande"), ("Strandweg", "Straßenweg"), ("Neue Straße", "Neustraße")]
)
def test_different_streets_do_not(one: str, other: str) -> None:
    assert street_key(one) != street_key(other)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("12", (12, "")),
        ("12a", (12, "a")),
        ("12 A", (12, "a")),
        ("12-14", (12, "")),
        ("12 a-c", (12, "a")),
        ("", (0, "")),
        ("Hof", (0, "")),
        ("99999", (0, "")),
    ],
)
def test_house_numbers_are_a_number_and_a_letter(written: str, key: tuple[int, str]) -> None:
    assert number_key(written) == key


@pytest.mark.parametrize(
    ("written", "street", "number"),
    [
        ("Nierfeldweg 1 a-c", "Nierfeldweg", "1 a-c"),
        ("Straße des 17. Juni 135", "Straße des 17. Juni", "135"),
        ("Hauptstr.12", "Hauptstr.", "12"),
        ("Hauptstraße 12-14", "Hauptstraße", "12-14"),
        ("Am Markt", "Am Markt", ""),
        ("", "", ""),
    ],
)
def test_an_address_is_a_street_and_a_number(written: str, street: str, number: str) -> None:
    assert split_address(written) == (street, number)
