"""Colour gradients in inks."""

from typing import Any

import pikepdf

from wegweiser.printing.press.errors import PreflightError
from wegweiser.printing.press.spaces import Space, space_of
from wegweiser.printing.press.streams import Ink, shares

_AXIAL, _RADIAL = 2, 3
_EXPONENTIAL, _STITCHING = 2, 3


def convert_shading(shading: Any, ink: Ink) -> None:
    """In place; raises PreflightError for gradients other than linear and circular ones."""
    if space_of(shading.ColorSpace) == Space.CMYK:
        return
    function = shading.get("/Function")
    if shading.ShadingType not in (_AXIAL, _RADIAL) or not isinstance(function, pikepdf.Dictionary):
        raise PreflightError(["Ein Farbverlauf ist weder gerade noch kreisförmig; er lässt sich nicht umrechnen."])
    _convert_function(function, ink)
    if "/Background" in shading:
        shading.Background = _inked(shading.Background, ink)
    shading.ColorSpace = pikepdf.Name.DeviceCMYK


def _convert_function(function: Any, ink: Ink) -> None:
    if function.FunctionType == _STITCHING:
        for part in function.Functions:
            _convert_function(part, ink)
    elif function.FunctionType == _EXPONENTIAL:
        function.C0, function.C1 = _inked(function.get("/C0", [0]), ink), _inked(function.get("/C1", [1]), ink)
    else:
        raise PreflightError(["Ein Farbverlauf ist als Programm beschrieben; er lässt sich nicht umrechnen."])
    if "/Range" in function:
        function.Range = pikepdf.Array([0, 1] * 4)


def _inked(colour: Any, ink: Ink) -> pikepdf.Array:
    if len(colour) == Space.CMYK.value:  # a function that another gradient uses too
        return pikepdf.Array(colour)
    return pikepdf.Array(shares(ink(tuple(float(value) for value in colour))))
