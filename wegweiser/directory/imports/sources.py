"""The sources that a city folder names, each read in its own format and planned against what is stored."""

import re
from dataclasses import replace
from pathlib import Path

from geo.crs import WGS84
from wegweiser.directory.categories import Taxonomy
from wegweiser.directory.city import CityProfile, FacilityFile
from wegweiser.directory.imports.area import CityArea
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.facilities import Plan, plan_import
from wegweiser.directory.imports.osm import FIELDS, read_osm
from wegweiser.directory.imports.places import OUR_FIELDS, Context, PlaceReader
from wegweiser.directory.imports.placing import Sozialraeume
from wegweiser.directory.imports.table import Row, Table, read_table

GERMAN_POSTCODE_DIGITS = 5


def context_of(profile: CityProfile, taxonomy: Taxonomy) -> Context:
    """Needs the Sozialräume in the database."""
    sozialraeume = Sozialraeume()
    if not sozialraeume.codes:
        raise ImportRefused("Es gibt noch keine Sozialräume; bitte zuerst import_sozialraeume ausführen.")
    digits = len(profile.office.postcode) or GERMAN_POSTCODE_DIGITS
    return Context(taxonomy, CityArea.of(profile.bounds), sozialraeume, digits)


def plan_source(folder: Path, spec: FacilityFile, context: Context) -> tuple[Table, Plan]:
    """The file as it was read, and what it would change; raises ImportRefused."""
    if spec.format == "osm":
        spec = replace(spec, columns={name: name for name in FIELDS}, crs=f"EPSG:{WGS84}")
        table = read_osm(folder / spec.file, context.taxonomy)
    else:
        _check(spec)
        table = read_table(folder / spec.file, list(dict.fromkeys([*spec.columns.values(), *spec.where])))
    rows = [row for row in table.rows if _chosen(row, spec)]
    return table, plan_import(spec, rows, PlaceReader(spec, _srid(spec), context))


def _chosen(row: Row, spec: FacilityFile) -> bool:
    return all(row.values.get(column) == value for column, value in spec.where.items())


def _srid(spec: FacilityFile) -> int:
    found = re.fullmatch(r"EPSG:(\d{4,5})", spec.crs)
    if found:
        return int(found[1])
    if spec.crs or "x" in spec.columns:
        raise ImportRefused(f"„{spec.source}“: crs muss wie „EPSG:25832“ aussehen, nicht „{spec.crs}“.")
    return 0


def _check(spec: FacilityFile) -> None:
    named = {*spec.columns, *spec.values, *spec.defaults}
    unknown = sorted(named - OUR_FIELDS)
    if spec.format != "table":
        raise ImportRefused(f"„{spec.source}“: format muss „table“ oder „osm“ sein, nicht „{spec.format}“.")
    if unknown:
        allowed = ", ".join(sorted(OUR_FIELDS))
        raise ImportRefused(f"„{spec.source}“: Das Feld „{unknown[0]}“ gibt es nicht. Erlaubt sind: {allowed}.")
    for name in ("origin_id", "name", "category"):
        if name not in named:
            raise ImportRefused(f"„{spec.source}“: In „columns“ fehlt, in welcher Spalte „{name}“ steht.")
    if ("x" in spec.columns) != ("y" in spec.columns):
        raise ImportRefused(f"„{spec.source}“: In „columns“ gehören x und y zusammen.")
