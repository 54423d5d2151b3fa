"""The whole way on the demo city: from the database to the file, the page and the command."""

import threading
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client

from geo.errors import DrawingFailed
from tests.city import create_city, create_facility
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.printing import export
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import ProofError
from wegweiser.printing.models import Edition
from wegweiser.printing.stages import Stage
from wegweiser.printing.values import SheetData

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(page.get_textpage().get_text_range() for page in opened).replace("\r\n", " ")


def pictures_of(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.render(scale=1).to_pil().tobytes() for page in opened]


@pytest.fixture
def smallest(db: None) -> str:
    """The Sozialraum of the demo city with the fewest places, which is drawn soonest."""
    counts = {area.pk: Facility.objects.filter(sozialraum=area).count() for area in Sozialraum.objects.all()}
    return str(min(counts, key=lambda code: counts[code]))


def test_the_command_prints_a_sheet_of_the_demo_city(
    smallest: str, tmp_path: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "plan.pdf"

    call_command("export_map", "--sozialraum", smallest, "--format", "a3", "--output", str(output))

    edition = Edition.objects.get()
    said = capsys.readouterr().out
    assert f"{output}: Wegweiser für Familien" in said
    assert f"Ausgabe {edition.code}, {edition.places.count()} Einrichtungen." in said
    pdf = output.read_bytes()
    assert pdf == edition.path.read_bytes()
    assert len(pdf) < 3_000_000
    text = text_of(pdf)
    data = read_sheet(Definition.of(smallest))
    assert data.city.notice in text
    assert f"{settings.PUBLIC_URL}/w/{edition.code}".partition("://")[2] in text.replace(" ", "")
    assert all(place.phone in text for place in data.places if place.phone)
    with pikepdf.open(BytesIO(pdf)) as opened:
        forms = [item for item in opened.pages[0].Resources.XObject.values() if item.Subtype == "/Form"]
        assert any("/Font" in form.get("/Resources", {}) for form in forms), "street names are text"
    assert not list(edition.path.parent.glob("*.part"))


def test_unchanged_data_is_not_drawn_again(smallest: str, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = export.export_sheet(Definition.of(smallest))
    monkeypatch.setattr(export, "make_map", pytest.fail)

    assert export.export_sheet(Definition.of(smallest)) == edition
    assert Edition.objects.count() == 1


def test_changed_data_is_a_new_edition(smallest: str) -> None:
    before = export.export_sheet(Definition.of(smallest))
    Facility.objects.filter(sozialraum_id=smallest, state="published").exclude(phone="").update(phone="030 23125-999")

    after = export.export_sheet(Definition.of(smallest))

    assert after.code != before.code
    assert before.path.exists()
    assert set(after.places.exclude(phone="").values_list("phone", flat=True)) >= {"030 23125-999"}


@pytest.mark.usefixtures("empty_city")
def test_a_city_without_base_map_gets_an_overview_with_names(tmp_path: Path) -> None:
    create_city()
    create_facility("Kita Ahorn", 300, 300)
    create_facility("Kita Birke", 600, 700)

    text = text_of(export.export_sheet(Definition.of("west")).path.read_bytes())

    assert text.count("Kita Ahorn") == 2, "beside its plate and in the index"
    assert "Übersichtsplan ohne Straßen" in text
    assert "Ost" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"sozialraum": "nirgendwo"}, r"„nirgendwo“ gibt es nicht\. Vorhanden sind: .*innenstadt"),
        ({"format": "a5"}, r"Das Format „a5“ gibt es nicht\. Vorhanden sind: a4, a3, a2, a1"),
        ({"output": "/nirgendwo/plan.pdf"}, r"Den Ordner /nirgendwo gibt es nicht\."),
    ],
)
def test_wrong_arguments_are_refused_with_what_is_allowed(
    arguments: dict[str, str], message: str, tmp_path: Path
) -> None:
    given = {"sozialraum": "innenstadt", "format": "a3", "output": str(tmp_path / "plan.pdf"), **arguments}

    with pytest.raises(CommandError, match=message):
        call_command("export_map", **given)

    assert not Edition.objects.exists()
    assert not list(tmp_path.glob("*.pdf"))


