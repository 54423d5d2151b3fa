"""The map of a sheet alone, for slides and web pages: as SVG, or as PNG at a chosen resolution."""

from io import BytesIO

import pypdfium2
from django.conf import settings
from django.utils.translation import override

from wegweiser.printing.basemap import draw_svg_inset, draw_svg_map
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.editions import content_hash
from wegweiser.printing.errors import PictureTooLarge, SheetChanged
from wegweiser.printing.export import drawing
from wegweiser.printing.layout.document import document
from wegweiser.printing.layout.panels import EditionMark
from wegweiser.printing.map import make_map
from wegweiser.printing.models import Edition
from wegweiser.printing.pdf import make_svg

LEAST_DPI, MOST_DPI = 36, 600
MOST_PIXELS = 120_000_000
"""An A1 at 300 dpi has 70 million; twice that fills the memory of a worker."""


def map_png(edition: Edition, dpi: int) -> bytes:
    """Raises PictureTooLarge, and FileNotFoundError where the edition was withdrawn."""
    with drawing, pypdfium2.PdfDocument(edition.path.read_bytes()) as pdf:
        page = pdf[0]
        square_inches = page.get_width() * page.get_height() / 72**2
        most = min(MOST_DPI, int((MOST_PIXELS / square_inches) ** 0.5))
        if not LEAST_DPI <= dpi <= most:
            raise PictureTooLarge(f"{dpi} dpi gehen hier nicht. Erlaubt sind {LEAST_DPI} bis {most} dpi.")
        picture = page.render(scale=dpi / 72).to_pil()
    target = BytesIO()
    picture.save(target, "PNG", dpi=(dpi, dpi), optimize=False)
    return target.getvalue()


def map_svg(edition: Edition) -> bytes:
    """Drawn anew from today's data. Raises SheetChanged where the edition shows other ones, PrintingError, GeoError."""
    data, code = read_sheet(Definition.from_plain(edition.definition)), edition.code
    if content_hash(data) != edition.content_hash:
        raise SheetChanged
    with override(edition.language):
        mark = EditionMark(code, f"{settings.PUBLIC_URL}/w/{code}")
        sheet_map = make_map(data, code)
        return make_svg(
            document(data, sheet_map, mark), draw_svg_map(data, sheet_map), draw_svg_inset(data, sheet_map.inset)
        )
