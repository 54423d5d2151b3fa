"""Facilities out of the tags of an OpenStreetMap extract; which tags mean what stands in the categories file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from geo.errors import VectorFileError
from geo.vector.osm import OsmObject, read_objects
from wegweiser.directory.categories import Category, Taxonomy
from wegweiser.directory.choices import Visibility
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.table import Dress, Row, Table

TAGS: dict[str, tuple[str, ...]] = {
    "street": ("addr:street", "addr:place"),
    "house_number": ("addr:housenumber",),
    "postcode": ("addr:postcode",),
    "city": ("addr:city",),
    "phone": ("phone", "contact:phone"),
    "email": ("email", "contact:email"),
    "website": ("website", "contact:website", "url"),
    "opening_hours": ("opening_hours",),
    "wheelchair": ("wheelchair",),
    "traeger": ("operator",),
}
AGES = {"age_from_months": "min_age", "age_to_months": "max_age"}
"""OpenStreetMap counts years."""
FIELDS = ("origin_id", "name", "category", "x", "y", *TAGS, *AGES)


def read_osm(path: Path, taxonomy: Taxonomy) -> Table:
    keys = {key for category in taxonomy.categories.values() for rule in category.osm for key in rule.tags}
    try:
        rows = tuple(_rows(path, taxonomy, keys))
    except VectorFileError as error:
        raise ImportRefused(str(error)) from error
    return Table(path, Dress(excel=False), FIELDS, rows)


def _rows(path: Path, taxonomy: Taxonomy, keys: set[str]) -> Iterator[Row]:
    for found in read_objects(path, keys):
        category = taxonomy.category_of(found.tags)
        # A map that anybody edits is no source for places that must not be found.
        if category is None or category.visibility != Visibility.PUBLIC:
            continue
        values = _values(found, category)
        yield Row(found.key, tuple(values[name] for name in FIELDS), values)


def _values(found: OsmObject, category: Category) -> dict[str, str]:
    values = {name: _first(found.tags, tags) for name, tags in TAGS.items()}
    ages = {name: _months(found.tags.get(tag, "")) for name, tag in AGES.items()}
    return {
        **values,
        **ages,
        "origin_id": found.key,
        "name": found.tags.get("name", "").strip() or category.short_name,
        "category": category.code,
        "x": repr(found.lon),
        "y": repr(found.lat),
    }


def _first(tags: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((tags[key] for key in keys if tags.get(key)), "")


def _months(years: str) -> str:
    return str(int(years) * 12) if years.isdecimal() else ""
