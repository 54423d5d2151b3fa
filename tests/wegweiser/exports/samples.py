"""Editions without drawing, and orders of them."""

from datetime import date

from wegweiser.exports import orders
from wegweiser.exports.drawing import Drawn
from wegweiser.exports.models import ExportOrder, ExportSheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.models import Edition

WEST, OST = Definition.of("west"), Definition.of("ost")


def create_edition(code: str = "ABC234", content: bytes = b"%PDF") -> Edition:
    edition = Edition.objects.create(
        code=code, identity=code, sozialraum="west", scale_denominator=5000, stand=date(2026, 3, 1), snapshot={}
    )
    edition.path.parent.mkdir(parents=True, exist_ok=True)
    edition.path.write_bytes(content)
    return edition


def drawn(sheet: ExportSheet, code: str) -> ExportSheet:
    """As a worker leaves it."""
    create_edition(code, f"%PDF {code}".encode())
    orders.begin(sheet.pk)
    orders.finish(sheet, Drawn(code, from_store=False))
    sheet.refresh_from_db()
    return sheet


def order_of(*definitions: Definition) -> tuple[ExportOrder, list[ExportSheet]]:
    order = orders.place(definitions, "Probe")
    return order, list(order.sheets.all())
