"""Sets the document as a tagged PDF/UA and puts the vector map into it."""

import json
import re
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import typst

from geo.cartography.units import MM_PER_INCH, POINTS_PER_MM
from wegweiser.printing.errors import TypesettingError
from wegweiser.printing.fonts import FAMILIES, font_folder
from wegweiser.printing.paper import BLEED_MM
from wegweiser.printing.press.boxes import crop_to_trim
from wegweiser.printing.press.mend import mend
from wegweiser.printing.press.order import put_in_reading_order

_SVG_SIZE = re.compile(rb'<svg viewBox="0 0 ([0-9.]+) ([0-9.]+)" width="[^"]*" height="[^"]*"')
_KEPT_DOCUMENTS = 10
_MAP_PX, _INSET_PX = 1, 2
"""Widths of the pictures that stand for the maps, by which they are found again."""
_EMPTY_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
PIXELS_PER_MM = 10
TEMPLATES = Path(__file__).parent / "typst"


def make_pdf(
    document: str, base_map: bytes | None = None, template: str = "sheet", inset: bytes | None = None
) -> bytes:
    """Maps are PDFs of one page; None where there is none, or where the document draws its own overview."""
    with pikepdf.open(BytesIO(_set(document, template))) as sheet:
        for drawn, width in ((base_map, _MAP_PX), (inset, _INSET_PX)):
            if drawn:
                _put_map(sheet, drawn, width)
        _mark_trim(sheet)
        crop_to_trim(sheet)
        put_in_reading_order(sheet)
        mend(sheet)
        target = BytesIO()
        objects = pikepdf.ObjectStreamMode.generate
        sheet.save(target, compress_streams=True, object_stream_mode=objects, deterministic_id=True)
    return target.getvalue()


def pages_needed(document: str, template: str) -> int:
    """How many pages the document is set on."""
    with pikepdf.open(BytesIO(_set(document, template))) as pdf:
        return len(pdf.pages)


def make_svg(document: str, base_map: bytes | None, inset: bytes | None = None) -> bytes:
    """The map page alone, to the size after the cut. `base_map` is an SVG of the page with its bleed."""
    drawn_maps = _pictures(base_map, inset or _EMPTY_SVG, "svg") if base_map else _pictures(_pixel(1), _pixel(2), "png")
    inputs = {"data": document, **drawn_maps}
    with font_folder() as folder:
        try:
            drawn = typst.compile(
                TEMPLATES / "map.typ",
                root=TEMPLATES,
                font_paths=[folder],
                ignore_system_fonts=True,
                format="svg",
                sys_inputs=inputs,
            )
        except typst.TypstError as error:
            raise TypesettingError(f"Die Karte lässt sich nicht zeichnen: {error.diagnostic or error}") from error
        finally:
            _forget()
    if not isinstance(drawn, bytes):
        raise TypesettingError("Typst hat keine Zeichnung geliefert.")
    return _SVG_SIZE.sub(_cut, drawn, count=1)


def make_png(document: str, template: str) -> bytes:
    """A picture for screens, PIXELS_PER_MM in each direction."""
    with font_folder() as folder:
        try:
            drawn = typst.compile(
                TEMPLATES / f"{template}.typ",
                root=TEMPLATES,
                font_paths=[folder],
                ignore_system_fonts=True,
                format="png",
                ppi=PIXELS_PER_MM * MM_PER_INCH,
                sys_inputs={"data": document},
            )
        except typst.TypstError as error:
            raise TypesettingError(f"Das Bild lässt sich nicht zeichnen: {error.diagnostic or error}") from error
        finally:
            _forget()
    if not isinstance(drawn, bytes):
        raise TypesettingError("Typst hat kein Bild geliefert.")
    return drawn


def _cut(size: re.Match[bytes]) -> bytes:
    """To the trim, and in millimetres."""
    bleed = BLEED_MM * POINTS_PER_MM
    width, height = (float(size[n]) - 2 * bleed for n in (1, 2))
    size_mm = f'width="{width / POINTS_PER_MM:g}mm" height="{height / POINTS_PER_MM:g}mm"'
    return f'<svg viewBox="{bleed:.4f} {bleed:.4f} {width:.4f} {height:.4f}" {size_mm}'.encode()


def _forget() -> None:
    """Typst keeps what it computed, 80 MB a sheet, for ten documents; eleven empty ones take its place."""
    nothing = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    for _ in range(_KEPT_DOCUMENTS + 1):
        typst.compile(b"", font_paths=nothing, ignore_system_fonts=True)


def _set(document: str, template: str) -> bytes:
    with font_folder() as folder:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        missing = set(FAMILIES) - set(fonts.families())
        if missing:
            raise TypesettingError(f"Es fehlen die Schriften {', '.join(sorted(missing))}.")
        try:
            pdf, warnings = typst.Compiler(
                TEMPLATES / f"{template}.typ",
                root=TEMPLATES,
                font_paths=fonts,
                ignore_system_fonts=True,
                sys_inputs={"data": document, **_pictures(_pixel(_MAP_PX), _pixel(_INSET_PX), "png")},
            ).compile_with_warnings(format="pdf", pdf_standards=["ua-1"])
        except typst.TypstError as error:
            raise TypesettingError(f"Das Blatt lässt sich nicht setzen: {error.diagnostic or error}") from error
        finally:
            _forget()
    if warnings:
        raise TypesettingError(f"Das Blatt lässt sich nicht sauber setzen: {warnings[0].message}")
    if not isinstance(pdf, bytes):
        raise TypesettingError("Typst hat kein PDF geliefert.")
    return pdf


def _pictures(base_map: bytes, inset: bytes, kind: str) -> dict[str, str]:
    """What stands for the maps while the page is set."""
    return {"map": json.dumps(list(base_map)), "inset": json.dumps(list(inset)), "kind": kind}


def _pixel(width: int) -> bytes:
    """A white PNG, one pixel high."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00" + b"\xff" * width))
        + chunk(b"IEND", b"")
    )


def _mark_trim(sheet: pikepdf.Pdf) -> None:
    """Says where the paper is cut; what is drawn beyond it stays in the file for the press."""
    bleed = BLEED_MM * POINTS_PER_MM
    for page in sheet.pages:
        left, bottom, right, top = (float(value) for value in page.MediaBox)
        page.TrimBox = pikepdf.Array([left + bleed, bottom + bleed, right - bleed, top - bleed])


def _put_map(sheet: pikepdf.Pdf, base_map: bytes, width_px: int) -> None:
    """PDF/UA and Typst 0.15 take no PDF as an image: the tagged pixels on the first page become the map."""
    with pikepdf.open(BytesIO(base_map)) as source:
        objects = sheet.pages[0].Resources.XObject
        pixels = [name for name, item in objects.items() if item.get("/Width") == width_px and item.get("/Height") == 1]
        if len(pixels) != 1:
            raise TypesettingError(f"Auf der Kartenseite stehen {len(pixels)} Platzhalter statt einem.")
        form = sheet.copy_foreign(source.pages[0].as_form_xobject())
        left, bottom, right, top = (float(value) for value in form.BBox)
        width, height = right - left, top - bottom
        # an image fills the unit square, so the form has to
        form.Matrix = pikepdf.Array([1 / width, 0, 0, 1 / height, -left / width, -bottom / height])
        objects[pixels[0]] = form
