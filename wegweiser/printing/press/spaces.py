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
    if not isinstance(described, pikepdf.Array):
        family = str(described)
    elif described[0] == "/ICCBased" and int(described[1].N) in (1, 3, 4):
        return Space(int(described[1].N))
    else:  # [/Pattern /DeviceRGB] would be a pattern that takes its colour from outside
        family = str(described[0]) if len(described) == 1 or described[0] != "/Pattern" else "/Uncoloured"
    if family not in _NAMED:
        raise PreflightError([f"Der Farbraum {family.removeprefix('/')} lässt sich nicht in Druckfarben umrechnen."])
    return _NAMED[family]
