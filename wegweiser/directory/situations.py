"""situations.toml: life situations in plain words, read once into checked values; its order is that of the pages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wegweiser.directory.category_entry import CategoryFileError, Entry


@dataclass(frozen=True)
class Situation:
    code: str
    names: Mapping[str, str]
    texts: Mapping[str, str]
    categories: tuple[str, ...]
    urgent: bool


def read_situations(path: Path) -> list[Situation]:
    """Raises CategoryFileError."""
    try:
        root = Entry(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CategoryFileError(f"{path.name}: {error}") from error
    languages = root.words("languages")
    situations = [_situation(entry, languages) for entry in root.children("situation")]
    root.finish()
    return situations


def _situation(entry: Entry, languages: tuple[str, ...]) -> Situation:
    situation = Situation(
        code=entry.code,
        names=entry.translated("name", languages),
        texts=entry.translated("text", languages),
        categories=entry.words("categories"),
        urgent=entry.flag("urgent"),
    )
    entry.finish()
    return situation
