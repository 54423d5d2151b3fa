"""City folders of Zweifeld (tests/city.py) on disk: small enough to be wrong in one place only."""

import json
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from tests.city import EAST, NORTH
from tests.geo.basemap.town import write_town

CITY = """
slug = "zweifeld"
name = "Zweifeld"
languages = ["de", "en"]
bounds = [6.80, 51.40, 6.95, 51.50]
[office]
name = "Stadt Zweifeld"
postcode = "45999"
[imprint]
publisher = "Stadt Zweifeld"
[attribution.sozialraeume]
text = "Stadt Zweifeld"
licence = "dl-de/zero-2-0"
[attribution.facilities]
text = "Stadt Zweifeld, Familienbüro"
licence = "dl-de/zero-2-0"
[sozialraeume]
file = "sozialraeume.geojson"
code = "code"
name = "name"
[[facilities]]
source = "stadt"
name = "Stadt Zweifeld"
licence = "dl-de/zero-2-0"
file = "orte.csv"
crs = "EPSG:25832"
[facilities.columns]
origin_id = "Nr."
name = "Name"
category = "Art"
x = "Ost"
y = "Nord"
"""
COLUMNS = {"origin_id": "Nr.", "name": "Name", "category": "Art", "x": "Ost", "y": "Nord"}
ROW = {"Nr.": "1", "Name": "Kita Eins", "Art": "betreuung.kita", "Ost": str(EAST + 500), "Nord": str(NORTH + 500)}

Ring = Sequence[tuple[float, float]]


def box(x: float, y: float, width: float = 1000, height: float = 1000) -> Ring:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]


WEST, OST = box(0, 0), box(1000, 0)


def write_boundaries(path: Path, areas: Mapping[str, Ring], crs: int = 25832, **fields: str) -> Path:
    """Rings in metres from the city's south-west corner, as GeoJSON; `fields` replace those of every feature."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": name.lower(), "name": name, **fields},
            "geometry": {"type": "Polygon", "coordinates": [[(EAST + x, NORTH + y) for x, y in ring]]},
        }
        for name, ring in areas.items()
    ]
    name = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs}"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": name, "features": features}), encoding="utf-8")
    return path


def write_city(folder: Path, *rows: Mapping[str, str], more: Mapping[str, str] | None = None) -> Path:
    """A folder with two Sozialräume and a CSV of `rows`; `more` maps further fields to columns."""
    folder.mkdir(exist_ok=True)
    columns = "".join(f'{field} = "{column}"\n' for field, column in (more or {}).items())
    (folder / "city.toml").write_text(CITY + columns, encoding="utf-8")
    write_boundaries(folder / "sozialraeume.geojson", {"West": WEST, "Ost": OST})
    header = [*COLUMNS.values(), *(more or {}).values()]
    lines = [header, *([{**ROW, **row}.get(name, "") for name in header] for row in rows or [ROW])]
    write_csv(folder / "orte.csv", lines)
    return folder


def write_city_with_basemap(folder: Path, *rows: Mapping[str, str]) -> Path:
    """A folder for the city that the demo database already holds."""
    write_city(folder, *rows)
    toml = (folder / "city.toml").read_text().replace('slug = "zweifeld"', 'slug = "musterstadt"')
    basemap = '[attribution.basemap]\ntext = "X"\nlicence = "X"\n[basemap]\nfile = "stadt.osm.pbf"\n'
    (folder / "city.toml").write_text(toml.replace("[sozialraeume]", f"{basemap}[sozialraeume]", 1))
    return write_town(folder / "stadt.osm.pbf")


def write_csv(path: Path, lines: Sequence[Sequence[str]], delimiter: str = ";", encoding: str = "utf-8") -> Path:
    text = "".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in line) + "\r\n" for line in lines
    )
    path.write_text(text, encoding=encoding, newline="")
    return path


def run(command: str, *arguments: Any, **options: Any) -> str:
    output = StringIO()
    call_command(command, *map(str, arguments), stdout=output, **options)
    return output.getvalue()


def everything() -> dict[str, list[tuple[object, ...]]]:
    """What an import could change, but for the base map."""
    tables = (
        "directory_city",
        "directory_sozialraum",
        "directory_facility",
        "directory_facility_serves",
        "directory_datasource",
        "directory_layerattribution",
        "directory_category",
        "directory_citylogo",
        "directory_schoolholidays",
        "directory_facilityevent",
        "gazetteer_address",
        "geo_layerrevision",
    )
    with connection.cursor() as cursor:
        contents = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 -- names from above
            contents[table] = cursor.fetchall()
    return contents


def roads() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM basemap.roads")
        return int(cursor.fetchone()[0])
