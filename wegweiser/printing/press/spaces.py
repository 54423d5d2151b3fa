"""What a colour space of a PDF counts: grey, red-green-blue, or inks."""

from enum import Enum
from typing import Any

import pikepdf

from wegweiser.printing.press.errors import PreflightError


class Space(Enum):
    """The value is the number of components."""

    GREY = 1
    RGB = 3
    CMYK = 4
    PATTERN = 0


_NAMED = {
    "/DeviceGray": Space.GREY,
    "/CalGray": Space.GREY,
    "/DeviceRGB": Space.RGB,
    "/CalRGB": Space.RGB,
    "/DeviceCMYK": Space.CMYK,
    "/Pattern": Space.PATTERN,
}


def space_of(described: Any) -> Space:
    """Raises PreflightError for spaces that have no place on a sheet, such as Lab or spot colours."""
    family = str(described[0] if isinstance(described, pikepdf.Array) else described)
    if family == "/ICCBased":
        components = int(described[1].N)
        if components in (1, 3, 4):
            return Space(components)
    elif family in _NAMED and not (family == "/Pattern" and isinstance(described, pikepdf.Array) and len(described) > 1):
        return _NAMED[family]
    raise PreflightError([f"Der Farbraum {family.removeprefix('/')} lässt sich nicht in Druckfarben umrechnen."])
