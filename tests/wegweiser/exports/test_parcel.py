import os
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import LazySettings
from django.utils import timezone

from tests.wegweiser.exports.samples import OST, WEST, drawn, order_of
from wegweiser.exports import orders, parcel
from wegweiser.exports.files import Files
from wegweiser.exports.making import zipped
from wegweiser.exports.models import ExportOrder
from wegweiser.printing import editions

pytestmark = pytest.mark.django_db


@pytest.fixture
def packed() -> ExportOrder:
    """Two sheets, one of which failed."""
    order, [west, ost] = order_of(WEST, OST)
    drawn(west, "ABC234")
    orders.fail(ost, "95 Schilder sind zu viele für dieses Format.")
    assert parcel.pack(order) == order.path
    return order


def test_the_zip_holds_the_sheets_and_says_what_is_missing_and_why(packed: ExportOrder) -> None:
    with ZipFile(packed.path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["wegweiser-west-a3.pdf", "Inhalt.txt"]
        assert archive.read("wegweiser-west-a3.pdf") == b"%PDF ABC234"
        text = archive.read("Inhalt.txt").decode()
    assert "Enthalten: 1 Blatt" in text
    assert "Ausgabe ABC234, Stand 01.03.2026, 0 Einrichtungen" in text
    assert "Es fehlen: 1 Blatt" in text
    assert "95 Schilder sind zu viele für dieses Format." in text.partition("Es fehlen")[2]


def test_nothing_is_packed_while_a_sheet_is_drawn() -> None:
    order, [west, _] = order_of(WEST, OST)
    drawn(west, "ABC234")
    assert parcel.pack(order) is None
    assert not order.path.exists()


def test_a_zip_is_written_whole_or_not_at_all(packed: ExportOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = packed.path.read_bytes()

    def full_disk(*args: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(editions.os, "replace", full_disk)
    with pytest.raises(OSError, match="No space"):
        parcel.pack(packed)
    assert packed.path.read_bytes() == before
    assert list(packed.path.parent.iterdir()) == [packed.path]


def test_a_zip_with_a_withdrawn_sheet_is_not_handed_out(packed: ExportOrder) -> None:
    assert parcel.offered(packed) == packed.path
    edition = packed.sheets.get(edition="ABC234").edition
    assert edition
    edition.path.unlink()
    assert parcel.offered(packed) is None
    assert not packed.path.exists()
    parcel.pack(packed)
    with ZipFile(packed.path) as archive:
        assert archive.namelist() == ["Inhalt.txt"]
        assert parcel.WITHDRAWN in archive.read("Inhalt.txt").decode()


def test_no_zip_is_handed_out_while_a_sheet_is_drawn_again(packed: ExportOrder) -> None:
    before = packed.path.read_bytes()
    orders.try_again(packed.sheets.all())
    packed.path.write_bytes(before)  # by a worker that began to pack before
    assert parcel.offered(packed) is None


def test_old_zips_and_leftovers_are_cleared(packed: ExportOrder, settings: LazySettings) -> None:
    media = Path(settings.MEDIA_ROOT)
    fresh, left = media / "exports" / "fresh.part", media / "editions" / "left.part"
    for part in (fresh, left):
        part.write_bytes(b"%PD")
    long_ago = (timezone.now() - 2 * parcel.LEFTOVERS_AFTER).timestamp()
    os.utime(left, (long_ago, long_ago))

    assert parcel.clear() == 1
    assert (fresh.exists(), left.exists(), packed.path.exists()) == (True, False, True)

    ExportOrder.objects.update(created_at=timezone.now() - timedelta(days=settings.EXPORT_KEPT_DAYS, minutes=1))
    assert parcel.clear() == 1
    assert not packed.path.exists()
    assert packed.sheets.get(edition="ABC234").file, "the sheets stay"


def test_clearing_takes_away_zips_with_withdrawn_sheets(packed: ExportOrder) -> None:
    edition = packed.sheets.get(edition="ABC234").edition
    assert edition
    edition.path.unlink()
    assert parcel.clear() == 1
    assert not packed.path.exists()


def test_files_that_were_made_of_a_sheet_are_kept_as_long_as_its_zip(settings: LazySettings) -> None:
    order = orders.place([WEST], "Probe", files=Files(("screen", "press")))
    sheet = drawn(order.sheets.get(), "ABC234")
    assert sheet.edition
    assert not sheet.is_whole
    assert parcel.reason(sheet) == parcel.CLEARED
    made = sheet.edition.path.with_name("ABC234.crop+fold.zip")
    made.write_bytes(zipped({"-druck.pdf": b"%PDF"}))
    assert sheet.is_whole
    assert parcel.clear() == 0

    long_ago = (timezone.now() - timedelta(days=settings.EXPORT_KEPT_DAYS, minutes=1)).timestamp()
    os.utime(made, (long_ago, long_ago))
    assert parcel.clear() == 1
    assert sheet.file, "the sheet stays"
    assert not sheet.is_whole
    assert orders.try_again(order.sheets.all()) == 1
