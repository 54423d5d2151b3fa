"""The address register: replaced as a whole by what a source holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import shapely
from django.db import connection, transaction

from geo.crs import STORAGE
from geo.errors import AddressFileError, VectorFileError
from geo.gazetteer.gebref import read_gebref
from geo.gazetteer.house import House
from geo.gazetteer.normalise import street_key
from geo.gazetteer.osm import read_osm
from geo.vector.source import read_features

BATCH = 20_000
POSTCODE_FIELD = "plz"


@dataclass(frozen=True)
class AddressReport:
    houses: int
    streets: int
    without_postcode: int


def import_addresses(path: Path, file_format: str, municipality: str, postcodes: Path | None) -> AddressReport:
    """Replace the register; raises AddressFileError, and then it is as before."""
    if file_format not in {"gebref", "osm"}:
        raise AddressFileError(f"Das Format „{file_format}“ gibt es nicht, nur „gebref“ und „osm“.")
    houses = read_gebref(path, municipality) if file_format == "gebref" else read_osm(path)
    areas = PostcodeAreas(postcodes) if postcodes else None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM gazetteer_address")
        for batch in _batches(houses):
            _copy(batch, areas.of(batch) if areas else [house.postcode for house in batch])
        report = _report()
        if report.houses == 0:
            raise AddressFileError(f"{path.name} enthält keine einzige Adresse{_of(municipality)}.")
    return report


def _of(municipality: str) -> str:
    return f" der Gemeinde {municipality}" if municipality else ""


def _batches(houses: Iterator[House]) -> Iterator[list[House]]:
    while batch := list(islice(houses, BATCH)):
        yield batch


class PostcodeAreas:
    """Polygons with the field "plz": the official houses come without a postcode."""

    def __init__(self, path: Path) -> None:
        try:
            features = list(read_features(path))
        except VectorFileError as error:
            raise AddressFileError(str(error)) from error
        for feature in features:
            if not feature.fields.get(POSTCODE_FIELD) or feature.geometry is None:
                raise AddressFileError(
                    f"{path.name}, Objekt {feature.number}: Das Feld „{POSTCODE_FIELD}“ oder die Fläche fehlt."
                )
        self._postcodes = [feature.fields[POSTCODE_FIELD] for feature in features]
        self._tree = shapely.STRtree([feature.geometry for feature in features if feature.geometry])

    def of(self, houses: list[House]) -> list[str]:
        """The postcode of each house, its own one where no area holds it."""
        found = [house.postcode for house in houses]
        points = shapely.points([(house.x, house.y) for house in houses])
        for house, area in zip(*self._tree.query(points, predicate="intersects"), strict=True):
            found[house] = self._postcodes[area]
        return found


def _copy(houses: list[House], postcodes: Iterable[str]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY gazetteer_address (street, street_key, number, suffix, postcode, place, point) FROM STDIN"
        ) as copy,
    ):
        for house, postcode in zip(houses, postcodes, strict=True):
            point = f"SRID={STORAGE};POINT({house.x} {house.y})"
            copy.write_row(
                (house.street, street_key(house.street), house.number, house.suffix, postcode, house.place, point)
            )


def _report() -> AddressReport:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT street_key), count(*) FILTER (WHERE postcode = '') FROM gazetteer_address"
        )
        return AddressReport(*cursor.fetchone())
