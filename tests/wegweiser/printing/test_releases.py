"""Releasing a sheet, on a city in whole metres without base map."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests.city import create_city, create_facility
from wegweiser.directory.choices import State, Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.printing import export
from wegweiser.printing.adjustments import NotAdjusted, Shift, leave_out, reset, shift
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.editions import released, withdraw
from wegweiser.printing.errors import EmptySheet, NothingToRelease, PinRefused, ProofError
from wegweiser.printing.fonts import PLATE_FONT
from wegweiser.printing.freshness import changes_since
from wegweiser.printing.map import make_map
from wegweiser.printing.models import Adjustment, Edition, EditionState
from wegweiser.printing.proof import _signs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]

SHEET = Definition.of("west", "a4")


@pytest.fixture
def town(empty_city: None) -> None:
    create_city()
    for n, name in enumerate(("Ahorn", "Birke", "Linde")):
        create_facility(
            f"Kita {name}", 200 + 300 * n, 400, street=f"{name}weg", house_number="1", phone=f"030 23125-{n}"
        )


def kita(name: str) -> Facility:
    return Facility.objects.get(name=f"Kita {name}")


def text_of(edition: Edition) -> str:
    with pypdfium2.PdfDocument(edition.path) as opened:
        return " ".join(page.get_textpage().get_text_range() for page in opened).replace("\r\n", " ")


def release() -> Edition:
    return export.release_sheet(SHEET, "E. Muster")


def test_a_release_knows_number_editor_table_and_files() -> None:
    edition = release()

    assert (edition.state, edition.number, edition.released_by) == (EditionState.RELEASED, 1, "E. Muster")
    assert list(edition.files) == [f"{edition.code}.pdf"]
    assert [row.name for row in edition.places.all()] == ["Kita Ahorn", "Kita Birke", "Kita Linde"]
    assert f"Ausgabe 1 · {edition.code}" in text_of(edition)
    assert "Entwurf" not in text_of(edition)
    assert released(SHEET) == edition


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE printing_edition SET title = 'Fälschung'",
        "UPDATE printing_edition SET state = 'draft', number = NULL, released_at = NULL",
        "DELETE FROM printing_edition",
        "UPDATE printing_editionplace SET phone = '0190 1'",
        "UPDATE printing_editionplace SET number = number + 100",
        "UPDATE printing_editionplace SET facility_id = NULL",
        "DELETE FROM printing_editionplace",
        "INSERT INTO printing_editionplace (edition_id, number, visibility, name, category, street, phone, cell) "
        "SELECT code, 99, 'public', 'Kita Falsch', '', '', '', '' FROM printing_edition",
    ],
)
def test_a_released_edition_cannot_be_rewritten(sql: str) -> None:
    edition = release()
    before = list(edition.places.values_list())

    refused = pytest.raises(IntegrityError, match="is released and is never rewritten")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert list(edition.places.values_list()) == before


def test_a_place_that_becomes_secret_leaves_a_released_edition_too() -> None:
    edition = release()
    edition.path.with_suffix(".print.pdf").write_bytes(b"%PDF")
    edition.path.with_name(f"{edition.code}2.pdf").write_bytes(b"another edition")
    Facility.objects.filter(name="Kita Birke").update(visibility=Visibility.AREA)

    assert withdraw() == 1

    row = edition.places.get(number=2)
    assert (row.is_withdrawn, row.name, row.point) == (True, "", None)
    assert [file.name for file in edition.path.parent.iterdir()] == [f"{edition.code}2.pdf"]
    assert released(SHEET) is None
    assert "Kita Birke" not in [each.entry.name for each in changes_since(edition).new]


def test_nothing_is_released_twice() -> None:
    edition = release()

    with pytest.raises(NothingToRelease, match=f"Seit Ausgabe 1 · {edition.code} hat sich"):
        release()

    assert Edition.objects.count() == 1


def test_a_failed_proof_releases_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(*args: object) -> None:
        raise ProofError(["Auf der Karte fehlt 1 „Kita Ahorn“."])

    monkeypatch.setattr(export, "prove", spoilt)
    with pytest.raises(ProofError):
        release()

    assert not Edition.objects.exists()


def test_the_next_edition_keeps_numbers_and_says_which_changed() -> None:
    release()
    Facility.objects.filter(name="Kita Ahorn").update(state=State.CLOSED)
    Facility.objects.filter(name="Kita Linde").update(phone="030 23125-99")
    create_facility("Kita Buche", 500, 800)

    second = release()

    assert second.number == 2
    assert {row.number: row.name for row in second.places.all()} == {2: "Kita Birke", 3: "Kita Linde", 4: "Kita Buche"}
    assert "Seit Ausgabe 1 – neu: 4; geändert: 3; entfallen: 1." in text_of(second)


def test_all_languages_carry_the_same_numbers() -> None:
    release()
    Facility.objects.filter(name="Kita Ahorn").update(state=State.CLOSED)

    turkish = read_sheet(Definition.of("west", "a4", language="tr"))

    assert [place.number for place in turkish.places] == [2, 3]
    assert turkish.since is None, "there is no Turkish edition to compare with"


def test_a_draft_says_so_across_its_map() -> None:
    draft = export.export_sheet(Definition.of("west", "a4", draft=True))
    current = export.export_sheet(SHEET)

    assert (draft.state, current.state) == (EditionState.DRAFT, EditionState.CURRENT)
    assert "Entwurf" in text_of(draft)
    assert "Entwurf" not in text_of(current)
    with pikepdf.open(draft.path) as opened:
        assert str(opened.docinfo["/Title"]).endswith("– Entwurf")


def test_families_get_what_was_released(client: Client) -> None:
    def loaded() -> bytes:
        return b"".join(client.get("/sozialraum/west/wegweiser-a4.pdf").streaming_content)  # type: ignore[attr-defined]

    before = loaded()
    edition = release()
    Facility.objects.filter(name="Kita Ahorn").update(state=State.CLOSED)

    assert before != edition.path.read_bytes()
    assert loaded() == edition.path.read_bytes()
    edition.path.unlink()
    assert "Kita Ahorn" not in _text(loaded())


def test_a_place_is_left_out_with_a_reason_and_counted() -> None:
    leave_out(SHEET, kita("Birke").pk, "  zieht im  Mai um ", "E. Muster")

    edition = release()

    assert "Birke" not in text_of(edition)
    assert edition.snapshot["left_out"] == [{"facility": kita("Birke").pk, "reason": "zieht im Mai um"}]
    assert (edition.snapshot["places"], edition.snapshot["on_map"]) == (2, 2)
    reset(SHEET, kita("Birke").pk)
    assert len(read_sheet(SHEET).places) == 3
    assert len(read_sheet(Definition.of("west", "a3")).places) == 3, "another sheet has its own adjustments"


def test_a_sheet_that_shows_what_is_left_out_fails() -> None:
    leave_out(SHEET, kita("Birke").pk, "zieht um", "E. Muster")
    data = read_sheet(SHEET)
    shown = data.places[0]
    object.__setattr__(data, "left_out", {shown.facility_id: "Planfehler"})

    with pytest.raises(ProofError, match="Gedruckt ist 1 „Kita Ahorn“, obwohl der Ort weggelassen werden soll"):
        export.make_sheet(data, export.EditionMark("T3ST42", "https://zweifeld.example/w/T3ST42"))


def plate_in(edition: Edition, number: str) -> tuple[float, float]:
    """Where its first figure stands, in mm from the upper left corner of the paper."""
    with pypdfium2.PdfDocument(edition.path) as opened:
        page = opened[0]
        magnification = make_map(read_sheet(SHEET), "T3ST42").magnification
        signs = [sign for sign in _signs(page, magnification) if sign.font == PLATE_FONT]
        return next((sign.x, sign.y) for sign in signs if sign.text == number)


def test_a_pinned_plate_stands_exactly_there_in_the_pdf() -> None:
    before = plate_in(export.export_sheet(SHEET), "2")
    left, top = corner_of(2)
    shift(SHEET, kita("Birke").pk, Shift(left + 12, top - 9, pinned=True), "E. Muster")

    after = plate_in(release(), "2")

    assert after == pytest.approx((before[0] + 12, before[1] - 9), abs=0.02)


def test_a_nudged_plate_stands_there_where_it_is_free() -> None:
    left, top = corner_of(2)
    shift(SHEET, kita("Birke").pk, Shift(left + 5, top + 5, pinned=False), "E. Muster")
    assert corner_of(2) == pytest.approx((left + 5, top + 5), abs=0.01)

    shift(SHEET, kita("Birke").pk, Shift(-200, 0, pinned=False), "E. Muster")
    assert len(export.release_sheet(SHEET, "E. Muster").places.all()) == 3


def test_a_pin_where_no_plate_can_stand_is_refused_by_name() -> None:
    shift(SHEET, kita("Birke").pk, Shift(-200, 0, pinned=True), "E. Muster")

    with pytest.raises(PinRefused, match=r"Schild von 2 „Kita Birke“ kann dort nicht stehen\. Es ragt über den Rand"):
        release()


def corner_of(number: int) -> tuple[float, float]:
    """Of the plate, from its place."""
    sheet_map = make_map(read_sheet(SHEET), "T3ST42")
    block = next(block for block in sheet_map.placement.blocks if number in block.block.keys)
    return block.left_mm - block.block.x_mm, block.top_mm - block.block.y_mm


@pytest.mark.parametrize(
    "asked",
    [
        lambda pk: leave_out(SHEET, pk, "  ", "E. Muster"),
        lambda pk: leave_out(SHEET, pk, "x" * 201, "E. Muster"),
        lambda pk: shift(SHEET, pk, Shift(float("nan"), 0, pinned=True), "E. Muster"),
        lambda pk: shift(SHEET, pk, Shift(1e9, 0, pinned=False), "E. Muster"),
    ],
)
def test_nonsense_is_not_adjusted(asked: Callable[[int], None]) -> None:
    with pytest.raises(NotAdjusted):
        asked(kita("Birke").pk)

    assert not Adjustment.objects.exists()


def _text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as opened:
        return " ".join(page.get_textpage().get_text_range() for page in opened)


def test_a_sheet_on_which_nothing_is_left_is_not_released() -> None:
    for name in ("Ahorn", "Birke", "Linde"):
        leave_out(SHEET, kita(name).pk, "zieht um", "E. Muster")

    with pytest.raises(EmptySheet, match="kein einziger Ort"):
        release()

    assert not Edition.objects.exists()
