"""Cover, back cover and the panels that fill what the index leaves free, for Typst."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import segno

from wegweiser.directory.city import CityProfile
from wegweiser.directory.city_sections import GERMAN, EmergencyNumber
from wegweiser.directory.direction import kept
from wegweiser.directory.hours import one_line
from wegweiser.directory.translations import translation_note
from wegweiser.printing import texts
from wegweiser.printing.breaks import LONGEST_PIECE, breakable, pieces
from wegweiser.printing.fonts import text_width_mm
from wegweiser.printing.layout.shapes import rings, silhouettes
from wegweiser.printing.map import SheetMap
from wegweiser.printing.values import HOLIDAYS_CLOSED, Logo, SheetData

BACK_MARGIN_MM = 6.0
GUTTER_MM = 5.0
SILHOUETTE_SHARE = 0.45
"""Of the panel's height."""
_SHEETS_SHARE, _MANY_SHEETS_SHARE = 0.5, 0.25
"""Of the panel's height for the map of all Sozialräume, above their names."""
_MANY_SHEETS = 15
_NARROWEST_MM = 95.0
"""Of a column of the index with its margins."""
_READ_IN_HAND_MM = 600.0
"""The longer side of paper that is larger hangs on a wall when flat: its index is set larger."""
QR_MM = 22.0
QUIET_MODULES = 4
_COVER_PT = 16.0
"""The smallest name on a cover."""


@dataclass(frozen=True)
class Panels:
    """How the back is divided. Slots count from the upper left, row by row."""

    magnification: float
    """What is set on panels is printed so many times larger; lengths are those before."""
    columns: int
    rows: int
    width_mm: float
    height_mm: float
    index: tuple[int, ...]
    help: int
    """„Hilfe sofort“ and imprint."""
    cover: int | None = None

    @property
    def column_mm(self) -> float:
        """Of the index."""
        return self.width_mm - 2 * BACK_MARGIN_MM


