"""Two streets in whole metres, numbers odd on the south side and even on the north side.

Lange Straße:  1 at (0, 0), 3 at (20, 0), 5 at (40, 0), 2 at (0, 20), 4 at (20, 20), 4a at (25, 20)
Kirchweg:      1 at (500, 0) in 45991 Westdorf, 1 at (900, 0) in 45992 Ostdorf
"""

from django.contrib.gis.geos import Point

from geo.crs import STORAGE
from geo.gazetteer.models import Address
from geo.gazetteer.normalise import street_key

EAST, NORTH = 350_000, 5_700_000


def point(x: float, y: float) -> Point:
    return Point(EAST + x, NORTH + y, srid=STORAGE)


def create_houses() -> None:
    Address.objects.all().delete()
    for number, suffix, x, y in (
        (1, "", 0, 0),
        (3, "", 20, 0),
        (5, "", 40, 0),
        (2, "", 0, 20),
        (4, "", 20, 20),
        (4, "a", 25, 20),
    ):
        create_house("Lange Straße", number, suffix, point(x, y), "45991", "Westdorf")
    create_house("Kirchweg", 1, "", point(500, 0), "45991", "Westdorf")
    create_house("Kirchweg", 1, "", point(900, 0), "45992", "Ostdorf")


def create_house(street: str, number: int, suffix: str, spot: Point, postcode: str, place: str) -> None:
    Address.objects.create(
        street=street,
        street_key=street_key(street),
        number=number,
        suffix=suffix,
        point=spot,
        postcode=postcode,
        place=place,
    )
