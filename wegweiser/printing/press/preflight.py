"""Reads the finished print PDF back and lets it go only if a press prints it as meant."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import numpy as np
import pikepdf

from geo.cartography.units import POINTS_PER_MM
from wegweiser.printing.paper import BLEED_MM
from wegweiser.printing.press.bleed import edges_without_bleed
from wegweiser.printing.press.boxes import Rectangle
from wegweiser.printing.press.errors import PreflightError
from wegweiser.printing.press.exchange import breaches
from wegweiser.printing.press.identity import Identity
from wegweiser.printing.press.objects import opacities, pictures
from wegweiser.printing.press.reading import Ink, Painted, read
from wegweiser.printing.press.report import PageReport, Report, number

SMALLEST_TEXT_PT = 6.0
THINNEST_LINE_MM = 0.1
MOST_INK_PERCENT = 300
LEAST_DPI = 150

_ROUNDING_PT, _ROUNDING_MM = 0.05, 0.01
_FOREIGN_SPACES = frozenset(
    ("/DeviceRGB", "/DeviceGray", "/CalRGB", "/CalGray", "/Lab", "/ICCBased", "/Separation", "/DeviceN")
)
_DARKEST_SHADE = 0.2
"""A text whose lightest channel is no lighter counts as black."""
_SUBSET = re.compile(r"/[A-Z]{6}\+")


def check(finished: bytes, *, only_black: bool = False) -> Report:
    """Raises PreflightError with every rule that the file breaks; `only_black` is one of a greyscale sheet."""
    with pikepdf.open(BytesIO(finished)) as pdf:
        painted = read(pdf)
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
        most_ink = _most_ink(painted, pdf)
        problems = [
            *_boxes(pdf),
            *breaches(pdf),
            *painted.faults,
            *_spaces(pdf),
            *_texts(painted),
            *_lines(painted),
            *_fonts(fonts),
            *_ink(most_ink),
            *(_coloured(painted, pdf) if only_black else ()),
            *_pictures(painted),
        ]
        problems += [] if problems else edges_without_bleed(finished)
        if problems:
            raise PreflightError(list(dict.fromkeys(problems)))
        return Report(
            pages=tuple(_page(index, page) for index, page in enumerate(pdf.pages, 1)),
            identity=Identity.read(pdf),
            colours=len(painted.inks),
            most_ink_percent=most_ink,
            fonts=tuple(sorted({_SUBSET.sub("", str(font.BaseFont)) for font in fonts})),
            smallest_text_pt=min((text.size_pt for text in painted.texts), default=None),
            thinnest_line_mm=min(painted.lines_mm, default=None),
            pictures=len(painted.dpi),
            least_dpi=min((int(dpi) for dpi, _ in painted.dpi), default=None),
            transparency=painted.transparent,
            overprinted_text=painted.overprints,
        )


def _page(index: int, page: pikepdf.Page) -> PageReport:
    trim, media = Rectangle.read(page.obj.TrimBox), Rectangle.read(page.obj.MediaBox)
    return PageReport(index, trim.size_mm, _narrowest_mm(trim, Rectangle.read(page.obj.BleedBox)), media.size_mm)


def _narrowest_mm(inner: Rectangle, outer: Rectangle) -> float:
    """Negative where `inner` leaves `outer`."""
    edges = (inner.left - outer.left, inner.bottom - outer.bottom, outer.right - inner.right, outer.top - inner.top)
    return round(min(edges) / POINTS_PER_MM, 2)


def _boxes(pdf: pikepdf.Pdf) -> Iterator[str]:
    for index, page in enumerate(pdf.pages, 1):
        missing = [name for name in ("/MediaBox", "/BleedBox", "/TrimBox") if name not in page.obj]
        if missing:
            yield f"Seite {index}: {' und '.join(name.removeprefix('/') for name in missing)} fehlt."
            continue
        media, bleed, trim = (Rectangle.read(page.obj[name]) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        if _narrowest_mm(trim, bleed) < BLEED_MM - _ROUNDING_MM:
            width = number(_narrowest_mm(trim, bleed))
            yield f"Seite {index}: Der Anschnitt ist {width} mm breit statt {number(BLEED_MM)} mm."
        if _narrowest_mm(bleed, media) < -_ROUNDING_MM:
            yield f"Seite {index}: Der Anschnitt ragt über den Bogen hinaus."


def _spaces(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Anywhere in the file, drawn or not; only the opacity of a picture is grey."""
    masks = opacities(pdf)
    for item in pdf.objects:
        if item.objgen in masks:
            continue
        for space in sorted(_names(item) & _FOREIGN_SPACES):
            yield f"In der Datei steckt der Farbraum {space.removeprefix('/')}."


