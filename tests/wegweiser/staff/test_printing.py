import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import resolve
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.city import create_city, create_facility
from tests.wegweiser.exports.samples import OST, WEST, drawn, order_of
from wegweiser.directory.models.facility import Traeger
from wegweiser.exports import orders, parcel
from wegweiser.exports.models import ExportOrder, ExportSheet, SheetTemplate, State
from wegweiser.printing.stages import Stage
from wegweiser.staff.admin.exports import ExportOrderAdmin
from wegweiser.staff.print_form import NAME_TAKEN, NO_CITY_MAP, NO_PAPER, NO_VARIANT, ONE_TITLE

PAGE = "/admin/exports/exportorder/"
CHOSEN = {
    "product": "wegweiser",
    "areas": ["west", "ost"],
    "papers": ["a3"],
    "folding": "folded",
    "variants": ["farbe"],
    "languages": ["de"],
    "purposes": ["screen"],
}
CHANGING = [
    "starten/",
    "vorlagen/",
    "vorlagen/1/drucken/",
    "vorlagen/1/loeschen/",
    "1/abbrechen/",
    "1/wiederholen/",
    "1/packen/",
    "1/vorlage/",
]
LOOKING = ["", "1/", "1/stand.json", "1/karten.zip", "blatt/1.pdf"]
FORGED = 2**31
"""A number that no order, sheet or template has."""
ENDLESS = "9" * 30


@pytest.fixture(autouse=True)
def _city(empty_city: None) -> None:
    create_city()


@pytest.fixture
def staff(client: Client, django_user_model: type[User]) -> Client:
    """May print, and nothing else."""
    user = django_user_model.objects.create_user("druck", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="add_exportorder"))
    client.force_login(user)
    return client


