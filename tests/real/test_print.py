"""Real cities print: every sheet is proved before it is kept, so these tests look at what else it says."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from tests.real.cities import needs_real_data
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.printing.definition import Definition
from wegweiser.printing.export import export_sheet
from wegweiser.printing.models import Edition

pytestmark = [pytest.mark.real, needs_real_data]
Load = Callable[[str], str]


def text_of(edition: Edition, page: int) -> str:
    with pypdfium2.PdfDocument(edition.path) as pdf:
        return str(pdf[page].get_textpage().get_text_range()).replace("\r\n", " ")


def test_oberhausen_prints_six_overviews_with_every_school(load_real_city: Load) -> None:
    load_real_city("oberhausen")
    printed = set()

    for area in Sozialraum.objects.all():
        edition = export_sheet(Definition.of(area.code))
        front = text_of(edition, 0)
        assert "Übersichtsplan ohne Straßen" in front
        assert "Skizze, nicht amtlich" in front
        assert any(other.name in front for other in Sozialraum.objects.exclude(pk=area.pk)), "neighbours are named"
        for school in PublicFacility.objects.in_sozialraum(area.code).exclude(point=None):
            assert school.name.split()[0] in front, "the name stands beside the plate"
        printed |= set(edition.places.values_list("facility_id", flat=True))

    assert printed == set(PublicFacility.objects.values_list("pk", flat=True))


def test_liechtenstein_prints_every_gemeinde_with_its_exclaves(load_real_city: Load) -> None:
    load_real_city("liechtenstein")

    for area in Sozialraum.objects.all():
        edition = export_sheet(Definition.of(area.code))
        assert area.name in text_of(edition, 0)
        assert edition.path.stat().st_size < 3_000_000


def test_kaiserslautern_needs_a_large_sheet_and_says_where_the_map_ends(load_real_city: Load, tmp_path: Path) -> None:
    load_real_city("kaiserslautern")
    output = tmp_path / "plan.pdf"

    with pytest.raises(CommandError, match=r"zu viele für dieses Format\. Auf A2 finden alle Platz\."):
        call_command("export_map", sozialraum="innenstadt", format="a3", output=output)
    assert not output.exists()

    edition = export_sheet(Definition.of("innenstadt", "a2"))
    front = text_of(edition, 0)
    assert "Schraffiert" in front
    assert "OpenStreetMap" in front
    assert edition.places.count() == edition.snapshot["places"] > 200
