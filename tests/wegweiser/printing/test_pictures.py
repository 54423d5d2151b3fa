from io import BytesIO
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from django.core.management import call_command
from PIL import Image

from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import PictureTooLarge
from wegweiser.printing.export import export_sheet
from wegweiser.printing.models import Edition
from wegweiser.printing.pictures import map_png, map_svg

pytestmark = pytest.mark.django_db
DEFINITION = Definition.of("innenstadt")


@pytest.fixture
def edition() -> Edition:
    return export_sheet(DEFINITION)


def test_the_map_as_png_has_the_size_of_the_paper_at_the_chosen_resolution(edition: Edition) -> None:
    picture = Image.open(BytesIO(map_png(edition, 100)))

    assert picture.size == (1654, 1170)
    assert round(picture.info["dpi"][0]) == 100
    assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 1000


def test_the_command_writes_what_the_ending_of_the_file_says(edition: Edition, tmp_path: Path) -> None:
    for ending, begin in ((".pdf", b"%PDF"), (".png", b"\x89PNG"), (".svg", b"<svg ")):
        call_command("export_map", sozialraum="innenstadt", output=tmp_path / f"plan{ending}", dpi=50)
        assert (tmp_path / f"plan{ending}").read_bytes().startswith(begin)


@pytest.mark.parametrize("dpi", [0, 20, 601, 5000])
def test_resolutions_beyond_reason_are_refused_with_what_is_allowed(edition: Edition, dpi: int) -> None:
    with pytest.raises(PictureTooLarge, match="Erlaubt sind 36 bis 600 dpi"):
        map_png(edition, dpi)


def test_the_map_as_svg_has_the_size_of_the_paper_and_holds_base_map_and_symbols(edition: Edition) -> None:
    svg = fromstring(map_svg(edition))

    assert (svg.get("width"), svg.get("height")) == ("420mm", "297mm")
    images = [item for item in svg.iter() if item.tag.endswith("}image")]
    assert len(images) > 100  # the base map and a pictogram for each plate
    assert max(len(value) for image in images for value in image.attrib.values()) > 1_000_000
