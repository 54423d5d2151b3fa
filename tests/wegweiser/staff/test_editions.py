"""The staff's page of a sheet: adjusted, previewed, released."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from tests.city import create_city, create_facility
from wegweiser.directory.models.facility import Facility
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import OUR_FAULT, TypesettingError
from wegweiser.printing.models import Adjustment, Edition, EditionState
from wegweiser.staff.admin.editions import EditionAdmin

LIST = "/admin/printing/edition/"
SHEET = f"{LIST}blatt/?area=west&paper=a4&folding=gefaltet&variant=farbe&language=de"
ADJUST = SHEET.replace("blatt/", "blatt/anpassen/")
DRAFT = SHEET.replace("blatt/", "blatt/entwurf/")
RELEASE = SHEET.replace("blatt/", "blatt/freigeben/")


@pytest.fixture(autouse=True)
def _town(empty_city: None) -> None:
    create_city()
    checked = timezone.localdate()
    create_facility("Kita <b>Ahorn</b>", 200, 400, phone="030 23125-1", verified_on=checked)
    create_facility("Kita Birke", 600, 600, verified_on=checked)


@pytest.fixture
def staff(admin_client: Client) -> Client:
    return admin_client


def birke() -> int:
    return Facility.objects.get(name="Kita Birke").pk


def adjust(client: Client, scripted: bool = True, **values: Any) -> Any:
    headers = {"accept": "application/json"} if scripted else {}
    return client.post(ADJUST, {"place": birke(), **values}, headers=headers)


def block_of(plan: dict[str, Any], number: int) -> dict[str, Any]:
    return next(block for block in plan["blocks"] if block["places"][0]["number"] == number)


def test_the_page_shows_every_plate_where_it_will_stand(staff: Client) -> None:
    response = staff.get(SHEET)

    plan = response.context["plan"]
    assert [block["places"][0]["name"] for block in plan["blocks"]] == ["Kita <b>Ahorn</b>", "Kita Birke"]
    assert "<b>Ahorn</b>" not in response.content.decode()
    assert "<strong>2</strong> Orte auf dem Plan, 2 davon auf der Karte" in response.content.decode()


def test_a_plate_is_nudged_pinned_and_put_back(staff: Client) -> None:
    plan = staff.get(SHEET).context["plan"]
    block = block_of(plan, 2)
    dx, dy = block["x"] - block["point"][0] + 8, block["y"] - block["point"][1] + 6

    nudged = adjust(staff, action="verschieben", dx=dx, dy=dy).json()
    assert block_of(nudged["plan"], 2)["x"] == pytest.approx(block["x"] + 8)
    assert "verschoben" in nudged["panel"]

    pinned = adjust(staff, action="festsetzen", dx=dx, dy=dy).json()
    assert block_of(pinned["plan"], 2)["pinned"]
    assert Adjustment.objects.get().by == "admin"

    back = adjust(staff, action="zuruecksetzen").json()
    assert block_of(back["plan"], 2)["x"] == pytest.approx(block["x"])
    assert not Adjustment.objects.exists()


def test_a_pin_that_makes_the_sheet_impossible_is_not_kept(staff: Client) -> None:
    response = adjust(staff, action="festsetzen", dx=-250, dy=0)

    assert response.status_code == 409
    assert "„Kita Birke“ kann dort nicht stehen" in response.json()["error"]
    assert not Adjustment.objects.exists()


def test_plates_of_one_address_have_one_decision(staff: Client) -> None:
    other = create_facility("Kita Buche", 600, 600)
    adjust(staff, action="verschieben", dx=10, dy=10)
    values = {"action": "festsetzen", "place": other.pk, "beside": f"{birke()},x,{'9' * 5000},", "dx": 8, "dy": 8}

    assert staff.post(ADJUST, values).status_code == 302

    assert Adjustment.objects.get().facility_id == other.pk


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"action": "weglassen", "reason": " "}, "Bitte sagen Sie, warum"),
        ({"action": "weglassen", "reason": "x" * 300}, "höchstens 200 Zeichen"),
        ({"action": "weglassen", "reason": "zieht um", "place": ""}, "Bitte wählen Sie einen Ort"),
        ({"action": "verschieben"}, "Es fehlt, wohin"),
        ({"action": "verschieben", "dx": "nan", "dy": "1"}, ""),
        ({"action": "verschieben", "dx": "1e9", "dy": "1"}, ""),
        ({"action": "sprengen"}, ""),
        ({"action": "weglassen", "reason": "zieht um", "place": "9" * 30}, "kleiner oder gleich"),
    ],
)
def test_forged_and_empty_forms_change_nothing(staff: Client, values: dict[str, Any], said: str) -> None:
    response = adjust(staff, **values)

    assert response.status_code == 409
    assert said in response.json()["error"]
    assert not Adjustment.objects.exists()


def test_a_place_is_left_out_without_a_script(staff: Client) -> None:
    response = adjust(staff, scripted=False, action="weglassen", reason="zieht um")

    page = staff.get(response["Location"]).content.decode()
    assert "<strong>1</strong> weggelassen" in page
    assert "weggelassen: zieht um" in page


def test_a_draft_is_drawn_and_a_sheet_released(staff: Client) -> None:
    response = staff.post(DRAFT, follow=True)
    assert b"".join(response.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert "entwurf-west-a4-" in response["Content-Disposition"]
    assert Edition.objects.get().state == EditionState.DRAFT

    page = staff.post(RELEASE, follow=True).content.decode()

    edition = Edition.objects.get(state=EditionState.RELEASED)
    assert f"Ausgabe 1 · {edition.code} ist freigegeben" in page
    assert edition.released_by == "admin"
    assert "aktuell" in page
    assert b"".join(staff.get(f"{LIST}{edition.code}.pdf").streaming_content) == edition.path.read_bytes()  # type: ignore[attr-defined]


def test_the_printer_gets_the_frozen_sheet(staff: Client) -> None:
    staff.post(RELEASE)
    edition = Edition.objects.get()

    response = staff.get(f"{LIST}{edition.code}/druck.zip")

    name = f"wegweiser-west-a4-{edition.code}"
    assert f"{name}.zip" in response["Content-Disposition"]
    with ZipFile(BytesIO(response.content)) as archive:
        assert archive.namelist() == [f"{name}-druck.pdf", f"{name}-druck.txt"]
        with pikepdf.open(BytesIO(archive.read(f"{name}-druck.pdf"))) as pdf:
            assert "/BleedBox" in pdf.pages[0]
    assert "Druckprüfung: bestanden" in staff.get(f"{LIST}{edition.code}/druckbericht.txt").content.decode()
    assert staff.get(f"{LIST}{edition.code}/karte.png").content.startswith(b"\x89PNG")
    edition.path.unlink()
    for name in ("druck.zip", "druckbericht.txt", "karte.png"):
        gone = staff.get(f"{LIST}{edition.code}/{name}")
        assert gone.status_code == 410
        assert "Dieses Blatt wurde zurückgezogen" in gone.content.decode()
    assert staff.get(f"{LIST}{edition.code}.pdf").status_code == 410
    assert staff.get(f"{LIST}XXXXXX/druck.zip").status_code == 404


def test_the_list_says_what_makes_a_sheet_out_of_date(staff: Client) -> None:
    staff.post(RELEASE)
    Facility.objects.filter(pk=birke()).update(state="closed")
    Facility.objects.exclude(pk=birke()).update(phone="030 23125-2")
    create_facility("Kita Buche", 800, 300, verified_on=timezone.localdate())

    assert "1 neu, 1 geschlossen, 1 mit neuen Angaben" in staff.get(LIST).content.decode()
    page = staff.get(SHEET).content.decode()
    assert "<dt>neu</dt><dd>3</dd><dt>geändert</dt><dd>1</dd><dt>entfallen</dt><dd>2</dd>" in page


def test_nothing_new_is_said_and_not_released(staff: Client) -> None:
    staff.post(RELEASE)

    page = staff.post(RELEASE, follow=True).content.decode()

    assert "hat sich an diesem Plan nichts geändert" in page
    assert Edition.objects.count() == 1


def test_a_sheet_that_cannot_be_drawn_says_why(staff: Client) -> None:
    Adjustment.objects.create(series=_series(), facility_id=birke(), kind="pinned", dx_mm=-250, dy_mm=0, by="E. Muster")

    page = staff.get(SHEET).content.decode()

    assert "kann dort nicht stehen" in page
    assert "Zurücksetzen" in page
    assert "Jetzt freigeben" not in page


@pytest.mark.parametrize(
    "query", ["", "?area=nirgendwo&paper=a4", "?area=west&paper=a9", "?area=west&paper=a4&language=xx"]
)
def test_wrong_choices_lead_to_the_choice(staff: Client, query: str) -> None:
    assert staff.get(f"{LIST}blatt/{query}").status_code == 200
    assert staff.get(f"{LIST}blatt/karte.png{query}").status_code == 404
    assert staff.post(f"{LIST}blatt/freigeben/{query}").status_code == 404
    assert not Edition.objects.exists()


LOOKING = (LIST, SHEET, SHEET.replace("blatt/", "blatt/karte.png"), f"{LIST}{{code}}.pdf", f"{LIST}{{code}}/druck.zip",
           f"{LIST}{{code}}/druckbericht.txt", f"{LIST}{{code}}/karte.png")  # fmt: skip
CHANGING = (ADJUST, DRAFT, RELEASE)


def test_the_tables_name_every_page() -> None:
    named = [resolve(path.partition("?")[0].format(code="ABC234")).url_name for path in (*LOOKING, *CHANGING)]
    assert sorted(named) == sorted(str(page.name) for page in EditionAdmin(Edition, site).get_urls())


def test_nobody_else_sees_or_changes_anything(client: Client, staff: Client) -> None:
    staff.post(RELEASE)
    code = Edition.objects.get().code
    stranger = Client()
    for path in (*LOOKING, *CHANGING):
        for answer in (stranger.get(path.format(code=code)), stranger.post(path.format(code=code))):
            assert answer.status_code == 302
            assert answer["Location"].startswith("/admin/login/")
    stranger.force_login(User.objects.create_user("leser", is_staff=True))
    for path in (*LOOKING, *CHANGING):
        assert stranger.get(path.format(code=code)).status_code == 403
        assert stranger.post(path.format(code=code)).status_code == 403


def test_who_may_only_look_looks_and_changes_nothing(staff: Client) -> None:
    staff.post(RELEASE)
    code = Edition.objects.get().code
    reader = Client()
    user = User.objects.create_user("leser", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_edition"))
    reader.force_login(user)

    for path in LOOKING:
        answer = reader.get(path.format(code=code))
        assert answer.status_code in (200, 404), path  # a town without a base map
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    for path in CHANGING:
        assert reader.post(path).status_code == 403
        assert reader.get(path).status_code in (403, 405)
    shown = reader.get(SHEET)
    assert shown.context["plan"]["adjust"] == ""
    for word in ("Freigeben", "Entwurf ansehen", "Zurücksetzen</button></form>", "Einen Ort weglassen"):
        assert word not in shown.content.decode()
    assert Edition.objects.count() == 1


def test_what_changes_something_is_posted_from_our_own_pages(staff: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = staff.cookies
    for path in CHANGING:
        assert staff.get(path).status_code == 405
        assert strict.post(path, {"action": "weglassen", "place": birke(), "reason": "x"}).status_code in (400, 403)
    assert not Edition.objects.exists()
    assert not Adjustment.objects.exists()


def test_only_places_of_the_sheet_are_adjusted(staff: Client) -> None:
    elsewhere = create_facility("Kita Ost", 1500, 500)
    for place in (elsewhere.pk, 10**17):
        for values in ({"action": "weglassen", "reason": "zieht um"}, {"action": "festsetzen", "dx": 8, "dy": 8}):
            answer = adjust(staff, **values, place=place)
            assert answer.status_code == 409
            assert "steht nicht mehr auf dem Blatt" in answer.json()["error"]
    assert not Adjustment.objects.exists()
    adjust(staff, action="weglassen", reason="zieht um")
    assert adjust(staff, action="weglassen", reason="zieht im Mai um").status_code == 200, "a better reason"


def test_what_a_library_says_is_not_for_staff(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*args: Any) -> None:
        raise TypesettingError("error: dictionary does not contain key")

    monkeypatch.setattr("wegweiser.staff.editions.export_sheet", failing)
    shown = staff.post(DRAFT, follow=True).content.decode()
    assert "dictionary" not in shown
    assert OUR_FAULT in shown


def test_a_format_that_is_too_full_or_too_small_is_said_before_release(
    staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wegweiser.printing.advice.PROPOSE_LARGER_BEYOND", 1_000)
    create_facility("Kita Linde", 700, 300)
    assert "sind Straßen schwer zu lesen; A3 zeigt sie größer." in staff.get(SHEET).content.decode()
    for number in range(45):
        create_facility(f"Kita {number}", 200 + number % 7 * 30, 200 + number // 7 * 30)
    assert "zu viele für dieses Format. Auf A" in staff.get(SHEET).content.decode()


def _series() -> str:
    return Definition.of("west", "a4").series
