from dataclasses import dataclass

import pytest

from tests.city import EAST, NORTH
from tests.wegweiser.printing.sheets import CODE, area, make_place, make_sheet, scattered
from wegweiser.printing.layout.document import document
from wegweiser.printing.layout.panels import EditionMark
from wegweiser.printing.map import SheetMap, make_map
from wegweiser.printing.pdf import make_pdf
from wegweiser.printing.values import SheetData

MARK = EditionMark(CODE, f"https://wegweiser.zweifeld.example/w/{CODE}")


@dataclass(frozen=True)
class Printed:
    data: SheetData
    sheet_map: SheetMap
    pdf: bytes


def print_sheet(data: SheetData) -> Printed:
    sheet_map = make_map(data, CODE)
    return Printed(data, sheet_map, make_pdf(document(data, sheet_map, MARK), None))


@pytest.fixture(scope="package")
def printed() -> Printed:
    """Forty places of all kinds, one without a location, one too far away, three with difficult names."""
    own = area("mitte", "Mitte/Styrum", 0, 0)
    places = [
        *scattered(36, own.boundary),
        make_place("<script>alert(1)</script>", facility_id=101, point=(EAST + 900, NORTH + 900)),
        make_place('#read("/etc/passwd")', facility_id=102, point=(EAST + 2000, NORTH + 400)),
        make_place("بيت العائلة – Haus der Familie", "gemeinschaft.nachbarschaft", facility_id=103),
        make_place("مكتبة الأطفال", "lernen.bibliothek", facility_id=106, point=(EAST + 1200, NORTH + 1900)),
        make_place("Hebamme Ayşe Yılmaz", "gesundheit.hebamme", facility_id=104, point=None, street=""),
        make_place("Familienkasse", "amt.familienkasse", facility_id=105, point=(0, 0), for_whole_city=True),
    ]
    return print_sheet(make_sheet(places, area=own))
