"""The folding dummy: printed sheets, folded as `wegweiser.printing.folding` folds them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageFont

from geo.cartography.fonts import FONT_DIRECTORY
from illustrations.canvas import GROUND, framed, rendered, save
from wegweiser.printing.folding import (
    Fold,
    Panel,
    Stack,
    is_mountain,
    map_folds,
    map_sheet,
    open_sheet,
    stages,
    wrapped,
)
from wegweiser.printing.paper import PAPERS, Folding
from wegweiser.printing.products.flyer import FOLDS_MM

PX_PER_MM = 1.4
INK, MOUNTAIN, VALLEY = "#141414", "#D4007A", "#0057D9"
TEXT_PX, HEAD_PX = 17, 30
MARGIN_PX, GAP_PX = 24, 36
NARROWED = 0.82
"""A panel that stands at an angle looks so much narrower."""
RISE_PX = 34
SHADE = 0.9
DASH_PX = {True: (14, 4, 3, 4), False: (7, 5)}
"""On and off, of a mountain and a valley."""
FLYER_MM = (297.0, 210.0)


@dataclass(frozen=True)
class Dummy:
    """A sheet to fold: the page that comes outside, and how."""

    name: str
    pdf: Path
    page: int
    flat: Stack
    folds: Sequence[Fold]
    ends_on_top: bool = True
    """The cover; otherwise it ends below."""

    @property
    def folded(self) -> Stack:
        return list(stages(self.flat, self.folds))[-1]

    @property
    def picture(self) -> Image.Image:
        return rendered(self.pdf, self.page, _px(self.flat[-1].right))


def draw_dummy(work: Path, target: Path) -> None:
    """`work` holds the sheets as `draw_sheets` made them."""
    paper = PAPERS["a3"]
    folding = paper.folding or Folding(4)
    flat = map_sheet(paper, folding)
    own = Dummy("3  Gefaltet", work / "wegweiser-a3.pdf", 1, flat, map_folds(paper, folding))
    turned = Dummy("Arabisch", work / "wegweiser-ar.pdf", 1, flat, map_folds(paper, folding, right_to_left=True))
    outside = open_sheet((0, *FOLDS_MM[0], FLYER_MM[0]), (0, FLYER_MM[1]))
    flyer = Dummy("Flyer", work / "flyer.pdf", 0, outside, wrapped(FOLDS_MM[0]), ends_on_top=False)
    opened = [
        ("1  Die Rückseite offen: rot Bergfalz, blau Talfalz", open_picture(own)),
        ("2  Obere Hälfte nach hinten, dann Zickzack", zigzag(own, folding.columns)),
    ]
    save(_laid_out([opened, [*_finished(own), *_finished(turned), *_finished(flyer)]]), target)


def open_picture(dummy: Dummy) -> Image.Image:
    """With the number of each panel and the folds between them."""
    picture, flat, folded = framed(dummy.picture), dummy.flat, dummy.folded
    pen = ImageDraw.Draw(picture)
    for one in flat:
        for other in flat[one.slot + 1 :]:
            edge = _shared_edge(one, other)
            if edge:
                _dashed(pen, edge, is_mountain(folded, one.slot, other.slot))
    for panel in flat:
        x, y = _px(panel.right) - 20, _px(panel.bottom) - 20
        pen.ellipse((x - 14, y - 14, x + 14, y + 14), fill=GROUND, outline=INK)
        pen.text((x, y), str(panel.slot + 1), fill=INK, font=_font("Bold"), anchor="mm")
    return picture


def zigzag(dummy: Dummy, columns: int) -> Image.Image:
    """The lower row half closed: mountains stand nearer to the reader, and lower."""
    picture, row = dummy.picture, dummy.flat[columns:]
    faces = [_cut(picture, panel) for panel in row]
    near = [is_mountain(dummy.folded, one.slot, one.slot + 1) for one in row[:-1]]
    edges = [not near[0], *near, not near[-1]]
    width, height = round(faces[0].width * NARROWED), faces[0].height
    standing = Image.new("RGB", (width * len(faces), height + RISE_PX), GROUND)
    for number, face in enumerate(faces):
        left, right = edges[number : number + 2]
        lit = ImageEnhance.Brightness(framed(face)).enhance(1 if left else SHADE)
        start, slope = RISE_PX * left, RISE_PX * (right - left) / width
        leaning = (face.width / width, 0, 0, -slope, 1, -start)
        size = (width, height + RISE_PX)
        slanted = lit.transform(size, Image.Transform.AFFINE, leaning, Image.Resampling.BICUBIC)
        mask = Image.new("L", lit.size, 255).transform(size, Image.Transform.AFFINE, leaning)
        standing.paste(slanted, (width * number, 0), mask)
    return standing


def _finished(dummy: Dummy) -> Iterator[tuple[str, Image.Image]]:
    """Front and back of the folded sheet."""
    picture, last = dummy.picture, dummy.folded
    ends = (last[-1], last[0]) if dummy.ends_on_top else (last[0], last[-1])
    for caption, panel in zip((f"{dummy.name}: vorn", "hinten"), ends, strict=True):
        face = _cut(picture, dummy.flat[panel.slot])
        yield caption, framed(face if panel.stands_upright else face.rotate(180))


def _cut(picture: Image.Image, panel: Panel) -> Image.Image:
    return picture.crop((_px(panel.left), _px(panel.top), _px(panel.right), _px(panel.bottom)))


def _shared_edge(one: Panel, other: Panel) -> tuple[float, float, float, float] | None:
    if one.right == other.left and one.top == other.top:
        return one.right, one.top, one.right, one.bottom
    if one.bottom == other.top and one.left == other.left:
        return one.left, one.bottom, one.right, one.bottom
    return None


def _dashed(pen: ImageDraw.ImageDraw, edge: tuple[float, float, float, float], mountain: bool) -> None:
    left, top, right, bottom = map(_px, edge)
    along, length, pattern = 0, max(right - left, bottom - top), DASH_PX[mountain]
    level, number = bottom == top, 0
    while along < length:
        end = min(along + pattern[number % len(pattern)], length)
        if number % 2 == 0:
            line = (left + along, top, left + end, top) if level else (left, top + along, left, top + end)
            pen.line(line, fill=MOUNTAIN if mountain else VALLEY, width=3)
        along, number = end, number + 1


def _laid_out(rows: Sequence[Sequence[tuple[str, Image.Image]]]) -> Image.Image:
    widths = [sum(picture.width + GAP_PX for _, picture in row) - GAP_PX for row in rows]
    heights = [HEAD_PX + max(picture.height for _, picture in row) + GAP_PX for row in rows]
    sheet = Image.new("RGB", (max(widths) + 2 * MARGIN_PX, sum(heights) + 2 * MARGIN_PX - GAP_PX), GROUND)
    pen, y = ImageDraw.Draw(sheet), MARGIN_PX
    for row, height in zip(rows, heights, strict=True):
        x = MARGIN_PX
        for caption, picture in row:
            pen.text((x, y), caption, fill=INK, font=_font("SemiBold"))
            sheet.paste(picture, (x, y + HEAD_PX))
            x += picture.width + GAP_PX
        y += height
    return sheet


def _px(mm: float) -> int:
    return round(mm * PX_PER_MM)


def _font(weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT_DIRECTORY / f"NotoSans-{weight}.ttf", TEXT_PX)
