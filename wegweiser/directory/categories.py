"""categories.toml: groups, categories and flags of the directory, read once into checked values.

The file explains its own keys; its order is the order of the lists.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any, Self

from wegweiser.directory.choices import Shape, Visibility

COLOUR = r"#[0-9A-F]{6}"
CODE = r"[a-z][a-z_]*"
PICTOGRAM = r"[a-z0-9-]+"
TEXT = r"(?s)\S.*"

FONT_AWESOME = Path(str(files("fontawesomefree"))) / "static/fontawesomefree/svgs/solid"
OWN_DRAWINGS = Path(__file__).parents[1] / "maps/pictograms"


class CategoryFileError(Exception):
    """The categories file cannot be used; the sentence names the entry, the key and what is allowed."""


def pictogram_file(name: str) -> Path | None:
    """The SVG file of a pictogram: the project's own drawing first, else Font Awesome's solid one."""
    candidates = (folder / f"{name}.svg" for folder in (OWN_DRAWINGS, FONT_AWESOME))
    return next((path for path in candidates if path.is_file()), None)


@dataclass(frozen=True)
class OsmRule:
    """Tags that an OpenStreetMap object must all carry; a value is a word, "*" or "~" and a regular expression."""

    tags: Mapping[str, tuple[str, ...]]

    def holds(self, tags: Mapping[str, str]) -> bool:
        return all(
            key in tags and any(_matches(value, tags[key]) for value in values) for key, values in self.tags.items()
        )


def _matches(wanted: str, found: str) -> bool:
    if wanted.startswith("~"):
        return re.search(wanted[1:], found, re.IGNORECASE) is not None
    return wanted == "*" or wanted in (part.strip() for part in found.split(";"))


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
    """A leaf of the tree. `optional` ones are left out of map and print until a city asks for them."""

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
            root = _Entry(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
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
    branch: "_Entry", groups: Mapping[str, Group], languages: tuple[str, ...], positions: Iterator[int]
) -> Iterator[Category]:
    if branch.code not in groups:
        raise CategoryFileError(f"category.{branch.code}: there is no group of this code")
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


def _group(entry: "_Entry", languages: tuple[str, ...], position: int) -> Group:
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


def _flag(entry: "_Entry", languages: tuple[str, ...]) -> Flag:
    flag = Flag(entry.code, entry.names(languages))
    entry.finish()
    return flag


class _Entry:
    """One table of the file; every key is taken once, and what is left over is a mistake."""

    def __init__(self, path: str, values: Mapping[str, Any]) -> None:
        self.path = path
        self.code = path.rpartition(".")[2]
        self.values = dict(values)

    def error(self, key: str, reason: str) -> CategoryFileError:
        return CategoryFileError(f"{self.path}: {key} {reason}")

    def finish(self) -> None:
        for key in self.values:
            raise self.error(key, "is not a known key")

    def children(self, key: str = "") -> Iterator["_Entry"]:
        tables = self.table(key) if key else self.values
        for code, values in list(tables.items()):
            if not re.fullmatch(CODE, code) or not isinstance(values, dict):
                raise self.error(code, f"has to be a table with a code that matches {CODE}")
            yield _Entry(f"{key or self.path}.{code}", values)

    def table(self, key: str) -> dict[str, Any]:
        value = self.values.pop(key, {})
        if not isinstance(value, dict):
            raise self.error(key, "has to be a table")
        return value

    def text(self, key: str, pattern: str = TEXT, default: str | None = None) -> str:
        value = self.values.pop(key, default)
        if value is None:
            raise self.error(key, "is missing")
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise self.error(key, f"is {value!r}; it has to match {pattern}")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.values.pop(key, default)
        if not isinstance(value, bool):
            raise self.error(key, f"is {value!r}; it has to be true or false")
        return value

    def months(self, key: str) -> int:
        value = self.values.pop(key, None)
        if type(value) is not int or not 1 <= value <= 120:
            raise self.error(key, f"is {value!r}; it has to be a number of months from 1 to 120")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        return self.word_tuple(key, self.values.pop(key, None))

    def word_tuple(self, key: str, value: object) -> tuple[str, ...]:
        words = [value] if isinstance(value, str) else value
        if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
            raise self.error(key, f"is {value!r}; it has to be a list of words")
        return tuple(words)

    def pictogram(self) -> str:
        name = self.text("pictogram", PICTOGRAM)
        if pictogram_file(name) is None:
            raise self.error("pictogram", f"is {name!r}, which is neither an own drawing nor a Font Awesome icon")
        return name

    def names(self, languages: tuple[str, ...]) -> dict[str, str]:
        names = _Entry(f"{self.path}.name", self.table("name"))
        translated = {language: names.text(language) for language in languages}
        names.finish()
        return translated

    def synonyms(self, languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        table = self.table("synonyms")
        for language in table.keys() - set(languages):
            raise self.error(f"synonyms.{language}", f"is no language of this file ({', '.join(languages)})")
        return {language: self.word_tuple(f"synonyms.{language}", words) for language, words in table.items()}

    def rules(self, key: str) -> tuple[OsmRule, ...]:
        tables = self.values.pop(key, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) and table for table in tables):
            raise self.error(key, "has to be a list of tables of tags")
        return tuple(self.rule(key, table) for table in tables)

    def rule(self, key: str, table: Mapping[str, object]) -> OsmRule:
        tags = {tag: self.word_tuple(f"{key}.{tag}", value) for tag, value in table.items()}
        for value in (value for values in tags.values() for value in values if value.startswith("~")):
            try:
                re.compile(value[1:])
            except re.error as error:
                raise self.error(key, f"{value!r} is no regular expression: {error}") from error
        return OsmRule(tags)
