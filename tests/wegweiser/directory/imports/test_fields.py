from collections.abc import Callable
from datetime import date

import pytest

from wegweiser.directory.imports import fields
from wegweiser.directory.imports.fields import FieldFault, RowFault


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("0208 825-9376", "0208 825-9376"),
        ("2088259376", "02088259376"),
        ("+49 208 8259376", "+49 208 8259376"),
        ("116016", "116016"),
        ("110", "110"),
        ("", ""),
    ],
)
def test_phones_are_kept_as_written_and_regain_their_zero(written: str, stored: str) -> None:
    assert fields.phone(written) == stored


@pytest.mark.parametrize(("prefix", "stored"), [("208", "0208 825"), ("0208", "0208 825"), ("+49 208", "+49 208 825")])
def test_a_prefix_regains_its_zero(prefix: str, stored: str) -> None:
    assert fields.phone("825", prefix) == stored


@pytest.mark.parametrize(
    ("written", "digits", "stored"), [("1067", 5, "01067"), ("9490", 4, "9490"), ("B-10", 5, "B-10")]
)
def test_postcodes_regain_their_zero(written: str, digits: int, stored: str) -> None:
    assert fields.postcode(written, digits) == stored


@pytest.mark.parametrize("written", ["2025-12-31", "31.12.2025", "31.12.25"])
def test_days_are_read_in_both_orders(written: str) -> None:
    assert fields.day(written) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("written", "value"),
    [("350500,25", 350500.25), ("350.500,25", 350500.25), ("350500.25", 350500.25), ("1 000", 1000)],
)
def test_numbers_are_read_with_comma_and_point(written: str, value: float) -> None:
    assert fields.number(written) == value


def test_invisible_characters_and_line_breaks_go() -> None:
    assert fields.text(" Kita\n  \u200bSonnen\u00adschein ") == "Kita Sonnenschein"


@pytest.mark.parametrize(
    ("parser", "written"),
    [
        (fields.phone, "siehe Internet"),
        (fields.email, "kita@"),
        (fields.website, "javascript:alert(1)"),
        (fields.website, "ftp://example.org"),
        (fields.day, "31.02.2025"),
        (fields.months, "-1"),
        (fields.months, "325"),
        (fields.languages, "Deutsch"),
        (fields.opening_hours, "Mo-Fr 8-25 Uhr"),
        (fields.yes_or_no, "vielleicht"),
    ],
)
def test_what_cannot_be_right_is_a_fault_that_quotes_it(parser: Callable[[str], object], written: str) -> None:
    with pytest.raises(FieldFault, match=r"„.*“"):
        parser(written)


@pytest.mark.parametrize("written", ["Kita\x00", "Kita\x1b[31m", "Kita\u2067"])
def test_control_characters_cost_the_row(written: str) -> None:
    with pytest.raises(RowFault, match="Steuerzeichen"):
        fields.text(written)
