"""Converts a composed PDF to inks: content streams, forms, patterns, shadings, pictures and blending spaces."""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from wegweiser.printing.press.images import convert_image
from wegweiser.printing.press.inks import BLACK, Inks, blackened
from wegweiser.printing.press.objects import drawings, named, pictures
from wegweiser.printing.press.shadings import convert_shading
from wegweiser.printing.press.streams import KNOCKOUT, OVERPRINT, Ink, Recolouring, shares

_CMYK = pikepdf.Name.DeviceCMYK


def convert(pdf: pikepdf.Pdf, inks: Inks) -> None:
    """Raises PreflightError for what has no value in inks."""
    forms = drawings(pdf)
    resources = [*(page.resources for page in pdf.pages), *(form.get("/Resources") for form in forms)]
    within_masks = _within_masks([mask for each in resources for mask in _masks(each)])
    for page in pdf.pages:
        recolouring = Recolouring(named(page.resources, "/ColorSpace"), inks.of, begun=BLACK)
        page.obj.Contents = pdf.make_stream(recolouring.rewrite(page))
        page.obj.Group = pikepdf.Dictionary(Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=_CMYK)
    for form in forms:
        ink = blackened if form.objgen in within_masks else inks.of
        form.write(Recolouring(named(form.get("/Resources"), "/ColorSpace"), ink).rewrite(form))
        if "/Group" in form:
            form.Group.CS = _CMYK
        _convert_shadings(form.get("/Resources"), ink)
    for page in pdf.pages:
        _convert_shadings(page.resources, inks.of)
    for each in resources:
        _rename(each)
    for picture in pictures(pdf):
        convert_image(picture, only_black=inks.only_black)


def _masks(resources: Any) -> Iterator[Any]:
    """Soft masks whose opacity is the luminosity of a drawing."""
    for state in named(resources, "/ExtGState").values():
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and mask.S == "/Luminosity":
            yield mask


def _within_masks(masks: Sequence[Any]) -> set[tuple[int, int]]:
    """Forms whose colours are opacities; a mask's ground colour is one as well."""
    for mask in masks:
        if "/BC" in mask and len(mask.BC) < len(BLACK):
            mask.BC = pikepdf.Array(shares(blackened(tuple(float(value) for value in mask.BC))))
    waiting = [mask.G for mask in masks]
    found: set[tuple[int, int]] = set()
    while waiting:
        form = waiting.pop()
        if form.objgen not in found:
            found.add(form.objgen)
            nested = named(form.get("/Resources"), "/XObject").values()
            waiting += [item for item in nested if item.get("/Subtype") == "/Form"]
    return found


def _convert_shadings(resources: Any, ink: Ink) -> None:
    for shading in named(resources, "/Shading").values():
        convert_shading(shading, ink)
    for pattern in named(resources, "/Pattern").values():
        if pattern.get("/PatternType") == 2:
            convert_shading(pattern.Shading, ink)


def _rename(resources: Any) -> None:
    """Forgets the spaces that no stream uses any more, and names the states that black text switches."""
    if resources is None:
        return
    if "/ColorSpace" in resources:
        del resources["/ColorSpace"]
    states = resources.get("/ExtGState", pikepdf.Dictionary())
    states[OVERPRINT] = pikepdf.Dictionary(OP=False, op=True, OPM=1)
    states[KNOCKOUT] = pikepdf.Dictionary(OP=False, op=False, OPM=0)
    resources["/ExtGState"] = states
