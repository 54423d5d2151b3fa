"""Addresses out of `addr:*` tags of an OpenStreetMap extract."""

from collections.abc import Iterator
from pathlib import Path

from geo.crs import WGS84
from geo.errors import AddressFileError, VectorFileError
from geo.gazetteer.house import House
from geo.gazetteer.normalise import number_key, street_key
from geo.vector.osm import OsmObject, read_objects
from geo.vector.transform import point_in_storage


def read_osm(path: Path) -> Iterator[House]:
    """Houses with a street (or a hamlet's name) and a number; raises AddressFileError."""
    try:
        for found in read_objects(path, ["addr:housenumber"]):
            yield from _houses(found)
    except VectorFileError as error:
        raise AddressFileError(str(error)) from error


def _houses(found: OsmObject) -> Iterator[House]:
    street = (found.tags.get("addr:street") or found.tags.get("addr:place") or "").strip()
    point = point_in_storage(found.lon, found.lat, WGS84)
    if not street_key(street) or point is None:
        return
    # One building may carry "12;14".
    for written in found.tags["addr:housenumber"].replace(",", ";").split(";"):
        number, suffix = number_key(written)
        if number:
            postcode, place = found.tags.get("addr:postcode", ""), found.tags.get("addr:city", "")
            yield House(street[:120], number, suffix[:20], point.x, point.y, postcode[:10], place[:80])
