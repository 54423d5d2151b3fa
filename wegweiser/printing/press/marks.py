"""Marks outside the trim: where to cut, where to fold, which sheet it is, and a patch of each ink."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pikepdf
from fontTools.misc.transform import Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from geo.cartography.fonts import FONT_DIRECTORY
from geo.cartography.units import POINTS_PER_MM
from wegweiser.printing.paper import BLEED_MM
from wegweiser.printing.press.boxes import Rectangle, open_to_bleed

LENGTH_MM = 5.0
AROUND_MM = BLEED_MM + LENGTH_MM + 2
"""Paper beyond the trim on which the marks stand."""

_LINE_PT = 0.3
_DASHES_PT = (3, 2)
_SLUG_PT = 6
_SLUG_FONT = FONT_DIRECTORY / "NotoSans-Regular.ttf"
_PATCH_MM = 4.0
_PATCHES = ("1 0 0 0 k", "0 1 0 0 k", "0 0 1 0 k", "0 0 0 1 k")


class Marks(StrEnum):
    NONE = "none"
    CROP = "crop"
    CROP_FOLD = "crop+fold"


@dataclass(frozen=True)
class Folds:
    """Where a page is folded, in millimetres of the trimmed page: from its left edge and from its top."""

    from_left_mm: tuple[float, ...] = ()
    from_top_mm: tuple[float, ...] = ()


@dataclass(frozen=True)
class Slug:
    """Stands below the page: which sheet it is, and a patch of each ink."""

    text: str = ""
    only_black: bool = False


def lay_out(pdf: pikepdf.Pdf, page: pikepdf.Page, marks: Marks, folds: Folds, slug: Slug) -> None:
    """Opens the page to its bleed and sets the marks around it."""
    trim = open_to_bleed(page, BLEED_MM, BLEED_MM if marks == Marks.NONE else AROUND_MM)
    # what overhangs the bleed must not reach the marks
    content = b"q %s re W n\n" % _numbers(*_corner_and_size(trim.grown(BLEED_MM))) + page.obj.Contents.read_bytes()
    content += b"\nQ\n"
    if marks != Marks.NONE:
        drawn = [*_crop_marks(trim), *_slug(trim, slug)]
        if marks == Marks.CROP_FOLD:
            drawn += _fold_marks(trim, folds)
        content += b"q 0 0 0 1 k 0 0 0 1 K %s w\n%s\nQ\n" % (_numbers(_LINE_PT), b"\n".join(drawn))
    page.obj.Contents = pdf.make_stream(content)


def _crop_marks(trim: Rectangle) -> Iterator[bytes]:
    for x in (trim.left, trim.right):
        yield from _upright(trim, x)
    for y in (trim.bottom, trim.top):
        yield from _level(trim, y)


def _fold_marks(trim: Rectangle, folds: Folds) -> Iterator[bytes]:
    yield b"[%s] 0 d" % _numbers(*_DASHES_PT)
    for from_left_mm in folds.from_left_mm:
        yield from _upright(trim, trim.left + from_left_mm * POINTS_PER_MM)
    for from_top_mm in folds.from_top_mm:
        yield from _level(trim, trim.top - from_top_mm * POINTS_PER_MM)


def _upright(trim: Rectangle, x: float) -> Iterator[bytes]:
    near, far = BLEED_MM * POINTS_PER_MM, (BLEED_MM + LENGTH_MM) * POINTS_PER_MM
    yield _line(x, trim.top + near, x, trim.top + far)
    yield _line(x, trim.bottom - near, x, trim.bottom - far)


def _level(trim: Rectangle, y: float) -> Iterator[bytes]:
    near, far = BLEED_MM * POINTS_PER_MM, (BLEED_MM + LENGTH_MM) * POINTS_PER_MM
    yield _line(trim.right + near, y, trim.right + far, y)
    yield _line(trim.left - near, y, trim.left - far, y)


def _slug(trim: Rectangle, slug: Slug) -> Iterator[bytes]:
    """Left; the name is drawn, so that it needs no font."""
    x, y = trim.left + 8 * POINTS_PER_MM, trim.bottom - (BLEED_MM + LENGTH_MM) * POINTS_PER_MM
    for patch in _PATCHES[-1:] if slug.only_black else _PATCHES:
        yield b"%s %s re f" % (patch.encode(), _numbers(x, y, _PATCH_MM * POINTS_PER_MM, _PATCH_MM * POINTS_PER_MM))
        x += _PATCH_MM * POINTS_PER_MM
    yield from _letters(slug.text, x + 3 * POINTS_PER_MM, y - 1.5 * POINTS_PER_MM)  # below the fold marks


def _letters(text: str, x: float, y: float) -> Iterator[bytes]:
    with TTFont(_SLUG_FONT, lazy=True) as font:
        glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
        scale = _SLUG_PT / font["head"].unitsPerEm
        for sign in text:
            pen = _Outline(glyphs)
            glyph = glyphs[cmap.get(ord(sign), ".notdef")]
            glyph.draw(TransformPen(pen, Transform(scale, 0, 0, scale, x, y)))
            yield b"\n".join([*pen.drawn, b"f"]) if pen.drawn else b""
            x += glyph.width * scale


class _Outline(BasePen):
    """Writes an outline as the drawing operators of a PDF; the names of its methods are BasePen's."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.drawn: list[bytes] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.drawn.append(_numbers(*pt) + b" m")

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.drawn.append(_numbers(*pt) + b" l")

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:  # noqa: N802
        self.drawn.append(_numbers(*pt1, *pt2, *pt3) + b" c")

    def _closePath(self) -> None:  # noqa: N802
        self.drawn.append(b"h")


def _line(x1: float, y1: float, x2: float, y2: float) -> bytes:
    return b"%s m %s l S" % (_numbers(x1, y1), _numbers(x2, y2))


def _corner_and_size(box: Rectangle) -> tuple[float, float, float, float]:
    return box.left, box.bottom, box.right - box.left, box.top - box.bottom


def _numbers(*values: float) -> bytes:
    return b" ".join(b"%g" % round(value, 3) for value in values)
