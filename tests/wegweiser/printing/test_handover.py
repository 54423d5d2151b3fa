"""What the printer gets of a kept edition."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.conf import LazySettings
from django.core.management import call_command

from tests.wegweiser.printing.press.profiles import profile
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import PrintingError
from wegweiser.printing.export import export_sheet
from wegweiser.printing.handover import FOLDING, INSERT, REPORT, SHEET, press_files
from wegweiser.printing.press.errors import PreflightError
from wegweiser.printing.press.marks import Marks

MM = 72 / 25.4

pytestmark = pytest.mark.django_db


def trims(pdf: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        boxes = [[float(value) for value in page.TrimBox] for page in opened.pages]
    return [(round((right - left) / MM), round((top - bottom) / MM)) for left, bottom, right, top in boxes]


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return "\n".join(page.get_textpage().get_text_bounded() for page in opened)


def test_a_printer_gets_sheet_insert_report_and_folding_plan() -> None:
    files = press_files(export_sheet(Definition.of("innenstadt")), Marks.CROP_FOLD)

    assert set(files) == {SHEET, INSERT, REPORT, FOLDING}
    assert trims(files[SHEET]) == [(420, 297), (420, 297)]
    assert trims(files[INSERT]) == [(210, 297)]
    with pikepdf.open(BytesIO(files[SHEET])) as pdf:
        for page in pdf.pages:
            trim, bleed = ([float(value) for value in box] for box in (page.TrimBox, page.BleedBox))
            assert [round((t - b) / MM, 2) for t, b in zip(trim, bleed, strict=True)] == [3, 3, -3, -3]
    report = files[REPORT].decode()
    assert report.count("Druckprüfung: bestanden") == 2
    assert "Gefaltet: senkrecht bei 105, 210, 315 mm von links; waagerecht bei 148,5 mm von oben" in report
    assert "Druckbedingung: FOGRA51" in report


def test_the_folding_plan_says_where_and_in_which_order() -> None:
    files = press_files(export_sheet(Definition.of("innenstadt")), Marks.NONE)

    said = text_of(files[FOLDING])
    for expected in (
        "offen 420 × 297 mm",
        "Zuerst quer bei 148,5 mm",
        "im Zickzack (Leporello) auf 4 Teile von je 105 mm",
        "Titel",
        "Rückseite",
        "Beiblätter werden nicht gefalzt",
    ):
        assert expected in said


@pytest.mark.parametrize(("language", "flap", "cover"), [("de", 97, 197), ("ar", 200, 100)])
def test_the_plan_of_a_flyer_begins_with_the_narrow_flap(language: str, flap: int, cover: int) -> None:
    flyer = Definition.of("innenstadt", product="flyer", categories=["betreuung"], language=language)

    said = text_of(press_files(export_sheet(flyer), Marks.CROP_FOLD)[FOLDING])

    assert f"Zuerst bei {flap} mm die schmale Klappe (97 mm)" in said
    assert f"Dann bei {cover} mm den Titel" in said
    assert "Fertig: 100 × 210 mm" in said


def test_a_sheet_that_lies_flat_has_no_folding_plan() -> None:
    files = press_files(export_sheet(Definition.of("innenstadt", product="ausmalplan")), Marks.CROP)

    assert set(files) == {SHEET, REPORT}
    assert "Gefaltet: nein" in files[REPORT].decode()


def test_a_profile_of_the_press_makes_it_pdf_x(settings: LazySettings, tmp_path: Path) -> None:
    edition = export_sheet(Definition.of("innenstadt", product="ausmalplan"))
    settings.PRINT_PROFILE = str(tmp_path / "press.icc")
    with pytest.raises(PrintingError, match=r"Das Farbprofil der Druckerei fehlt: .*press\.icc"):
        press_files(edition, Marks.NONE)

    (tmp_path / "press.icc").write_bytes(profile("PSO Probe"))
    assert "PDF/X-4, Farbprofil „PSO Probe“" in press_files(edition, Marks.NONE)[REPORT].decode()

    settings.PRINT_CONDITION = "SWOP"
    with pytest.raises(PreflightError, match="Die Druckbedingung „SWOP“ ist nicht bekannt"):
        press_files(edition, Marks.NONE)


def test_the_command_writes_it_beside_the_sheet(tmp_path: Path) -> None:
    output = tmp_path / "plan.pdf"

    call_command("export_map", sozialraum="innenstadt", output=output, press="crop")

    assert trims((tmp_path / "plan-druck.pdf").read_bytes()) == [(420, 297)] * 2
    assert "Druckprüfung: bestanden" in (tmp_path / "plan-druck.txt").read_text()
    assert (tmp_path / "plan-faltplan.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "choices", [{"variant": "grau"}, {"variant": "gross", "paper": "a2"}, {"paper": "a4"}, {"paper": "a1"}]
)
def test_every_kind_of_wegweiser_passes_the_preflight(choices: dict[str, str]) -> None:
    report = press_files(export_sheet(Definition.of("innenstadt", **choices)), Marks.CROP)[REPORT].decode()

    smallest = [line.removeprefix("Kleinste Schrift: ") for line in report.splitlines() if "Kleinste" in line]
    sizes = [float(size.removesuffix(" pt").replace(",", ".")) for size in smallest]
    assert min(sizes) >= (14 if choices.get("variant") == "gross" else 6)


def test_a_greyscale_sheet_is_printed_with_black_alone() -> None:
    """Logos, photographs and the patches beside the sheet as well."""
    files = press_files(export_sheet(Definition.of("innenstadt", variant="grau")), Marks.CROP_FOLD)

    for name in (SHEET, INSERT):
        with pikepdf.open(BytesIO(files[name])) as pdf:
            streams = [page.Contents.read_bytes() for page in pdf.pages]
            streams += [item.read_bytes() for item in pdf.objects if is_drawing(item)]
        inks = {ink for stream in streams for ink in inks_in(stream)}
        assert inks
        assert all(ink[:3] == (0, 0, 0) for ink in inks)


def is_drawing(item: object) -> bool:
    if not isinstance(item, pikepdf.Stream):
        return False
    return item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1


def inks_in(stream: bytes) -> set[tuple[float, ...]]:
    with pikepdf.new() as pdf:
        read = pikepdf.parse_content_stream(pdf.make_stream(stream), "k K")
        return {tuple(float(share) for share in operands) for operands, _ in read}
