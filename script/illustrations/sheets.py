"""One picture of each product: a few pages side by side."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management import call_command

from illustrations.canvas import beside, framed, rendered, save

AREA = "muhretal"


@dataclass(frozen=True)
class Sheet:
    name: str
    options: dict[str, Any] = field(default_factory=dict)
    pages: tuple[int, ...] = (0, 1)
    width_px: int = 620
    """Of a page in the picture."""
    command: str = "export_map"

    @property
    def choices(self) -> dict[str, Any]:
        return {"sozialraum": AREA, **self.options} if self.command == "export_map" else self.options


SHEETS = (
    Sheet("wegweiser-a3"),
    Sheet("wegweiser-a4", {"format": "a4"}, width_px=560),
    Sheet("wegweiser-a2", {"format": "a2", "sozialraum": "innenstadt"}),
    Sheet("wegweiser-a1", {"format": "a1"}, (0,), 900),
    Sheet("wegweiser-grau", {"variant": "grau"}),
    Sheet("wegweiser-gross", {"variant": "gross", "format": "a2"}),
    Sheet("wegweiser-ar", {"language": "ar"}),
    Sheet("wegweiser-einfach", {"language": "de-simple"}, (1,), 900),
    Sheet("flyer", {"product": "flyer", "category": ["betreuung"]}, width_px=640),
    Sheet("ausmalplan", {"product": "ausmalplan"}, (0,), 700),
    Sheet("aushang", {"product": "aushang", "traeger": "Stadt Musterstadt"}, width_px=320),
    Sheet("mein-viertel", {"address": "Heumarkt 25"}, (0,), 560, "export_viertel"),
)
IN_INKS = "druck"
_IN_INKS_PX = 900


def draw_sheets(work: Path, target: Path) -> None:
    """`work` keeps the PDF files."""
    for sheet in SHEETS:
        pdf = work / f"{sheet.name}.pdf"
        call_command(sheet.command, output=pdf, verbosity=0, **sheet.choices)
        save(
            beside([framed(rendered(pdf, page, sheet.width_px)) for page in sheet.pages]), target / f"{sheet.name}.png"
        )
    draw_in_inks(work, target)


def draw_in_inks(work: Path, target: Path) -> None:
    call_command("export_map", sozialraum=AREA, press="crop+fold", output=work / "marks.pdf", verbosity=0)
    save(framed(rendered(work / "marks-druck.pdf", 0, _IN_INKS_PX)), target / f"{IN_INKS}.png")
