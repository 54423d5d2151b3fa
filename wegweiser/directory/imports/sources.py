"""The sources that a city folder names, each read in its own format and planned against what is stored."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.crs import WGS84
from geo.errors import VectorFileError
from wegweiser.directory.categories import Taxonomy
from wegweiser.directory.city_sections import FacilityFile
from wegweiser.directory.imports.area import CityArea, crs_fault
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.facilities import Plan, plan_import
from wegweiser.directory.imports.folder import CityFolder
from wegweiser.directory.imports.osm import FIELDS, read_osm
from wegweiser.directory.imports.places import OUR_FIELDS, PlaceReader
from wegweiser.directory.imports.placing import Placing, Sozialraeume
from wegweiser.directory.imports.table import Row, Table, read_table
from wegweiser.directory.models.taxonomy import Category

GERMAN_POSTCODE_DIGITS = 5
IDENTITY = ("origin_id", "name", "category")


def check_source(spec: FacilityFile) -> None:
    """Raises ImportRefused for what city.toml says of the source, before any file is opened."""
    for fault in _faults(spec):
        raise ImportRefused(f"Quelle „{spec.source}“: {fault}")


def _faults(spec: FacilityFile) -> Iterator[str]:
    if spec.format not in {"table", "osm"}:
        yield f"format muss „table“ oder „osm“ sein, nicht „{spec.format}“."
    named = {*spec.columns, *spec.values, *spec.defaults}
    for name in sorted(named - OUR_FIELDS):
        yield f"Das Feld „{name}“ gibt es nicht. Erlaubt sind: {', '.join(sorted(OUR_FIELDS))}."
    if spec.format == "osm":
        return
    for name in IDENTITY:
        if name not in named:
            yield f"In columns fehlt, in welcher Spalte „{name}“ steht."
    if ("x" in spec.columns) != ("y" in spec.columns):
        yield "In columns gehören x und y zusammen."
    if "x" in spec.columns and (fault := crs_fault(spec.crs)):
        yield fault


@dataclass(frozen=True)
class SourceReader:
    """Reads the sources of one city folder; needs its Sozialräume and categories in the database."""

    folder: CityFolder
    taxonomy: Taxonomy
    sozialraeume: Sozialraeume

    @classmethod
    def of(cls, folder: CityFolder, taxonomy: Taxonomy) -> "SourceReader":
        sozialraeume = Sozialraeume()
        if not sozialraeume.names:
            raise ImportRefused("Es gibt noch keine Sozialräume; bitte zuerst import_sozialraeume ausführen.")
        if set(taxonomy.categories) - set(Category.objects.values_list("code", flat=True)):
            raise ImportRefused("Die Kategorien haben sich geändert; bitte zuerst import_categories ausführen.")
        return cls(folder, taxonomy, sozialraeume)

    def plan(self, spec: FacilityFile) -> tuple[Table, Plan]:
        """The file as it was read, and what it would change; raises ImportRefused."""
        check_source(spec)
        path = self.folder.path / spec.file
        if spec.format == "osm":
            spec = replace(spec, columns={name: name for name in FIELDS}, crs=f"EPSG:{WGS84}")
            table = read_osm(path, self.taxonomy)
        else:
            table = read_table(path, list(dict.fromkeys([*spec.columns.values(), *spec.where])))
        rows = [row for row in table.rows if _chosen(row, spec)]
        try:
            return table, plan_import(spec, rows, self._place_reader(spec))
        except VectorFileError as error:
            raise ImportRefused(f"Quelle „{spec.source}“: {error}") from error

    def _place_reader(self, spec: FacilityFile) -> PlaceReader:
        profile = self.folder.profile
        srid = int(spec.crs.removeprefix("EPSG:") or WGS84)
        placing = Placing(CityArea.of(profile.bounds), self.sozialraeume, srid, drawn=spec.format == "osm")
        digits = len(profile.office.postcode) or GERMAN_POSTCODE_DIGITS
        return PlaceReader(spec, self.taxonomy, placing, digits)


def _chosen(row: Row, spec: FacilityFile) -> bool:
    return all(row.values.get(column) == value for column, value in spec.where.items())
