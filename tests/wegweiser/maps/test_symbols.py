import re
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.conf import settings

from wegweiser.directory.categories import Category, Taxonomy
from wegweiser.directory.category_entry import OWN_DRAWINGS
from wegweiser.directory.choices import Shape
from wegweiser.maps.symbols import PictogramError, SymbolStyle, glyph, plate_width_mm, read_glyph, symbol_svg

TAXONOMY = Taxonomy.read(Path(settings.BASE_DIR) / "fixtures" / "categories.toml")
KITA = SymbolStyle.of_category(TAXONOMY.categories["betreuung.kita"])


def drawn(svg: str) -> list[Element]:
    root = fromstring(svg)
    return list(root)


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("category", TAXONOMY.categories.values(), ids=lambda category: category.code)
def test_every_category_has_a_symbol_of_plain_paths(category: Category) -> None:
    parts = drawn(symbol_svg(SymbolStyle.of_category(category)))
    assert [part.get("fill") for part in parts] == ["#FFFFFF", category.group.colour, category.group.glyph_colour]
    assert all(part.tag.endswith("path") and set(part.keys()) == {"fill", "d"} for part in parts)


def test_no_two_categories_of_a_group_look_alike() -> None:
    looks = Counter((category.group.code, category.pictogram) for category in TAXONOMY.categories.values())
    assert {look: count for look, count in looks.items() if count > 1} == {}


@pytest.mark.parametrize("group", TAXONOMY.groups.values(), ids=lambda group: group.code)
def test_pictograms_stand_out_from_their_colour(group: Category) -> None:
    """WCAG 1.4.11 asks for 3:1 of what is not text."""
    light, dark = sorted((luminance(group.colour), luminance(group.glyph_colour)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3


def test_a_symbol_is_as_large_as_asked() -> None:
    root = fromstring(symbol_svg(KITA, 5))
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("5", "5", "0 0 5 5")


def test_the_rim_can_be_left_out() -> None:
    assert [part.get("fill") for part in drawn(symbol_svg(KITA, rim=False))] == [KITA.colour, KITA.glyph_colour]


def test_shapes_differ_without_colour() -> None:
    circle, square = (
        drawn(symbol_svg(SymbolStyle("#000000", "#FFFFFF", shape, "school"), rim=False))[0].get("d") for shape in Shape
    )
    assert circle != square


@pytest.mark.parametrize("pictogram", sorted(path.stem for path in OWN_DRAWINGS.glob("*.svg")))
def test_every_own_drawing_is_plain_and_used(pictogram: str) -> None:
    assert glyph(pictogram).path.startswith("M")
    assert pictogram in {category.pictogram for category in TAXONOMY.categories.values()}


def test_wide_pictograms_stay_inside_the_circle() -> None:
    """The corners of the pictogram's box are no farther from the middle than the radius."""
    style = SymbolStyle("#000000", "#FFFFFF", Shape.CIRCLE, "children")
    glyph_path = drawn(symbol_svg(style, 100, rim=False))[1].get("d") or ""
    starts = [tuple(map(float, start)) for start in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", glyph_path)]
    assert starts
    assert all((x - 50) ** 2 + (y - 50) ** 2 < 50**2 for x, y in starts)


def test_an_unknown_pictogram_is_named() -> None:
    with pytest.raises(PictogramError, match="einhorn"):
        symbol_svg(SymbolStyle("#000000", "#FFFFFF", Shape.CIRCLE, "einhorn"))


def test_a_drawing_with_a_transform_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "moved.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path transform="scale(2)" d="M0 0z"/></svg>'
    )
    with pytest.raises(PictogramError, match=r"moved\.svg"):
        read_glyph(file)


def test_plates_grow_with_their_number() -> None:
    one, two, three, span = (plate_width_mm(number) for number in ("7", "12", "103", "12–25"))
    assert one < two < three < span
    assert two - one == pytest.approx(three - two, abs=0.02)
