"""The Aushang: a door sign on A5 for each place that stands in a printed Wegweiser, with its number and cell there."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings

from wegweiser.directory.choices import Visibility
from wegweiser.directory.direction import kept
from wegweiser.printing import texts as sheet_texts
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition, Product
from wegweiser.printing.editions import Made, city_colours
from wegweiser.printing.errors import NotPrintedYet, ProofError
from wegweiser.printing.fonts import PLATE_FONT
from wegweiser.printing.layout.document import common
from wegweiser.printing.layout.panels import EditionMark, code_of, picture
from wegweiser.printing.legibility import PageRules, check_pages
from wegweiser.printing.models import Edition, EditionPlace, EditionState
from wegweiser.printing.paper import SAFE_MM
from wegweiser.printing.pdf import make_pdf
from wegweiser.printing.products import texts
from wegweiser.printing.proof import Run, lacks, runs_of
from wegweiser.printing.stages import Report, Stage, silent
from wegweiser.printing.values import Place, SheetData

QR_MM = 26.0


@dataclass(frozen=True)
class Sign:
    place: Place
    area: str
    """Name of the Sozialraum on whose Wegweiser the place stands."""
    number: int
    cell: str
    """Empty where the place is not on that map."""
    code: str
    stand: date
    """Both of that edition."""

    @property
    def url(self) -> str:
        """Of the page that shows what stands there today."""
        return f"{settings.PUBLIC_URL}/w/{self.code}?nr={self.number}"


@dataclass(frozen=True)
class DoorSigns:
    sheet: SheetData
    signs: tuple[Sign, ...]

    @property
    def definition(self) -> Definition:
        return self.sheet.definition


def read_signs(definition: Definition) -> DoorSigns:
    """A sign for each public place that its Wegweiser shows; raises NotPrintedYet and what read_sheet raises."""
    data = read_sheet(definition)
    public = [place for place in data.places if place.visibility == Visibility.PUBLIC and place.point]
    if definition.place is not None:
        public = [place for place in public if place.facility_id == definition.place]
    areas = {area.code: area.name for area in (data.area, *data.others)}
    rows = _newest_rows({place.area for place in public} if definition.is_citywide else {definition.area})
    signs = tuple(
        _sign(place, rows[place.facility_id], areas, number)
        for number, place in enumerate((each for each in public if each.facility_id in rows), 1)
    )
    if not signs:
        raise NotPrintedYet(
            "Dafür gibt es noch keinen Aushang: Erst wenn ein Ort in einem gedruckten Wegweiser steht, "
            "hat er eine Nummer. Bitte drucken Sie zuerst den Wegweiser des Sozialraums."
        )
    return DoorSigns(replace(data, places=tuple(sign.place for sign in signs)), signs)


def make_signs(data: DoorSigns, mark: EditionMark, report: Report = silent) -> Made:
    """A page for each; the language of the sheet must be active. Raises ProofError."""
    report(Stage.LAYOUT)
    title = texts.signs_title(data.sheet, [sign.place.name for sign in data.signs])
    pdf = make_pdf(json.dumps(_document(data, title), default=str), template="aushang")
    report(Stage.PROOF)
    pages = prove_signs(pdf, data.signs)
    check_pages(pdf, [PageRules(SAFE_MM)])
    cells = {sign.place.number: sign.cell for sign in data.signs}
    facts = {"colours": city_colours(data.sheet)}
    # the edition outlives what it shows: were the place withdrawn, its name must not stay behind in a title
    kept_title = texts.signs_title(data.sheet, ())
    return Made(data.definition, kept_title, data.sheet.stand, pdf, pages, data.sheet.places, cells, facts=facts)


def prove_signs(pdf: bytes, signs: Sequence[Sign]) -> int:
    """The number of pages; raises ProofError if a sign has not its own page with name, number, cell and Sozialraum."""
    pages = runs_of(pdf)
    problems = [] if len(pages) == len(signs) else [f"Es sind {len(pages)} Seiten statt {len(signs)}."]
    for sign, page in zip(signs, pages, strict=False):
        problems += [f"Auf dem Aushang für „{sign.place.name}“ fehlt „{text}“." for text in _missing(sign, page)]
    if problems:
        raise ProofError(problems)
    return len(pages)


def _missing(sign: Sign, page: Iterable[Run]) -> Iterator[str]:
    runs = list(page)
    if [run.text for run in runs if run.font == PLATE_FONT] != [str(sign.number)]:
        yield f"Nr. {sign.number}"
    said = [run.text for run in runs]
    yield from (text for text in (sign.place.name, sign.area) if lacks(said, text))
    where = texts.number_and_cell(sign.number, sign.cell)
    if "".join(where.split()) not in "".join("".join(said).split()):
        yield where


def _newest_rows(areas: Iterable[str]) -> dict[int, EditionPlace]:
    """Where each place stands in the newest whole Wegweiser of its Sozialraum, by the id of the place.

    A released one comes before what was drawn since.
    """
    found: dict[int, EditionPlace] = {}
    for area in sorted(areas):
        whole = {"product": str(Product.WEGWEISER), "categories": [], "traeger": ""}
        printed = Edition.objects.filter(sozialraum=area, definition__contains=whole)
        handed_out = printed.filter(state=EditionState.RELEASED)
        edition = handed_out.first() or printed.filter(state=EditionState.CURRENT).first()
        if edition:
            found |= {row.facility_id: row for row in edition.places.select_related("edition") if row.facility_id}
    return found


def _sign(place: Place, row: EditionPlace, areas: dict[str, str], number: int) -> Sign:
    off_map = (str(sheet_texts.WITHOUT_MAP), str(sheet_texts.OUTSIDE))
    return Sign(
        replace(place, number=number),
        areas[row.edition.sozialraum],
        row.number,
        "" if row.cell in off_map else row.cell,
        row.edition_id,
        row.edition.stand,
    )


def _document(data: DoorSigns, title: str) -> dict[str, Any]:
    sheet = data.sheet
    return {
        **common(sheet, title, texts.signs_description(len(data.signs))),
        "we_are_in": texts.WE_ARE_IN,
        "city": sheet.city.name,
        "notice": kept(sheet.city.said_notice.text),
        "logo": picture(sheet.logo) if sheet.logo else None,
        "signs": [_page(sheet, sign) for sign in data.signs],
    }


def _page(sheet: SheetData, sign: Sign) -> dict[str, Any]:
    return {
        "area": kept(sign.area),
        "name": kept(sign.place.name),
        "kind": sheet.kind(sign.place.kind).short_name,
        "symbol": sign.place.kind,
        "number": str(sign.number),
        "said": texts.number_and_cell(sign.number, kept(sign.cell)),
        "qr": code_of(sign.url, QR_MM, sheet_texts.UP_TO_DATE),
        "foot": f"{sheet_texts.stand(sign.stand)} · {sheet_texts.edition_code(sign.code)}",
    }