def page(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("path", [*LOOKING, *CHANGING])
def test_every_page_is_closed_to_others(client: Client, path: str) -> None:
    for answer in (client.get(PAGE + path), client.post(PAGE + path)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("path", [*LOOKING, *CHANGING])
def test_every_page_is_closed_to_staff_who_may_not_print(
    client: Client, django_user_model: type[User], path: str
) -> None:
    client.force_login(django_user_model.objects.create_user("leser", is_staff=True))
    assert client.get(PAGE + path).status_code == 403
    assert client.post(PAGE + path).status_code == 403


def test_the_tables_name_every_page() -> None:
    named = [resolve(PAGE + path).url_name for path in (*LOOKING, *CHANGING)]
    assert sorted(named) == sorted(str(page.name) for page in ExportOrderAdmin(ExportOrder, site).get_urls())


@pytest.mark.parametrize("path", [path for path in (*LOOKING, *CHANGING) if "1" in path])
@pytest.mark.parametrize("number", [FORGED, ENDLESS, "-1", "1e3", "..%2F1"])
def test_numbers_that_nothing_has_lead_nowhere(staff: Client, path: str, number: object) -> None:
    forged = PAGE + path.replace("1", str(number))
    answer = staff.post(forged, {"name": "x"}) if path in CHANGING else staff.get(forged)
    assert answer.status_code == 404
    assert not ExportOrder.objects.exists()
    assert not SheetTemplate.objects.exists()


def test_looking_changes_nothing(staff: Client) -> None:
    order, [sheet] = order_of(WEST)
    before = (list(ExportSheet.objects.values()), ProcrastinateJob.objects.count())
    for path in (f"{order.pk}/", f"{order.pk}/stand.json", f"{order.pk}/karten.zip", f"blatt/{sheet.pk}.pdf", ""):
        staff.get(PAGE + path)
    assert (list(ExportSheet.objects.values()), ProcrastinateJob.objects.count()) == before


def test_colleagues_share_the_orders_of_their_office(staff: Client, django_user_model: type[User]) -> None:
    order = orders.place([WEST], "Probe", django_user_model.objects.create_user("kollegin", is_staff=True))
    assert "von kollegin" in page(staff.get(f"{PAGE}{order.pk}/"))
    assert staff.post(f"{PAGE}{order.pk}/abbrechen/").status_code == 302
    assert order.sheets.get().state == State.CANCELLED


def test_a_name_with_a_path_in_it_names_a_file_in_the_folder(staff: Client) -> None:
    traeger = Traeger.objects.create(name="../../etc/passwd\\..\\x")
    create_facility("Kita Linde", traeger=traeger)
    staff.post(PAGE + "starten/", {**CHOSEN, "product": "aushang", "areas": ["*"], "traeger": traeger.name})
    sheet = ExportSheet.objects.get()
    assert re.fullmatch(r"[a-z0-9-]+\.pdf", sheet.file_name), sheet.file_name
    drawn(sheet, "ABC234")
    assert parcel.pack(sheet.order)
    with ZipFile(sheet.order.path) as archive:
        assert archive.namelist() == [sheet.file_name, parcel.REPORT]


def test_an_order_that_failed_shows_no_full_bar(staff: Client) -> None:
    order, [west] = order_of(WEST)
    assert 'aria-label="Fortschritt des ganzen Auftrags"' in page(staff.get(f"{PAGE}{order.pk}/"))
    orders.fail(west, "95 Schilder sind zu viele für dieses Format.")
    shown = page(staff.get(f"{PAGE}{order.pk}/"))
    assert "Fortschritt des ganzen Auftrags" not in shown
    assert "was fehlt, steht unten mit dem Grund" in shown


@pytest.mark.parametrize("path", CHANGING)
def test_what_changes_something_is_posted_from_our_own_pages(staff: Client, path: str) -> None:
    assert staff.get(PAGE + path).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = staff.cookies
    assert strict.post(PAGE + path).status_code in (400, 403)


def test_the_start_page_leads_there(staff: Client) -> None:
    assert f'href="{PAGE}"' in page(staff.get("/admin/"))


def test_what_would_be_printed_is_shown_before(staff: Client) -> None:
    create_facility("Kita 🦊", 1500, 300)
    shown = page(staff.post(PAGE, {**CHOSEN, "areas": ["west", "ost"], "languages": ["de", "en"]}))
    assert "4 Blätter" in shown
    assert "West · A3 gefaltet · Englisch" in shown
    assert "noch nie gedruckt" in shown
    assert "nicht möglich" in shown
    assert not ExportOrder.objects.exists()


def test_an_order_is_placed_and_watched(staff: Client) -> None:
    answer = staff.post(PAGE + "starten/", CHOSEN)
    order = ExportOrder.objects.get()
    assert answer["Location"] == f"{PAGE}{order.pk}/"
    assert order.created_by is not None
    assert order.name == "Wegweiser · West und Ost · A3 gefaltet · Deutsch"
    west, ost = order.sheets.all()
    orders.begin(west.pk)
    orders.advance(west, Stage.LAYOUT)
    state = staff.get(f"{PAGE}{order.pk}/stand.json").json()
    assert state == {
        "sheets": [
            {"id": west.pk, "state": "running", "percent": Stage.LAYOUT.percent, "text": "setzt das Blatt"},
            {"id": ost.pk, "state": "queued", "percent": 0, "text": "wartet, Platz 2"},
        ],
        "percent": Stage.LAYOUT.percent // 2,
        "done": 0,
        "total": 2,
        "finished": False,
        "asleep": True,
        "packing": False,
    }
    shown = page(staff.get(answer["Location"]))
    assert '<meta http-equiv="refresh"' in shown, "without JavaScript"
    assert "wartet, Platz 2" in shown
    assert "Zurzeit läuft kein Druckdienst" in shown
    assert order.name in page(staff.get(PAGE))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"areas": []}, "Bitte wählen Sie einen Sozialraum."),
        ({"papers": []}, NO_PAPER),
        ({"variants": []}, NO_VARIANT),
        ({"purposes": []}, "Bitte wählen Sie, wofür Sie das Blatt brauchen."),
        ({"purposes": ["wand"]}, "wand"),
        ({"marks": "stars"}, "stars"),
        ({"dpi": "5000"}, "600"),
        ({"dpi": "-1"}, "36"),
        ({"dpi": "9" * 5000}, "600"),
        ({"dpi": "nan"}, "ganze Zahl"),
        ({"areas": ["../west"]}, "../west"),
        ({"areas": ["*"]}, NO_CITY_MAP),
        ({"product": "plakat"}, "plakat"),
        ({"languages": ["xx"]}, "xx"),
        ({"languages": ["tr"]}, "tr"),
        ({"title": "Kitas"}, ONE_TITLE),
        ({"title": "K" * 61}, "60"),
        ({"areas": ["*"], "product": "ausmalplan"}, NO_CITY_MAP),
        ({"areas": ["west"], "title": "Familie 🎉"}, "Der Titel enthält das Zeichen"),
        ({"areas": ["west"], "title": "Fami\nlie"}, "Der Titel enthält das Steuerzeichen"),
    ],
)
def test_a_choice_that_is_none_is_said(staff: Client, wrong: dict[str, Any], sentence: str) -> None:
    answer = staff.post(PAGE + "starten/", {**CHOSEN, **wrong})
    assert answer.status_code == 200
    assert sentence in page(answer)
    assert not ExportOrder.objects.exists()


