"""The colours of the map, a table per theme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from geo.cartography.overlays import HATCH, VEIL


@dataclass(frozen=True)
class Road:
    fill: str
    casing: str


@dataclass(frozen=True)
class Plate:
    """The number of a motorway or federal road on a rounded rectangle."""

    fill: str
    edge: str
    ink: str


@dataclass(frozen=True)
class Theme:
    """Every colour of the map, as #RRGGBB. None stands for what the theme does not draw."""

    land: str
    areas: Mapping[str, str]
    water: str
    water_edge: str | None
    building: str
    building_edge: str
    motorway: Road
    main_street: Road
    street: Road
    tunnel: str
    path: str
    rail: str
    rail_gap: str
    tram: str
    station: str
    motorway_plate: Plate
    federal_plate: Plate
    ink: str
    street_ink: str
    water_ink: str
    green_ink: str
    number_ink: str
    halo: str = "#FFFFFF"
    accent: str | None = None
    """Of quarters' names and borders; None leaves it to the city."""
    veil: str = VEIL
    hatch: str = HATCH


COLOUR = Theme(
    land="#F4F1EA",
    areas={
        "industry": "#ECE7DF",
        "campus": "#F3EADB",
        "field": "#F1EEDF",
        "parking": "#EEE9E1",
        "sand": "#F3EBD3",
        "sport": "#E3EDD6",
        "grass": "#E4EED7",
        "allotments": "#DFEACF",
        "park": "#DCEBCB",
        "cemetery": "#D8E6C9",
        "wood": "#D0E2BC",
        "pitch": "#CFE3BC",
    },
    water="#C9E0EC",
    water_edge=None,
    building="#E6DFD3",
    building_edge="#D6CCBC",
    motorway=Road("#F8E7BE", "#D4BC86"),
    main_street=Road("#FFF8E3", "#CDBF9F"),
    street=Road("#FFFFFF", "#CFC7BA"),
    tunnel="#F8F6F1",
    path="#C3B49B",
    rail="#A39C91",
    rail_gap="#FFFFFF",
    tram="#BDB5A8",
    station="#6B655B",
    motorway_plate=Plate("#4F76A3", "#FFFFFF", "#FFFFFF"),
    federal_plate=Plate("#FBEFC4", "#A98F4E", "#33302B"),
    ink="#33302B",
    street_ink="#4A463F",
    water_ink="#43799A",
    green_ink="#567541",
    number_ink="#7A7062",
)
GREY = Theme(
    # toner loses tints below 5 % and closes those above 40 %; what must be told apart lies 8 % or a line apart
    land="#F8F8F8",
    areas={
        "industry": "#EFEFEF",
        "campus": "#F0F0F0",
        "field": "#F3F3F3",
        "parking": "#EFEFEF",
        "sand": "#F3F3F3",
        "sport": "#E8E8E8",
        "grass": "#EAEAEA",
        "allotments": "#E6E6E6",
        "park": "#E4E4E4",
        "cemetery": "#E4E4E4",
        "wood": "#DDDDDD",
        "pitch": "#DDDDDD",
    },
    water="#BDBDBD",
    water_edge="#8F8F8F",
    building="#CCCCCC",
    building_edge="#A3A3A3",
    motorway=Road("#C4C4C4", "#5E5E5E"),
    main_street=Road("#FFFFFF", "#5E5E5E"),
    street=Road("#FFFFFF", "#8A8A8A"),
    tunnel="#F0F0F0",
    path="#8A8A8A",
    rail="#5E5E5E",
    rail_gap="#FFFFFF",
    tram="#8A8A8A",
    station="#2B2B2B",
    motorway_plate=Plate("#4D4D4D", "#FFFFFF", "#FFFFFF"),
    federal_plate=Plate("#FFFFFF", "#4D4D4D", "#1A1A1A"),
    ink="#1A1A1A",
    street_ink="#2B2B2B",
    water_ink="#2B2B2B",
    green_ink="#3D3D3D",
    number_ink="#5E5E5E",
    accent="#1A1A1A",
    hatch="#A6A6A6",
)


def style_colours(theme: Theme) -> frozenset[str]:
    """Every colour that a map of the theme is drawn with, beside the accent of the city."""
    return frozenset(_colours(theme))


def _colours(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, Theme | Road | Plate):
        for field in fields(value):
            yield from _colours(getattr(value, field.name))
