"""Dataclasses from the plain data of a TOML file or of a stored profile; every wrong key is named with its path."""

from contextlib import suppress
from dataclasses import MISSING, fields
from datetime import date
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints


class CityFolderError(Exception):
    """The city folder cannot be used; the sentence names file, key and what is allowed."""


def built(cls: type[Any], data: Any, where: str) -> Any:
    """Raises CityFolderError for an unknown, missing or mistyped key; `where` is the path of the section."""
    if not isinstance(data, dict):
        raise CityFolderError(f"„{where}“ muss ein Abschnitt sein, keine einfache Angabe.")
    hints = get_type_hints(cls)
    allowed = {item.name: item for item in fields(cls)}
    for key in data:
        if key not in allowed:
            raise CityFolderError(f"Unbekannter Schlüssel „{_path(where, key)}“. Erlaubt sind: {', '.join(allowed)}.")
    # a stored profile says null for a section that the city does not have
    given = {key: value for key, value in data.items() if value is not None}
    values = {key: _value(hints[key], value, _path(where, key)) for key, value in given.items()}
    try:
        return cls(**values)
    except TypeError:
        required = [name for name in allowed if name not in values and name in _required(cls)]
        missing = ", ".join(f"„{_path(where, name)}“" for name in required)
        raise CityFolderError(f"Es fehlt {missing}.") from None


def _required(cls: type[Any]) -> set[str]:
    return {item.name for item in fields(cls) if item.default is MISSING and item.default_factory is MISSING}


def _path(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _value(hint: Any, value: Any, where: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return _value(arguments[0], value, where)
    if origin is tuple:
        _expect(list, value, where)
        return tuple(_value(arguments[0], item, f"{where}[{index}]") for index, item in enumerate(value))
    if origin is dict:
        _expect(dict, value, where)
        return {key: _value(arguments[1], item, f"{where}.{key}") for key, item in value.items()}
    if hint is date:
        return _date(value, where)
    if hasattr(hint, "__dataclass_fields__"):
        return built(hint, value, where)
    _expect((int, float) if hint is float else hint, value, where)
    return value


def _date(value: Any, where: str) -> date:
    """TOML has dates of its own, a stored profile has them as text."""
    with suppress(ValueError):
        day = date.fromisoformat(value) if isinstance(value, str) else value
        if type(day) is date:
            return day
    raise CityFolderError(f"„{where}“ muss ein Tag sein wie 2026-10-01, nicht {value!r}.")


def _expect(kind: Any, value: Any, where: str) -> None:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        names = {str: "ein Text", bool: "true oder false", list: "eine Liste", dict: "ein Abschnitt"}
        raise CityFolderError(f"„{where}“ muss {names.get(kind, 'eine Zahl')} sein, nicht {value!r}.")