def test_a_failed_proof_keeps_nothing(smallest: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def spoilt(pdf: bytes, data: SheetData, sheet_map: object) -> None:
        raise ProofError([f"Auf der Karte fehlt 1 „{data.places[0].name}“."])

    monkeypatch.setattr(export, "prove", spoilt)
    with pytest.raises(CommandError, match="Die Prüfung des fertigen PDFs ist gescheitert: Auf der Karte fehlt 1"):
        call_command("export_map", sozialraum=smallest, output=str(tmp_path / "plan.pdf"))

    assert not Edition.objects.exists()
    assert not list(tmp_path.rglob("*.pdf"))


@pytest.mark.usefixtures("empty_city")
def test_a_place_that_cannot_be_printed_is_named(tmp_path: Path) -> None:
    create_city()
    create_facility("Kita 🦊", 300, 300)

    with pytest.raises(CommandError, match="„Kita 🦊“"):
        call_command("export_map", sozialraum="west", output=str(tmp_path / "plan.pdf"))


@pytest.mark.usefixtures("empty_city")
def test_the_download_is_a_pdf_that_browsers_may_keep(client: Client) -> None:
    create_city()
    create_facility("Kita Ahorn", 300, 300)

    response = client.get("/sozialraum/west/wegweiser-a3.pdf")

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "wegweiser-west-a3.pdf" in response["Content-Disposition"]
    assert b"".join(response.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    again = client.get("/sozialraum/west/wegweiser-a3.pdf", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert not response.cookies


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/sozialraum/nirgendwo/wegweiser-a3.pdf", 404, "„nirgendwo“ gibt es nicht"),
        ("/sozialraum/innenstadt/wegweiser-a9.pdf", 404, "„a9“ gibt es nicht"),
        ("/w/ZZZZZZ", 404, "Zum Code „ZZZZZZ“ gibt es keinen Plan"),
        ("/w/zzzzzz/", 404, "Zum Code „ZZZZZZ“ gibt es keinen Plan"),
    ],
)
def test_wrong_addresses_get_a_page_that_helps(client: Client, path: str, status: int, text: str) -> None:
    response = client.get(path)

    assert response.status_code == status
    assert text in response.content.decode()
    assert "/sozialraum/" in response.content.decode()


def test_a_fault_of_ours_is_a_500_that_tells_no_secrets(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> None:
        raise DrawingFailed("password=geheim")

    monkeypatch.setattr(export, "draw_base_map", broken)
    response = client.get("/sozialraum/westfeld/wegweiser-a3.pdf")

    assert response.status_code == 500
    assert "geheim" not in response.content.decode()
    assert not Edition.objects.exists()


def test_who_waits_too_long_is_asked_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    busy = threading.Lock()
    busy.acquire()
    monkeypatch.setattr(export, "drawing", busy)
    monkeypatch.setattr(export, "LONGEST_WAIT_S", 0.01)

    response = client.get("/sozialraum/innenstadt/wegweiser-a3.pdf")

    assert response.status_code == 503
    assert response["Retry-After"] == "30"


def test_who_would_stand_too_far_behind_is_sent_away_at_once(client: Client, smallest: str) -> None:
    address = f"/sozialraum/{smallest}/ausmalplan.pdf"
    with ExitStack() as crowd:
        for _ in range(export.LONGEST_LINE):
            crowd.enter_context(export.line)

        refused = client.get(address)
        assert refused.status_code == 503
        assert refused["Retry-After"] == "30"

    drawn = b"".join(client.get(address))
    assert drawn.startswith(b"%PDF")
    with export.line, export.line:
        assert b"".join(client.get(address)) == drawn, "what is stored needs no drawing"


@pytest.mark.usefixtures("empty_city")
def test_the_code_on_the_sheet_leads_to_its_table(client: Client) -> None:
    create_city()
    create_facility("Kita <b>Ahorn</b>", 300, 300, street="Ahornstraße", house_number="3", phone="030 23125-001")
    secret = create_facility("Kita Birke", 600, 700, street="Birkenweg", house_number="9")
    edition = export.export_sheet(Definition.of("west"))

    page = client.get(f"/w/{edition.code}").content.decode()

    assert edition.code in page
    assert "Kita &lt;b&gt;Ahorn&lt;/b&gt;" in page
    assert "Ahornstraße 3" in page
    assert 'href="tel:+493023125001"' in page
    assert "Birkenweg 9" in page

    Facility.objects.filter(pk=secret.pk).update(visibility="area")
    page = client.get(f"/tr/w/{edition.code.lower()}/").content.decode()
    assert "Birke" not in page
    assert not edition.path.exists()


def test_who_waits_is_told_the_stages_in_their_order(smallest: str) -> None:
    stages: list[Stage] = []
    export.export_sheet(Definition.of(smallest), stages.append)
    assert stages == [stage for stage in Stage if stage is not Stage.FILES], "only the sheet itself"
    assert [stage.percent for stage in Stage] == sorted({stage.percent for stage in Stage})

    stages.clear()
    export.export_sheet(Definition.of(smallest), stages.append)
    assert stages == [Stage.DATA], "what is stored is not drawn"


def test_a_sheet_that_is_drawn_again_looks_the_same(smallest: str) -> None:
    edition = export.export_sheet(Definition.of(smallest))
    before = pictures_of(edition.path.read_bytes())
    edition.path.unlink()

    again = export.export_sheet(Definition.of(smallest))

    assert again.code == edition.code
    assert pictures_of(again.path.read_bytes()) == before
