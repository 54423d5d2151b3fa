"""A sheet's data without a database: a district of 3.6 × 2.4 km with as many places as a test needs."""

import random
from datetime import date
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from tests.city import EAST, NORTH, PROFILE
from tests.databases import ROOT
from wegweiser.directory.categories import Taxonomy
from wegweiser.directory.city import CityProfile
from wegweiser.maps.symbols import SymbolStyle
from wegweiser.printing.data import numbered
from wegweiser.printing.definition import Definition
from wegweiser.printing.values import PLAYGROUND, Area, Group, Kind, Place, SheetData

TAXONOMY = Taxonomy.read(ROOT / "fixtures" / "categories.toml")
KINDS = tuple(
    Kind(category.code, category.group.code, SymbolStyle.of_category(category), category.short_name)
    for category in TAXONOMY.categories.values()
)
GROUPS = tuple(Group(group.code, group.names["de"], SymbolStyle.of_group(group)) for group in TAXONOMY.groups.values())
CODE = "T3ST42"


def area(code: str, name: str, x: float, y: float, width: float = 3600, height: float = 2400) -> Area:
    """A district with a bite taken out of its north-east corner."""
    corners = [(0, 0), (1, 0), (1, 0.7), (0.7, 0.75), (0.65, 1), (0.1, 1), (0, 0.8)]
    points = [(EAST + x + width * across, NORTH + y + height * up) for across, up in corners]
    return Area(code, name, shapely.Polygon(points))


def make_place(name: str, kind: str = "betreuung.kita", **values: Any) -> Place:
    defaults: dict[str, Any] = {
        "facility_id": 0,
        "number": 0,
        "short_name": name,
        "street": "Mühlenstraße 4",
        "phone": "030 23125-118",
        "hours": "",
        "point": (EAST + 1800, NORTH + 1200),
        "for_whole_city": False,
        "visibility": "public",
    }
    return Place(name=name, kind=kind, group=kind.partition(".")[0], **{**defaults, **values})


def scattered(count: int, inside: BaseGeometry, seed: int = 1) -> list[Place]:
    """Places of all kinds, every fifth a playground, every ninth at the address of the one before."""
    chance = random.Random(seed)  # noqa: S311 -- scatters points, protects nothing
    kinds = [kind.code for kind in KINDS]
    west, south, east, north = inside.bounds
    places: list[Place] = []
    while len(places) < count:
        point = (chance.uniform(west, east), chance.uniform(south, north))
        if not inside.contains(shapely.Point(point)):
            continue
        n = len(places)
        kind = PLAYGROUND if n % 5 == 4 else kinds[n % len(kinds)]
        if n % 9 == 8 and places[-1].point:
            point = places[-1].point
        name = f"Spielplatz Am Anger {n}" if kind == PLAYGROUND else f"Einrichtung mit Namen {n}"
        places.append(make_place(name, kind, facility_id=n + 1, point=point, hours="Mo–Fr 8:00–16:00" * (n % 4 == 0)))
    return places


def make_sheet(places: list[Place], **values: Any) -> SheetData:
    """A sheet without base map unless `basemap_token` says otherwise."""
    ordered = numbered(places, [group.code for group in GROUPS])
    used = {place.kind for place in ordered}
    defaults: dict[str, Any] = {
        "definition": Definition.of("mitte"),
        "city": CityProfile.from_data(PROFILE),
        "area": area("mitte", "Mitte", 0, 0),
        "others": (area("nord", "Nord", 0, 2400), area("sued", "Süd", 0, -2400), area("ost", "Ost", 3600, 0)),
        "groups": tuple(group for group in GROUPS if any(place.group == group.code for place in ordered)),
        "kinds": tuple(kind for kind in KINDS if kind.code in used),
        "places": ordered,
        "sources": ("Stadt Zweifeld (dl-de/zero-2-0)",),
        "stand": date(2026, 11, 20),
        "logo": None,
        "funders": (),
        "basemap_token": "",
        "coverage": None,
    }
    return SheetData(**{**defaults, **values})
