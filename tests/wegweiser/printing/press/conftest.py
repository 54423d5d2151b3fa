"""A sheet of A6 with everything that inks have to be found for, without a database.

+--------------------+   106 × 154 mm with its bleed; green (#DCEBCB) reaches over the cut,
| ################## |   a red frame (#B81717) lies beyond it, text in ink (#141414) within.
| #  Probe  [map]  # |   The map is a form of Mapnik's kind, with a form within the form.
| ################## |
+--------------------+
"""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
import typst

from wegweiser.printing.fonts import font_folder
from wegweiser.printing.paper import BLEED_MM
from wegweiser.printing.press import Order, print_pdf

WIDTH_MM, HEIGHT_MM = 100.0, 148.0
POINT_MM = 25.4 / 72

_HEAD = """
#set document(title: "Probe")
#set text(font: "Noto Sans", lang: "de", size: 9pt, fill: rgb("#141414"))
#set page(width: 106mm, height: 154mm, margin: 15mm, background: {
  place(top + left, rect(width: 106mm, height: 154mm, fill: rgb("#B81717")))
  place(top + left, dx: 2mm, dy: 2mm, rect(width: 102mm, height: 150mm, fill: rgb("#DCEBCB")))
})
"""
PLAIN = '= Probe\n#text(fill: rgb("#00505C"))[Wegweiser] #link("https://example.org")[für Familien]'
MAP = b"0.956863 0.945098 0.917647 rg 0 0 50 50 re f 1 1 1 RG 2 w 0 0 m 50 50 l S q /within Do Q"
WITHIN = b"0.2 0.188235 0.168627 rg 10 10 20 20 re f"

Compose = Callable[..., bytes]


def composed(body: str = PLAIN, *, with_map: bool = True) -> bytes:
    with font_folder() as folder:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        tagged = typst.Compiler((_HEAD + body).encode(), font_paths=fonts).compile(format="pdf", pdf_standards=["ua-1"])
    with pikepdf.open(BytesIO(tagged)) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(value) for value in page.MediaBox)
            bleed = BLEED_MM / POINT_MM
            page.MediaBox = page.TrimBox = pikepdf.Array([left + bleed, bottom + bleed, right - bleed, top - bleed])
        if with_map:
            _put_map(pdf)
        return written(pdf)


def _put_map(pdf: pikepdf.Pdf) -> None:
    group = pikepdf.Dictionary(Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB)
    form = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": [0, 0, 50, 50], "Group": group}
    within = pdf.make_stream(WITHIN, **form)
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(within=within))
    pdf.pages[0].add_resource(pdf.make_stream(MAP, **form, Resources=resources), pikepdf.Name.XObject, pikepdf.Name.map)
    pdf.pages[0].contents_add(b"q 1 0 0 1 100 100 cm /map Do Q")


def written(pdf: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    pdf.save(target)
    return target.getvalue()


def changed(source: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(source)) as pdf:
        change(pdf)
        return written(pdf)


def content_of(pdf: bytes, page: int = 0) -> list[tuple[str, tuple[float | str, ...]]]:
    """Operators with their operands, numbers as numbers."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return operators(opened.pages[page])


def operators(stream: pikepdf.Page | pikepdf.Object) -> list[tuple[str, tuple[float | str, ...]]]:
    found = []
    for operands, operator in pikepdf.parse_content_stream(stream):
        plain = (str(value) if isinstance(value, pikepdf.Object) else float(value) for value in operands)
        found.append((str(operator), tuple(plain)))
    return found


@pytest.fixture(scope="session")
def sheet() -> bytes:
    return composed()


@pytest.fixture(scope="session")
def finished(sheet: bytes) -> bytes:
    return print_pdf(sheet, Order()).pdf