def _names(item: Any) -> set[str]:
    """All names within an object, though not within those that it only points to."""
    if isinstance(item, pikepdf.Name):
        return {str(item)}
    if isinstance(item, pikepdf.Array):
        children = list(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        children = [value for _, value in item.items()]
    else:
        return set()
    nested = (child for child in children if isinstance(child, pikepdf.Object) and not child.is_indirect)
    return set().union(*(_names(child) for child in nested))


def _texts(painted: Painted) -> Iterator[str]:
    for text, where in painted.texts.items():
        if text.ink and _is_black(text.ink) and any(text.ink[:3]):
            mixture = "/".join(f"{100 * share:.0f}" for share in text.ink)
            yield f"{where}: Schwarzer Text ist aus mehreren Farben gemischt (CMYK {mixture})."
    smallest = min(painted.texts, key=lambda text: text.size_pt, default=None)
    if smallest and smallest.size_pt < SMALLEST_TEXT_PT - _ROUNDING_PT:
        size, needed = number(smallest.size_pt), number(SMALLEST_TEXT_PT)
        yield f"{painted.texts[smallest]}: Die kleinste Schrift hat {size} pt; nötig sind {needed} pt."


def _is_black(ink: Ink) -> bool:
    *colours, black = ink
    return max((1 - share) * (1 - black) for share in colours) <= _DARKEST_SHADE


def _lines(painted: Painted) -> Iterator[str]:
    thinnest = min(painted.lines_mm, default=THINNEST_LINE_MM)
    if thinnest < THINNEST_LINE_MM - _ROUNDING_MM:
        where = painted.lines_mm[thinnest]
        yield f"{where}: Eine Linie ist {number(thinnest)} mm fein; nötig sind {number(THINNEST_LINE_MM)} mm."


def _fonts(fonts: list[Any]) -> Iterator[str]:
    for font in fonts:
        name = str(font.get("/BaseFont", "ohne Namen"))
        if font.Subtype == "/Type0":  # its descendant is a font of its own in this list
            continue
        descriptor = font.get("/FontDescriptor", {})
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"Die Schrift {name.removeprefix('/')} ist nicht eingebettet."
        elif not _SUBSET.match(name):
            yield f"Die Schrift {name.removeprefix('/')} ist ganz eingebettet statt nur mit ihren benutzten Zeichen."


def _most_ink(painted: Painted, pdf: pikepdf.Pdf) -> int:
    """Percent of all inks on one spot. Opacity mixes and so never adds; only black that is printed over does."""
    mixtures = [*painted.inks, *_gradients(pdf)]
    over = [sum(ink[:3]) + 1 for ink in mixtures] if painted.overprints else []
    return round(100 * max([sum(ink) for ink in mixtures] + over + [_most_in_pictures(pdf)], default=0))


def _gradients(pdf: pikepdf.Pdf) -> Iterator[Ink]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/FunctionType") == 2 and len(item.get("/C0", [])) == 4:
            yield from (tuple(float(share) for share in item[end]) for end in ("/C0", "/C1"))


def _most_in_pictures(pdf: pikepdf.Pdf) -> float:
    most = 0.0
    for image in pictures(pdf):
        if image.get("/ColorSpace") == "/DeviceCMYK":
            samples = np.frombuffer(image.read_bytes(), np.uint8).reshape(-1, 4)
            most = max(most, float(samples.sum(axis=1, dtype=np.int32).max()) / 255)
    return most


def _ink(most_ink: int) -> Iterator[str]:
    if most_ink > MOST_INK_PERCENT:
        yield f"Der Farbauftrag erreicht {most_ink} %; erlaubt sind {MOST_INK_PERCENT} %."


def _coloured(painted: Painted, pdf: pikepdf.Pdf) -> Iterator[str]:
    for ink, where in painted.inks.items():
        if any(ink[:3]):
            mixture = "/".join(f"{100 * share:.0f}" for share in ink)
            yield f"{where}: Ein Blatt in Graustufen braucht mehr als Schwarz (CMYK {mixture})."
    if any(any(ink[:3]) for ink in _gradients(pdf)) or any(
        image.get("/ColorSpace") == "/DeviceCMYK" for image in pictures(pdf)
    ):
        yield "Ein Verlauf oder Bild auf einem Blatt in Graustufen braucht mehr als Schwarz."


def _pictures(painted: Painted) -> Iterator[str]:
    for dpi, where in painted.dpi:
        if dpi < LEAST_DPI:
            yield f"{where}: Ein Bild hat nur {dpi:.0f} dpi; nötig sind {LEAST_DPI} dpi."
