from io import BytesIO

import pytest
from PIL import Image

from wegweiser.directory.choices import Shape
from wegweiser.maps.symbols import SymbolStyle
from wegweiser.printing.greys import grey, grey_picture, grey_style


def contrast(one: str, other: str) -> float:
    """WCAG 2, of two greys."""

    def luminance(colour: str) -> float:
        value = int(colour[1:3], 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("colour", "expected"), [("#FFFFFF", "#FFFFFF"), ("#000000", "#000000"), ("#00FF00", "#B6B6B6")]
)
def test_a_grey_is_as_light_as_its_colour(colour: str, expected: str) -> None:
    assert grey(colour) == expected


@pytest.mark.parametrize(("colour", "glyph"), [
    ("#0A4396", "#FFFFFF"), ("#3FA662", "#FFFFFF"), ("#FFFFAA", "#FFFFFF"),
    ("#FFCF26", "#141414"), ("#7F95AE", "#141414"), ("#101010", "#141414"),
])  # fmt: skip
def test_pictograms_stay_plain_in_grey(colour: str, glyph: str) -> None:
    style = grey_style(SymbolStyle(colour, glyph, Shape.CIRCLE, "children"))

    assert style.shape is Shape.CIRCLE
    assert contrast(style.colour, style.glyph_colour) > 4.5


def test_a_drawn_logo_loses_its_colours_and_keeps_all_else() -> None:
    drawn = (
        '<svg fill="none" style="stroke: #f00; fill:rgb(0, 255, 0)"><g fill="white" id="red" stroke="url(#a)"/></svg>'
    )

    assert grey_picture("image/svg+xml", drawn.encode()).decode() == (
        '<svg fill="none" style="stroke: #363636; fill:#B6B6B6"><g fill="#FFFFFF" id="red" stroke="url(#a)"/></svg>'
    )


def test_a_painted_logo_loses_its_colours() -> None:
    painted = BytesIO()
    Image.new("RGBA", (2, 1), "#FF000080").save(painted, "PNG")

    with Image.open(BytesIO(grey_picture("image/png", painted.getvalue()))) as picture:
        assert picture.mode == "LA"
        assert picture.getpixel((0, 0)) == (76, 128)
