"""Pages and pictures put side by side and saved small."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

GAP_PX = 24
COMMON_COLOURS, RARE_COLOURS = 192, 64
GROUND = "#FFFFFF"
NEARLY_WHITE = 250
EDGE = "#B9B4A8"


def rendered(pdf: Path, number: int, width_px: int) -> Image.Image:
    """A page, counted from 0, at twice the width and then made smaller, so that fine lines stay."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number]
        large: Image.Image = page.render(scale=2 * width_px / page.get_width()).to_pil()
    return large.convert("RGB").resize((width_px, round(large.height * width_px / large.width)), Image.Resampling.BOX)


def framed(picture: Image.Image) -> Image.Image:
    """With the edge of the paper, which is as white as the page it is shown on."""
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline=EDGE)
    return picture


def beside(pictures: Sequence[Image.Image], gap_px: int = GAP_PX) -> Image.Image:
    width = sum(picture.width for picture in pictures) + gap_px * (len(pictures) - 1)
    joined = Image.new("RGB", (width, max(picture.height for picture in pictures)), GROUND)
    left = 0
    for picture in pictures:
        joined.paste(picture, (left, 0))
        left += picture.width + gap_px
    return joined


def save(picture: Image.Image, target: Path) -> None:
    picture.quantize(palette=_palette(picture), dither=Image.Dither.NONE).save(target, optimize=True)


def _palette(picture: Image.Image) -> Image.Image:
    """Without rare colours small plates turn grey; with them alone the ground is tinted. Nearly white is white."""
    common = picture.quantize(COMMON_COLOURS, Image.Quantize.MEDIANCUT).getpalette("RGB") or []
    rare = picture.quantize(RARE_COLOURS, Image.Quantize.MAXCOVERAGE).getpalette("RGB") or []
    levels = common[: 3 * COMMON_COLOURS] + rare[: 3 * RARE_COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([255 if level >= NEARLY_WHITE else level for level in levels])
    return palette
