"""What is handed over of a sheet besides its PDF: made once, kept beside it, gone with it."""

import errno
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from tests.city import create_city, create_facility
from wegweiser.directory.models.facility import Facility
from wegweiser.exports import making, sheet
from wegweiser.exports.drawing import Drawn, Refusal
from wegweiser.exports.files import Files
from wegweiser.printing import editions
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import SheetChanged, SheetWithdrawn, UnknownChoice
from wegweiser.printing.export import export_sheet
from wegweiser.printing.models import Edition
from wegweiser.printing.press.marks import Marks
from wegweiser.printing.stages import Stage, silent

EVERYTHING = Files(("screen", "press", "picture"), Marks.CROP, 72)
WEST = Definition.of("west", "a4")
STEM = "wegweiser-west-a4"


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()
    create_facility("Kita Ahorn", 300, 300)


def kept(edition: Edition) -> list[str]:
    return sorted(path.name.removeprefix(edition.code) for path in edition.stored_files())


def test_one_zip_holds_all_that_printer_and_office_need(tmp_path: Path) -> None:
    archive = tmp_path / "karten.zip"
    files = ["screen", "press", "picture"]

    call_command("export_maps", sozialraum=["west"], here=True, files=files, dpi=72, zip=archive, output=tmp_path)

    names = [f"wegweiser-west-a3{end}" for end in (".pdf", "-druck.pdf", "-druck.txt", "-faltplan.pdf")]
    names += ["wegweiser-west-a3-karte.svg", "wegweiser-west-a3-karte-72dpi.png"]
    with ZipFile(archive) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == [*names, "Inhalt.txt"]
        contents = opened.read("Inhalt.txt").decode()
        assert all(name in contents for name in names)
        picture = Image.open(BytesIO(opened.read(names[-1])))
        assert sorted(picture.size) == [842, 1191]
        assert opened.read(names[-2]).startswith(b"<svg ")
        assert "Druckprüfung: bestanden" in opened.read(names[2]).decode()
    assert {path.name for path in tmp_path.glob("wegweiser-*")} == set(names)


def test_what_is_kept_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stages: list[Stage] = []
    assert isinstance(sheet.draw(WEST.plain(), stages.append, EVERYTHING), Drawn)
    assert stages[-1] is Stage.FILES
    edition = Edition.objects.get()
    assert kept(edition) == [".72dpi.png", ".crop.zip", ".pdf", ".svg"]

    def made(*args: object) -> None:
        pytest.fail("is kept already")

    monkeypatch.setattr(making, "press_files", made)
    monkeypatch.setattr(making, "map_png", made)
    monkeypatch.setattr(making, "map_svg", made)
    assert sheet.draw(WEST.plain(), silent, EVERYTHING) == Drawn(edition.code, from_store=True)


def test_all_of_it_goes_when_a_place_becomes_secret() -> None:
    sheet.draw(WEST.plain(), silent, EVERYTHING)
    edition = Edition.objects.get()

    Facility.objects.update(visibility="internal")
    editions.withdraw()

    assert kept(edition) == []


@pytest.mark.parametrize("form", ["press_files", "map_png"])
def test_what_is_made_of_a_sheet_while_it_is_withdrawn_goes_with_it(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    made = getattr(making, form)

    def meanwhile(*args: Any) -> Any:
        contents = made(*args)
        Facility.objects.update(visibility="internal")
        editions.withdraw()
        return contents

    monkeypatch.setattr(making, form, meanwhile)
    assert sheet.draw(WEST.plain(), silent, EVERYTHING) == Refusal(str(SheetWithdrawn()))
    assert kept(Edition.objects.get()) == []


def test_a_drawing_of_other_data_than_the_sheet_shows_is_not_kept() -> None:
    edition = export_sheet(WEST)
    create_facility("Kita Birke", 600, 600)
    with pytest.raises(SheetChanged):
        making.make(edition, EVERYTHING, silent)
    assert ".svg" not in kept(edition)


def test_only_what_was_asked_for_is_made() -> None:
    edition = export_sheet(WEST)
    making.make(edition, Files(("press",), Marks.NONE), silent)

    assert kept(edition) == [".none.zip", ".pdf"]
    names = [name for name, _ in Files(("press",), Marks.NONE).contents(edition, STEM)]
    assert names == [f"{STEM}-druck.pdf", f"{STEM}-druck.txt"]


def test_a_list_has_no_picture_of_its_map_and_line_art_no_drawing() -> None:
    flyer = export_sheet(Definition.of("west", product="flyer"))
    lines = export_sheet(Definition.of("west", product="ausmalplan"))

    assert list(EVERYTHING.kept_as(flyer)) == ["pdf", "zip"]
    assert list(EVERYTHING.kept_as(lines)) == ["pdf", "zip", "72dpi.png"]


def test_a_resolution_beyond_reason_is_a_sentence() -> None:
    outcome = sheet.draw(WEST.plain(), silent, Files(("picture",), dpi=5000))

    assert isinstance(outcome, Refusal)
    assert "5000 dpi gehen hier nicht" in outcome.sentence


def test_a_full_disk_leaves_no_half_file(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = export_sheet(WEST)

    def full_disk(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(editions.os, "replace", full_disk)
    assert sheet.draw(WEST.plain(), silent, EVERYTHING) == Refusal(sheet.DISK_FULL)
    assert kept(edition) == [".pdf"]
    assert not list(edition.path.parent.glob("*.part"))


@pytest.mark.parametrize(("purposes", "marks"), [(["wand"], "crop"), (["screen"], "stars")])
def test_what_is_no_file_or_mark_is_refused(purposes: list[str], marks: str) -> None:
    with pytest.raises(UnknownChoice):
        Files.of(purposes, marks, 150)
    with pytest.raises(CommandError, match=r"wand|stars"):
        call_command("export_maps", sozialraum=["west"], files=purposes, marks=marks)


def test_the_choice_survives_as_plain_data() -> None:
    assert Files.from_plain(EVERYTHING.plain()) == EVERYTHING
    assert Files.from_plain({}) == Files()
