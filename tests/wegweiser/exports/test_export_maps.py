from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from tests.city import create_city, create_facility
from wegweiser.exports.management.commands import export_maps
from wegweiser.exports.models import ExportOrder, ExportSheet, State
from wegweiser.exports.selection import Selection
from wegweiser.printing.models import Edition


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()
    create_facility("Kita Ahorn", 300, 300)
    create_facility("Kita Birke", 1600, 700)


def test_all_of_them_are_drawn_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = tmp_path / "karten.zip"
    call_command("export_maps", all=True, format=["a4"], here=True, output=tmp_path, zip=archive)
    names = ["wegweiser-ost-a4.pdf", "wegweiser-west-a4.pdf"]
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == names
    with ZipFile(archive) as opened:
        assert opened.namelist() == [*names, "Inhalt.txt"]
        assert opened.read(names[0]) == (tmp_path / names[0]).read_bytes()
    assert "100 %  West · A4 · Deutsch: fertig\n" in capsys.readouterr().out
    assert not ExportOrder.objects.exists()

    call_command("export_maps", all=True, format=["a4"], here=True)
    assert "100 %  West · A4 · Deutsch: fertig, lag fertig bereit\n" in capsys.readouterr().out
    assert Edition.objects.count() == 2


def test_a_sheet_that_fails_is_named_and_the_others_delivered(tmp_path: Path) -> None:
    create_facility("Kita 🦊", 1500, 300)
    with pytest.raises(CommandError, match="1 von 2 Blättern fehlen") as refused:
        call_command("export_maps", all=True, format=["a4"], here=True, output=tmp_path)
    assert "Ost · A4 · Deutsch: „Kita 🦊“" in str(refused.value)
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["wegweiser-west-a4.pdf"]


def test_the_queue_is_waited_for_and_cancelled_by_whoever_stops_waiting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(seconds: float) -> None:
        ExportSheet.objects.filter(file_name="wegweiser-ost-a3.pdf").update(state=State.RUNNING, stage="MAP")
        monkeypatch.setattr(export_maps.time, "sleep", pressed)

    def pressed(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(export_maps.time, "sleep", interrupted)
    with pytest.raises(CommandError) as stopped:
        call_command("export_maps", all=True)
    assert stopped.value.returncode == 130
    assert set(ExportSheet.objects.values_list("state", flat=True)) == {State.CANCELLED}
    said = capsys.readouterr().out
    assert export_maps.NOBODY_DRAWS in said
    assert "Ost · A3 gefaltet · Deutsch: setzt die Schilder" in said


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"format": ["a9"]}, "Das Format „a9“ gibt es nicht"),
        ({"language": ["xx"]}, "Die Sprache „xx“ gibt es nicht"),
        ({"variant": ["bunt"]}, "Die Fassung „bunt“ gibt es nicht"),
        ({"output": Path("/nirgendwo")}, "Den Ordner /nirgendwo gibt es nicht"),
        ({"zip": Path("/nirgendwo/karten.zip")}, "Den Ordner /nirgendwo gibt es nicht"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_ordered(options: dict[str, object], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("export_maps", all=True, **options)
    assert not ExportOrder.objects.exists()


@pytest.mark.parametrize("areas", [[], ["--all", "--sozialraum", "west"]])
def test_sozialraeume_are_chosen_or_all(areas: list[str]) -> None:
    with pytest.raises(CommandError, match=r"--all|--sozialraum"):
        call_command("export_maps", *areas)


def test_all_languages_are_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Selection] = []

    def noted(selection: Selection) -> list[object]:
        seen.append(selection)
        raise KeyboardInterrupt

    monkeypatch.setattr(Selection, "definitions", noted)
    with pytest.raises(KeyboardInterrupt):
        call_command("export_maps", sozialraum=["west"], language=["all"])
    assert seen[0].languages == ["de", "en"], "those of the city"


def test_a_folder_that_takes_no_files_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "karten.zip").mkdir()
    with pytest.raises(CommandError, match=r"karten\.zip lässt sich nicht schreiben"):
        call_command("export_maps", sozialraum=["west"], format=["a4"], here=True, zip=tmp_path / "karten.zip")