def panels_of(data: SheetData, sheet_map: SheetMap) -> Panels:
    paper, by = data.definition.paper, data.definition.text_magnification
    folding = paper.folding
    if folding and data.definition.folded:
        width, height = paper.long_mm / folding.columns / by, paper.short_mm / folding.rows / by
        return _turned(data, Panels(
            by, folding.columns, folding.rows, width, height, tuple(folding.inside), folding.back_cover, folding.cover,
        ))  # fmt: skip
    viewport = sheet_map.viewport
    by = max(by, paper.long_mm / _READ_IN_HAND_MM)
    width, height = (side * sheet_map.magnification / by for side in (viewport.width_mm, viewport.height_mm))
    columns = max(2, int(width // _NARROWEST_MM))
    return _turned(data, Panels(by, columns, 1, width / columns, height, tuple(range(columns - 1)), columns - 1))


def _turned(data: SheetData, panels: Panels) -> Panels:
    """A sheet that is read from the right has its cover at the left, so that it opens like an Arabic book."""
    if not data.definition.is_right_to_left:
        return panels

    def turned(slot: int) -> int:
        return slot + panels.columns - 1 - 2 * (slot % panels.columns)

    cover = None if panels.cover is None else turned(panels.cover)
    return replace(panels, index=tuple(map(turned, panels.index)), help=turned(panels.help), cover=cover)


def back(data: SheetData, sheet_map: SheetMap) -> dict[str, Any]:
    panels = panels_of(data, sheet_map)
    return {
        "magnification": panels.magnification,
        "panel": {"width": panels.width_mm, "height": panels.height_mm},
        "columns": panels.columns,
        "rows": panels.rows,
        "index": panels.index,
        "help": panels.help,
        "cover": panels.cover,
    }


@dataclass(frozen=True)
class EditionMark:
    """What a sheet says about itself: its code and the address that shows its table."""

    code: str
    url: str
    number: int | None = None
    """Of a release."""

    @property
    def label(self) -> str:
        """Behind „Ausgabe“."""
        return f"{self.number} · {self.code}" if self.number else self.code

    @property
    def plain_url(self) -> str:
        return self.url.partition("://")[2]


def cover(data: SheetData, sheet_map: SheetMap, mark: EditionMark) -> dict[str, Any]:
    panels = panels_of(data, sheet_map)
    return cover_of(data, mark, panels.width_mm - 2 * BACK_MARGIN_MM, panels.height_mm * SILHOUETTE_SHARE)


def cover_of(data: SheetData, mark: EditionMark, width_mm: float, height_mm: float) -> dict[str, Any]:
    """The silhouette of the city fills at most this much."""
    shapes, width, height = silhouettes([data.area, *data.others], width_mm, height_mm)
    return {
        "series": texts.SERIES,
        "name": _cover_name(data.title, width_mm),
        "city": kept(data.city.name),
        "stand": texts.stand(data.stand),
        "notes": texts.notes(data),
        "logo": picture(data.logo) if data.logo else None,
        "silhouette": {
            "width": width,
            "height": height,
            "own": rings(shapes[0]),
            "others": [rings(shape) for shape in shapes[1:]],
        },
        "qr": {**code_of(mark.url, QR_MM, texts.UP_TO_DATE), "text": kept(mark.plain_url)},
    }


def _cover_name(name: str, width_mm: float) -> str:
    """Broken where not even the smallest letters help, and into pieces as short as need be."""
    longest, text = LONGEST_PIECE, name
    while longest and any(text_width_mm(piece, _COVER_PT, "Bold") > width_mm for piece in pieces(text)):
        text = breakable(name, longest)
        longest -= 1
    return kept(text)


def picture(logo: Logo) -> dict[str, Any]:
    """An SVG as text, a PNG as numbers; neither where there is only a name."""
    kind = logo.media_type.removeprefix("image/").removesuffix("+xml")
    data = logo.content.decode() if kind == "svg" else list(logo.content)
    return {"name": kept(logo.name), "note": kept(logo.note), "format": kind, "data": data}


def code_of(url: str, size_mm: float, label: object) -> dict[str, Any]:
    """A QR code whose dark part is so large, with what is written above it."""
    size = size_mm * qr_share(url)
    return {"label": label, "svg": qr_svg(url), "alt": texts.qr_code(url), "size": size}


def qr_svg(url: str) -> str:
    """With its quiet zone, white."""
    return str(_qr(url).svg_inline(border=QUIET_MODULES, light="#FFFFFF", dark="#141414", omitsize=True))


def qr_share(url: str) -> float:
    """How much larger the picture with its quiet zone is than the code itself."""
    whole, _ = _qr(url).symbol_size(border=QUIET_MODULES)
    bare, _ = _qr(url).symbol_size(border=0)
    return float(whole / bare)


def _qr(url: str) -> segno.QRCode:
    return segno.make_qr(url, error="m")


def emergency(data: SheetData, mark: EditionMark) -> dict[str, Any]:
    language = data.definition.language
    numbers = data.city.emergency or (EmergencyNumber("112", "", labels={language: str(texts.RESCUE)}),)
    return {
        "title": texts.HELP,
        "numbers": [
            {
                "number": kept(entry.number),
                "label": kept(entry.label_in(language)),
                "label_lang": _tongue(entry.labels, language),
                "note": kept(entry.note_in(language)),
                "note_lang": _tongue(entry.notes, language),
            }
            for entry in numbers
        ],
        "office_title": texts.OFFICE,
        "office": office_lines(data.city, language),
        "funders": [picture(funder) for funder in data.funders],
        "imprint": [
            *filter(None, [translation_note(data.city)]),
            *texts.imprint(data.city),
            f"{texts.stand(data.stand)} · {texts.edition_code(mark.label)}",
            *texts.since(data),
            texts.sources(data),
        ],
    }


def _tongue(translations: Mapping[str, str], language: str) -> str:
    """In which language a text of the city stands on the sheet: in German, where it has no translation."""
    return (language if language in translations else GERMAN).partition("-")[0]


def office_lines(city: CityProfile, language: str) -> list[str]:
    office = city.office
    town = " ".join(part for part in (office.postcode, office.city) if part)
    written = [
        kept(office.name),
        kept(", ".join(part for part in (office.street, town) if part)),
        " · ".join(kept(part) for part in (office.phone, office.email) if part),
        kept(office.website.partition("://")[2] or office.website),
        one_line(HOLIDAYS_CLOSED.sub("", office.hours), "", language),
    ]
    return [line for line in written if line]


def fillers(data: SheetData, sheet_map: SheetMap, mark: EditionMark) -> dict[str, Any]:
    panels = panels_of(data, sheet_map)
    share = _MANY_SHEETS_SHARE if len(data.others) >= _MANY_SHEETS else _SHEETS_SHARE
    room = panels.width_mm - 2 * BACK_MARGIN_MM, panels.height_mm * share
    return fillers_of(data, mark, room)


def fillers_of(data: SheetData, mark: EditionMark, room: tuple[float, float]) -> dict[str, Any]:
    """`room` is what the silhouette of all Sozialräume may take."""
    areas = sorted([data.area, *data.others], key=lambda area: area.name)
    shapes, width, height = silhouettes(areas, *room)
    return {
        "numbers": {"title": texts.OWN_NUMBERS, "hint": texts.OWN_NUMBERS_HINT, "labels": texts.OWN_NUMBERS_LABELS},
        "notes": texts.NOTES,
        "guide": {"title": texts.GUIDE, "steps": texts.GUIDE_STEPS},
        "feedback": {
            "qr": {"svg": qr_svg(mark.url), "alt": texts.qr_code(mark.url)},
            "title": texts.FEEDBACK,
            "paragraphs": [texts.FEEDBACK_HINT, f"{texts.FEEDBACK_LINK} {kept(mark.plain_url)}"],
            "office": office_lines(data.city, data.definition.language),
        },
        "sheets": {
            "title": texts.sheets(data),
            "hint": texts.SHEETS_HINT,
            "width": width,
            "height": height,
            "areas": [
                {"name": kept(area.name), "own": area is data.area, "rings": rings(shape), **_middle(shape)}
                for area, shape in zip(areas, shapes, strict=True)
            ],
        },
    }


def _middle(shape: Any) -> dict[str, float]:
    point = shape.representative_point()
    return {"x": point.x, "y": point.y}
