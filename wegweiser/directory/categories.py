"""categories.toml: groups, categories and flags of the directory, read once into checked values.

The file explains its own keys; its order is the order of the lists.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Self

from wegweiser.directory.category_entry import CategoryFileError, Entry, OsmRule
from wegweiser.directory.choices import Shape, Visibility

COLOUR = r"#[0-9A-F]{6}"


@dataclass(frozen=True)
class Group:
    code: str
    names: Mapping[str, str]
    colour: str
    glyph_colour: str
    shape: Shape
    pictogram: str
    position: int


@dataclass(frozen=True)
class Category:
    """A leaf of the tree. `optional` ones are left off the printed sheet until a city asks for them."""

    code: str
    group: Group
    names: Mapping[str, str]
    short_name: str
    pictogram: str
    position: int
    on_map: bool
    optional: bool
    visibility: Visibility
    citywide: bool
    shows_hours: bool
    review_months: int
    schema_org: str
    synonyms: Mapping[str, tuple[str, ...]]
    osm: tuple[OsmRule, ...]


@dataclass(frozen=True)
class Flag:
    code: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Taxonomy:
    languages: tuple[str, ...]
    groups: Mapping[str, Group]
    categories: Mapping[str, Category]
    flags: Mapping[str, Flag]
    osm_never: tuple[OsmRule, ...]

    @classmethod
    def read(cls, path: Path) -> Self:
        try:
            root = Entry(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CategoryFileError(f"{path.name}: {error}") from error
        languages = root.words("languages")
        groups = {entry.code: _group(entry, languages, n) for n, entry in enumerate(root.children("group"), 1)}
        positions = count(1)
        categories = {
            category.code: category
            for branch in root.children("category")
            for category in _categories(branch, groups, languages, positions)
        }
        flags = {entry.code: _flag(entry, languages) for entry in root.children("flag")}
        never = root.rules("osm_never")
        root.finish()
        return cls(languages, groups, categories, flags, never)

    def category_of(self, tags: Mapping[str, str]) -> Category | None:
        """The category of an OpenStreetMap object: the rule with the most tags wins, then the file's order."""
        if any(rule.holds(tags) for rule in self.osm_never):
            return None
        holding = [
            (len(rule.tags), category)
            for category in self.categories.values()
            for rule in category.osm
            if rule.holds(tags)
        ]
        return max(holding, key=lambda pair: pair[0])[1] if holding else None


def _categories(
    branch: Entry, groups: Mapping[str, Group], languages: tuple[str, ...], positions: Iterator[int]
) -> Iterator[Category]:
    if branch.code not in groups:
        raise CategoryFileError(f"category.{branch.code}: Eine Gruppe mit diesem Kürzel gibt es nicht.")
    for leaf in branch.children():
        category = Category(
            code=f"{branch.code}.{leaf.code}",
            group=groups[branch.code],
            names=leaf.names(languages),
            short_name=leaf.text("short_name"),
            pictogram=leaf.pictogram(),
            position=next(positions),
            on_map=leaf.flag("on_map", default=True),
            optional=leaf.flag("optional"),
            visibility=Visibility(leaf.text("visibility", "public|area|phone_only", "public")),
            citywide=leaf.flag("citywide"),
            shows_hours=leaf.flag("shows_hours"),
            review_months=leaf.months("review_months"),
            schema_org=leaf.text("schema_org", "[A-Z][A-Za-z]+"),
            synonyms=leaf.synonyms(languages),
            osm=leaf.rules("osm"),
        )
        leaf.finish()
        yield category


def _group(entry: Entry, languages: tuple[str, ...], position: int) -> Group:
    group = Group(
        code=entry.code,
        names=entry.names(languages),
        colour=entry.text("colour", COLOUR),
        glyph_colour=entry.text("glyph_colour", COLOUR),
        shape=Shape(entry.text("shape", "|".join(Shape.values))),
        pictogram=entry.pictogram(),
        position=position,
    )
    entry.finish()
    return group


def _flag(entry: Entry, languages: tuple[str, ...]) -> Flag:
    flag = Flag(entry.code, entry.names(languages))
    entry.finish()
    return flag
