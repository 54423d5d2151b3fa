"""Gebäudereferenzen of NRW: "gebref.txt", 21 fields parted by semicolons, no header (opengeodata.nrw.de)."""

import re
from collections.abc import Iterator
from math import isfinite
from pathlib import Path

from geo.errors import AddressFileError
from geo.gazetteer.house import House
from geo.gazetteer.normalise import LARGEST_NUMBER, street_key

FIELDS = (
    "nba", "oid", "qua", "landschl", "land", "regbezschl", "regbez", "kreisschl", "kreis", "gmdschl", "gmd",
    "ottschl", "ott", "strschl", "str", "hnr", "adz", "zone", "ostwert", "nordwert", "datum",
)  # fmt: skip
AT = {name: index for index, name in enumerate(FIELDS)}
KEY = ("landschl", "regbezschl", "kreisschl", "gmdschl")
ARTIFICIAL = "C"
"""Quality of addresses that were made up for a parcel; nobody lives there."""
ZONE = 32_000_000
"""The sibling file in EPSG:4647 writes the zone before the easting."""
PLAUSIBLE_M = ((200_000, 900_000), (5_200_000, 6_200_000))
"""East and north of Germany in EPSG:25832."""


def read_gebref(path: Path, municipality: str) -> Iterator[House]:
    """Houses of one municipality (8 digits); raises AddressFileError."""
    if not re.fullmatch(r"\d{8}", municipality):
        raise AddressFileError(f"Der Gemeindeschlüssel „{municipality}“ hat nicht acht Ziffern.")
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                house = _house(_split(line, path, number), municipality, f"{path.name}, Zeile {number}")
                if house:
                    yield house
    except OSError as error:
        raise AddressFileError(f"{path} lässt sich nicht öffnen ({error.strerror}).") from error


def _split(line: bytes, path: Path, number: int) -> list[str]:
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise AddressFileError(f"{path.name}, Zeile {number}: Die Zeile ist nicht in UTF-8 geschrieben.") from error
    values = text.split(";") if text else []
    if values and len(values) != len(FIELDS):
        raise AddressFileError(f"{path.name}, Zeile {number}: {len(values)} Felder statt {len(FIELDS)}.")
    return values


def _house(values: list[str], municipality: str, where: str) -> House | None:
    if not values or "".join(values[AT[name]] for name in KEY) != municipality:
        return None
    if values[AT["qua"]] == ARTIFICIAL or not values[AT["hnr"]].strip():
        return None
    if not street_key(values[AT["str"]]):
        raise AddressFileError(f"{where}, Feld „str“: Der Straßenname fehlt.")
    east = _metres(values, "ostwert", where)
    return House(
        street=values[AT["str"]].strip(),
        number=_number(values, where),
        suffix=values[AT["adz"]].strip().lower(),
        x=_plausible(east - ZONE if east > ZONE else east, "ostwert", where),
        y=_plausible(_metres(values, "nordwert", where), "nordwert", where),
        place=values[AT["gmd"]].strip(),
    )


def _number(values: list[str], where: str) -> int:
    written = values[AT["hnr"]].strip()
    if not written.isdecimal() or int(written) > LARGEST_NUMBER:
        raise AddressFileError(f"{where}, Feld „hnr“: „{written}“ ist keine Hausnummer.")
    return int(written)


def _metres(values: list[str], field: str, where: str) -> float:
    """Both decimal signs occur."""
    written = values[AT[field]].strip()
    try:
        return float(written.replace(",", "."))
    except ValueError:
        raise AddressFileError(f"{where}, Feld „{field}“: „{written}“ ist keine Zahl.") from None


def _plausible(metres: float, field: str, where: str) -> float:
    lowest, highest = PLAUSIBLE_M[field == "nordwert"]
    if not isfinite(metres) or not lowest <= metres <= highest:
        raise AddressFileError(f"{where}, Feld „{field}“: {metres:g} liegt nicht in Deutschland (EPSG:25832).")
    return metres