def test_lists_are_printed_for_the_whole_city_on_paper_of_their_own(staff: Client) -> None:
    flyer = {**CHOSEN, "product": "flyer", "areas": ["*"], "languages": ["de", "en"], "categories": ["betreuung"]}
    assert staff.post(PAGE + "starten/", flyer).status_code == 302
    names = ExportSheet.objects.values_list("file_name", flat=True)
    assert list(names) == ["flyer-stadt-a4-auswahl.pdf", "flyer-stadt-a4-auswahl-en.pdf"]


def test_door_signs_are_printed_for_a_traeger_or_a_sozialraum(staff: Client) -> None:
    traeger = Traeger.objects.create(name="Kirchenkreis Zweifeld-Süd")
    create_facility("Kita Linde", traeger=traeger)
    Traeger.objects.create(name="Ohne Orte e. V.")
    form = page(staff.get(PAGE))
    assert '<option value="Kirchenkreis Zweifeld-Süd">' in form
    assert "Ohne Orte e. V." not in form

    signs = {**CHOSEN, "product": "aushang", "areas": ["*"], "traeger": traeger.name}
    assert staff.post(PAGE + "starten/", signs).status_code == 302
    assert staff.post(PAGE + "starten/", {**signs, "areas": ["west"], "traeger": ""}).status_code == 302
    assert "Niemand" in page(staff.post(PAGE + "starten/", {**signs, "traeger": "Niemand"}))

    one, other = ExportSheet.objects.order_by("pk")
    assert (one.definition["traeger"], one.file_name) == (
        traeger.name,
        "aushang-stadt-a5-kirchenkreis-zweifeld-sud.pdf",
    )
    assert one.label == "Aushänge · ganze Stadt · A5 · Deutsch · Kirchenkreis Zweifeld-Süd"
    assert (other.definition["traeger"], other.file_name) == ("", "aushang-west-a5.pdf")


def test_a_traeger_narrows_no_other_sheet(staff: Client) -> None:
    create_facility("Kita Linde", traeger=Traeger.objects.create(name="Stadt"))
    staff.post(PAGE + "starten/", {**CHOSEN, "areas": ["west"], "traeger": "Stadt"})
    assert ExportSheet.objects.get().definition["traeger"] == ""


def test_a_template_is_printed_again_with_one_click(staff: Client) -> None:
    one = {**CHOSEN, "areas": ["west"], "categories": ["betreuung"], "title": "Kitas im Westen", "name": "Kitas"}
    staff.post(PAGE + "vorlagen/", one)
    template = SheetTemplate.objects.get()
    assert (template.name, len(template.definitions)) == ("Kitas", 1)
    assert "Kitas" in page(staff.get(PAGE))
    staff.post(f"{PAGE}vorlagen/{template.pk}/drucken/")
    sheet = ExportSheet.objects.get()
    assert sheet.definition == template.definitions[0]
    assert sheet.label == "West · A3 gefaltet · Deutsch · Auswahl · „Kitas im Westen“"
    assert NAME_TAKEN in page(staff.post(PAGE + "vorlagen/", one))
    assert "Bitte geben Sie der Vorlage einen Namen" in page(staff.post(PAGE + "vorlagen/", {**one, "name": ""}))
    staff.post(f"{PAGE}vorlagen/{template.pk}/loeschen/")
    assert not SheetTemplate.objects.exists()
    assert ExportSheet.objects.exists()


def test_a_template_that_no_longer_fits_says_why(staff: Client) -> None:
    template = SheetTemplate.objects.create(name="Plakat", definitions=[{**WEST.plain(), "paper": "a9"}])
    answer = staff.post(f"{PAGE}vorlagen/{template.pk}/drucken/", follow=True)
    assert "Die Vorlage „Plakat“ lässt sich nicht mehr drucken" in page(answer)
    assert not ExportOrder.objects.exists()


def test_an_order_becomes_a_template(staff: Client) -> None:
    order, _ = order_of(WEST, OST)
    staff.post(f"{PAGE}{order.pk}/vorlage/", {"name": "Beide"})
    assert [plain["area"] for plain in SheetTemplate.objects.get(name="Beide").definitions] == ["west", "ost"]
    assert NAME_TAKEN in page(staff.post(f"{PAGE}{order.pk}/vorlage/", {"name": "Beide"}, follow=True))


def test_one_sheet_or_all_are_cancelled_and_tried_again(staff: Client) -> None:
    order, [west, ost] = order_of(WEST, OST)
    states = order.sheets.values_list("state", flat=True)
    staff.post(f"{PAGE}{order.pk}/abbrechen/", {"sheet": west.pk})
    assert list(states.all()) == [State.CANCELLED, State.QUEUED]
    staff.post(f"{PAGE}{order.pk}/abbrechen/")
    assert list(states.all()) == [State.CANCELLED, State.CANCELLED]
    staff.post(f"{PAGE}{order.pk}/wiederholen/", {"sheet": ost.pk})
    assert list(states.all()) == [State.CANCELLED, State.QUEUED]
    staff.post(f"{PAGE}{order.pk}/wiederholen/", {"sheet": "none of it"})
    assert list(states.all()) == [State.QUEUED, State.QUEUED]
    assert staff.post(f"{PAGE}{order.pk}/wiederholen/", {"sheet": "9" * 5000}).status_code == 302
    other, _ = order_of(WEST)
    staff.post(f"{PAGE}{other.pk}/abbrechen/", {"sheet": west.pk})
    assert list(states.all()) == [State.QUEUED, State.QUEUED], "a sheet of another order"


