"""One table of categories.toml, its keys taken one by one as checked values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

CODE = r"[a-z][a-z_]*"
PICTOGRAM = r"[a-z0-9-]+"
TEXT = r"(?s)\S.*"
SIMPLE = "de-simple"
"""Einfache Sprache: a name of its own only where the German one is hard."""

FONT_AWESOME = Path(str(files("fontawesomefree"))) / "static/fontawesomefree/svgs/solid"
OWN_DRAWINGS = Path(__file__).parents[1] / "maps/pictograms"


class CategoryFileError(Exception):
    """The categories file cannot be used; the sentence names file, entry, key and what is allowed."""


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


class Entry:
    """One table of the file; every key is taken once, and what is left over is a mistake."""

    def __init__(self, path: str, values: Mapping[str, Any]) -> None:
        self.path = path
        self.code = path.rpartition(".")[2]
        self.values = dict(values)

    def error(self, key: str, reason: str) -> CategoryFileError:
        return CategoryFileError(f"{self.path}: „{key}“ {reason}.")

    def finish(self) -> None:
        for key in self.values:
            raise self.error(key, "ist keine bekannte Angabe")

    def children(self, key: str = "") -> Iterator["Entry"]:
        tables = self.table(key) if key else self.values
        for code, values in list(tables.items()):
            if not re.fullmatch(CODE, code) or not isinstance(values, dict):
                raise self.error(code, f"muss ein Abschnitt mit einem Kürzel nach dem Muster {CODE} sein")
            yield Entry(f"{key or self.path}.{code}", values)

    def table(self, key: str) -> dict[str, Any]:
        value = self.values.pop(key, {})
        if not isinstance(value, dict):
            raise self.error(key, "muss ein Abschnitt sein")
        return value

    def text(self, key: str, pattern: str = TEXT, default: str | None = None) -> str:
        value = self.values.pop(key, default)
        if value is None:
            raise self.error(key, "fehlt")
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise self.error(key, f"ist {value!r}, muss aber dem Muster {pattern} folgen")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.values.pop(key, default)
        if not isinstance(value, bool):
            raise self.error(key, f"ist {value!r}, muss aber true oder false sein")
        return value

    def months(self, key: str) -> int:
        value = self.values.pop(key, None)
        if type(value) is not int or not 1 <= value <= 120:
            raise self.error(key, f"ist {value!r}, muss aber eine Zahl von 1 bis 120 sein")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        return self.word_tuple(key, self.values.pop(key, None))

    def word_tuple(self, key: str, value: object) -> tuple[str, ...]:
        words = [value] if isinstance(value, str) else value
        if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
            raise self.error(key, f"ist {value!r}, muss aber eine Liste von Wörtern sein")
        return tuple(words)

    def pictogram(self) -> str:
        name = self.text("pictogram", PICTOGRAM)
        if pictogram_file(name) is None:
            raise self.error("pictogram", f"ist {name!r}; ein Zeichen dieses Namens gibt es nicht")
        return name

    def names(self, languages: tuple[str, ...]) -> dict[str, str]:
        return self.translated("name", languages)

    def translated(self, key: str, languages: tuple[str, ...]) -> dict[str, str]:
        texts = Entry(f"{self.path}.{key}", self.table(key))
        translated = {language: texts.text(language) for language in languages}
        if SIMPLE in texts.values:
            translated[SIMPLE] = texts.text(SIMPLE)
        texts.finish()
        return translated

    def synonyms(self, languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        table = self.table("synonyms")
        for language in table.keys() - set(languages):
            raise self.error(f"synonyms.{language}", f"ist keine Sprache dieser Datei ({', '.join(languages)})")
        return {language: self.word_tuple(f"synonyms.{language}", words) for language, words in table.items()}

    def rules(self, key: str) -> tuple[OsmRule, ...]:
        tables = self.values.pop(key, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) and table for table in tables):
            raise self.error(key, "muss eine Liste von Regeln sein")
        return tuple(self.rule(key, table) for table in tables)

    def rule(self, key: str, table: Mapping[str, object]) -> OsmRule:
        tags = {tag: self.word_tuple(f"{key}.{tag}", value) for tag, value in table.items()}
        for value in (value for values in tags.values() for value in values if value.startswith("~")):
            try:
                re.compile(value[1:])
            except re.error as error:
                raise self.error(key, f"enthält {value!r}, das ist kein regulärer Ausdruck: {error}") from error
        return OsmRule(tags)
