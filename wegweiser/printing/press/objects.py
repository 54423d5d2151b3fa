"""The objects of a PDF that matter to a press."""

from typing import Any

import pikepdf


def drawings(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    """Content streams that are no pages: forms, and tiles of patterns; drawn anywhere or not."""
    return [item for item in _streams(pdf) if item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1]


def pictures(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    """Without those that are the opacity of another, and without stencils, which have no colour."""
    images = [item for item in _streams(pdf) if item.get("/Subtype") == "/Image"]
    masks = opacities(pdf)
    return [image for image in images if image.objgen not in masks and not image.get("/ImageMask", False)]


def opacities(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Pictures that are the opacity of another."""
    return {item.SMask.objgen for item in _streams(pdf) if isinstance(item.get("/SMask"), pikepdf.Stream)}


def named(resources: Any, kind: str) -> dict[str, Any]:
    """What resources call by name: `kind` is "/XObject", "/ColorSpace" and so on."""
    return dict(resources.get(kind, {}).items()) if resources is not None else {}


def _streams(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