def test_sheets_and_zip_are_fetched_under_their_names(staff: Client) -> None:
    order, [west, ost] = order_of(WEST, OST)
    drawn(west, "ABC234")
    orders.fail(ost, "95 Schilder sind zu viele für dieses Format.")
    assert "ZIP wird gepackt" in page(staff.get(f"{PAGE}{order.pk}/"))
    assert staff.get(f"{PAGE}{order.pk}/karten.zip").status_code == 404
    parcel.pack(order)
    packed = staff.get(f"{PAGE}{order.pk}/karten.zip")
    assert f"-{order.pk}.zip" in packed["Content-Disposition"]
    assert b"".join(packed.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    pdf = staff.get(f"{PAGE}blatt/{west.pk}.pdf")
    assert "wegweiser-west-a3.pdf" in pdf["Content-Disposition"]
    assert b"".join(pdf.streaming_content) == b"%PDF ABC234"  # type: ignore[attr-defined]
    assert staff.get(f"{PAGE}blatt/{ost.pk}.pdf").status_code == 404
    assert "95 Schilder sind zu viele" in page(staff.get(f"{PAGE}{order.pk}/"))


def test_a_withdrawn_sheet_is_fetched_neither_alone_nor_packed(staff: Client) -> None:
    order, [west] = order_of(WEST)
    edition = drawn(west, "ABC234").edition
    parcel.pack(order)
    assert edition
    edition.path.unlink()
    assert staff.get(f"{PAGE}{order.pk}/karten.zip").status_code == 404
    assert staff.get(f"{PAGE}blatt/{west.pk}.pdf").status_code == 404
    assert parcel.WITHDRAWN in page(staff.get(f"{PAGE}{order.pk}/"))


def test_a_sheet_that_goes_while_it_is_fetched_is_a_sentence(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _, [west] = order_of(WEST)
    edition = drawn(west, "ABC234").edition
    assert edition
    monkeypatch.setattr("wegweiser.staff.printing.withdraw", lambda: None)
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    edition.path.unlink()
    answer = staff.get(f"{PAGE}blatt/{west.pk}.pdf")
    assert answer.status_code == 410
    assert "wurde zurückgezogen" in page(answer)


def test_formats_that_do_not_serve_are_named_before_anything_is_printed(staff: Client) -> None:
    for number in range(45):
        create_facility(f"Kita {number}", 200 + number % 7 * 30, 200 + number // 7 * 30)
    shown = page(staff.post(PAGE, {**CHOSEN, "areas": ["west"], "papers": ["a4"]}))
    assert "Schilder sind zu viele für dieses Format. Auf A" in shown
    assert "nicht möglich" in shown


def test_watching_costs_few_questions(staff: Client, django_assert_max_num_queries: Any) -> None:
    order, _ = order_of(WEST, OST)
    with django_assert_max_num_queries(9):
        staff.get(f"{PAGE}{order.pk}/stand.json")


def test_staff_choose_what_they_need_the_sheet_for(staff: Client) -> None:
    chosen = {**CHOSEN, "areas": ["west"], "purposes": ["press", "picture"], "marks": "crop", "dpi": "200"}
    staff.post(PAGE + "starten/", chosen)
    wanted = {"purposes": ["press", "picture"], "marks": "crop", "dpi": 200}
    assert ExportSheet.objects.get().files == wanted

    staff.post(PAGE + "vorlagen/", {**chosen, "name": "Für die Druckerei Muster"})
    template = SheetTemplate.objects.get()
    staff.post(f"{PAGE}vorlagen/{template.pk}/drucken/")
    assert ExportSheet.objects.latest("pk").files == wanted

    staff.post(f"{PAGE}{ExportOrder.objects.latest('pk').pk}/vorlage/", {"name": "Noch einmal"})
    assert SheetTemplate.objects.get(name="Noch einmal").files == wanted


def test_resolution_and_marks_need_not_be_chosen(staff: Client) -> None:
    staff.post(PAGE + "starten/", {**CHOSEN, "areas": ["west"], "purposes": ["screen", "press"]})
    assert ExportSheet.objects.get().files == {"purposes": ["screen", "press"], "marks": "crop+fold", "dpi": 150}
