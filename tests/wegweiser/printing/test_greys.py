import pytest

from wegweiser.directory.choices import Shape
from wegweiser.maps.symbols import SymbolStyle
from wegweiser.printing.greys import grey, grey_style


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
