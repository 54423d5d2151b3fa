import pytest
from django.contrib.gis.geos import Point
from django.http import QueryDict

from geo.crs import STORAGE, WGS84
from geo.errors import (
    Mistake,
    NotANumber,
    NotAWholeNumber,
    OutOfRange,
    RepeatedParameter,
    SwappedCorners,
    UnknownParameter,
    WrongCount,
)
from geo.params import Bbox, refuse_unknown, whole_number


def test_a_box_is_west_south_east_north() -> None:
    assert Bbox.parse("6.8,51.4,6.95,51.5") == Bbox(6.8, 51.4, 6.95, 51.5)
    assert Bbox.parse("-180,-90,180,90") == Bbox(-180, -90, 180, 90)


@pytest.mark.parametrize(
    ("text", "mistake", "named"),
    [
        ("", WrongCount, "1 Zahlen"),
        ("6.8,51.4,6.95", WrongCount, "3 Zahlen"),
        ("6.8,51.4,6.95,51.5,7", WrongCount, "5 Zahlen"),
        ("6.8,51.4,6.95,nan", NotANumber, "nan"),
        ("6.8,51.4,inf,51.5", NotANumber, "inf"),
        ("6.8,51.4,x,51.5", NotANumber, "x"),
        ("1_0,50,11,51", NotANumber, "1_0"),
        ("٦,50,11,51", NotANumber, "٦"),
        ("6.95,51.4,6.8,51.5", SwappedCorners, "West < Ost"),
        ("6.8,51.5,6.95,51.4", SwappedCorners, "Süd < Nord"),
        ("6.8,51.4,6.8,51.5", SwappedCorners, "6.8"),
        ("51.4,6.8,51.5,190", OutOfRange, "190.0"),
        ("6.8,51.4,180.1,51.5", OutOfRange, "-180 bis 180"),
    ],
)
def test_a_wrong_box_is_refused_by_name_value_and_limit(text: str, mistake: type[Mistake], named: str) -> None:
    with pytest.raises(mistake) as refused:
        Bbox.parse(text)
    sentence = refused.value.sentence("de")
    assert "bbox" in sentence
    assert named in sentence


def test_a_long_value_is_not_echoed_whole() -> None:
    with pytest.raises(WrongCount) as refused:
        Bbox.parse("7" * 5000)
    assert len(refused.value.sentence("en")) < 300


def test_the_sides_of_a_box_bend_with_the_meridians() -> None:
    """A parallel is no straight line in UTM: its middle lies metres off the chord between the corners."""
    box = Bbox(6.8, 51.4, 6.95, 51.5).outline()
    assert box
    outline = box.transform(STORAGE, clone=True)

    middle_of_the_south = Point(6.875, 51.4 + 0.000001, srid=WGS84).transform(STORAGE, clone=True)
    just_below = Point(6.875, 51.4 - 0.000001, srid=WGS84).transform(STORAGE, clone=True)
    assert outline.contains(middle_of_the_south)
    assert not outline.contains(just_below)


def test_the_world_is_cut_to_what_the_storage_crs_can_hold() -> None:
    assert Bbox(-180, -90, 180, 90).outline()
    assert Bbox(170, 50, 180, 60).outline() is None
    assert Bbox(6, -60, 7, -50).outline() is None


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("17", 17), ("007", 7)])
def test_whole_numbers(text: str, value: int) -> None:
    assert whole_number("offset", text) == value


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1e3", "²", "١", "9" * 13, "x", " 1"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(NotAWholeNumber, match="offset"):
        whole_number("offset", text)


def test_the_smallest_allowed_number() -> None:
    assert whole_number("limit", "1", minimum=1) == 1
    with pytest.raises(NotAWholeNumber, match="from 1 up"):
        whole_number("limit", "0", minimum=1)


def test_unknown_and_repeated_parameters_are_refused() -> None:
    refuse_unknown(QueryDict("bbox=1&limit=2"), {"bbox", "limit"})
    with pytest.raises(UnknownParameter, match=r"“box”.*bbox, limit"):
        refuse_unknown(QueryDict("box=1"), {"bbox", "limit"})
    with pytest.raises(RepeatedParameter, match="limit"):
        refuse_unknown(QueryDict("limit=1&limit=2"), {"bbox", "limit"})
