"""The file for the printer, from a kept edition."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.management import call_command

from wegweiser.printing.definition import Definition
from wegweiser.printing.export import export_sheet
from wegweiser.printing.handover import print_file
from wegweiser.printing.press.marks import Marks

MM = 72 / 25.4

pytestmark = pytest.mark.django_db


def trims(pdf: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        boxes = [[float(value) for value in page.TrimBox] for page in opened.pages]
    return [(round((right - left) / MM), round((top - bottom) / MM)) for left, bottom, right, top in boxes]


def test_a_sheet_goes_to_the_printer_with_bleed_folds_and_report() -> None:
    made = print_file(export_sheet(Definition.of("innenstadt")), Marks.CROP_FOLD)

    assert trims(made.pdf)[:2] == [(420, 297), (420, 297)]
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        for page in pdf.pages:
            trim, bleed = ([float(value) for value in box] for box in (page.TrimBox, page.BleedBox))
            assert [round((t - b) / MM, 2) for t, b in zip(trim, bleed, strict=True)] == [3, 3, -3, -3]
    assert "bestanden" in made.report.as_text()


def test_the_command_writes_it_beside_the_sheet(tmp_path: Path) -> None:
    output = tmp_path / "plan.pdf"

    call_command("export_map", sozialraum="innenstadt", output=output, press="crop")

    assert trims((tmp_path / "plan-druck.pdf").read_bytes())[0] == (420, 297)
    assert "Druckprüfung: bestanden" in (tmp_path / "plan-druck.txt").read_text()


@pytest.mark.parametrize(
    "choices", [{"variant": "grau"}, {"variant": "gross", "paper": "a2"}, {"paper": "a4"}, {"paper": "a1"}]
)
def test_every_kind_of_wegweiser_passes_the_preflight(choices: dict[str, str]) -> None:
    made = print_file(export_sheet(Definition.of("innenstadt", **choices)), Marks.CROP)

    smallest = made.report.smallest_text_pt
    assert smallest is not None
    assert smallest >= (14 if choices.get("variant") == "gross" else 6) - 0.01
