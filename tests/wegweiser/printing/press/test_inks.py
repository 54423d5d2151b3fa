"""Each colour of the style has its mixture, a colour that nobody planned is refused."""

import re
from collections.abc import Iterator

import numpy as np
import pytest

from tests.databases import ROOT
from wegweiser.directory.city import CityProfile
from wegweiser.printing.press.errors import PreflightError
from wegweiser.printing.press.inks import BLACK, INKS, PAPER, Cmyk, Inks, blackened, colours_in, computed

_STYLE = (
    "geo/basemap/*.py",
    "geo/basemap/symbols/*.svg",
    "geo/cartography/*.py",
    "wegweiser/printing/typst/*.typ",
    "wegweiser/printing/layout/*.py",
    "fixtures/categories.toml",
)


def style_colours() -> Iterator[tuple[str, str]]:
    for pattern in _STYLE:
        for path in sorted(ROOT.glob(pattern)):
            for colour in re.findall(r"#[0-9A-Fa-f]{6}", path.read_text()):
                yield colour.upper(), path.relative_to(ROOT).as_posix()


def channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def test_every_colour_of_the_style_has_a_mixture() -> None:
    found = dict(style_colours())
    missing = {}
    for colour, path in found.items():
        try:
            Inks().of(channels(colour))
        except PreflightError:
            missing[colour] = f"{path}; by the formula {(computed(np.array(channels(colour))) * 100).round()}"

    assert len(found) > 40
    assert missing == {}, "give them a mixture in wegweiser/printing/press/inks.py"


def test_no_mixture_is_left_of_a_colour_that_is_gone() -> None:
    assert set(INKS) - set(dict(style_colours())) == {CityProfile.accent}


def test_no_mixture_is_too_wet_even_under_overprinted_black() -> None:
    assert {colour for colour, ink in INKS.items() if ink.total > 300 or sum(ink[:3]) + 100 > 300} == set()
    assert {colour for colour, ink in INKS.items() if not all(0 <= share <= 100 for share in ink)} == set()


@pytest.mark.parametrize(
    ("colour", "ink"),
    [
        ((0.078431, 0.078431, 0.078431), BLACK),  # as Mapnik writes #141414
        ((0.078431375,), BLACK),  # as Typst writes it
        ((0.0,), BLACK),
        ((0.0, 0.0, 0.0), BLACK),
        ((1.0,), PAPER),
        ((1.0, 1.0, 1.0), PAPER),
        ((0.862745, 0.921569, 0.796078), INKS["#DCEBCB"]),
    ],
)
def test_black_white_and_the_style_are_looked_up(colour: tuple[float, ...], ink: Cmyk) -> None:
    assert Inks().of(colour) == ink


@pytest.mark.parametrize("level", range(0, 256, 5))
def test_a_grey_is_printed_with_black_alone(level: int) -> None:
    assert Inks().of((level / 255,))[:3] == (0, 0, 0)


def test_an_unknown_colour_is_named() -> None:
    with pytest.raises(PreflightError, match="Farbe #123456 steht kein Wert"):
        Inks().of(channels("#123456"))


def test_a_city_brings_its_own_colours() -> None:
    inks = Inks.with_city(["#2b8a3e"])

    assert inks.of(channels("#2B8A3E")) == (79, 0, 99, 32)
    assert inks.of(channels("#00505C")) == INKS["#00505C"]
    with pytest.raises(PreflightError, match="#2B8A3F"):
        inks.of(channels("#2B8A3F"))


@pytest.mark.parametrize(("colour", "black"), [("#1A1A2E", True), ("#332211", True), ("#1A1A34", False)])
def test_a_very_dark_colour_of_a_city_is_black(colour: str, black: bool) -> None:
    assert (Inks.with_city([colour]).of(channels(colour)) == BLACK) is black


def test_the_formula_never_floods_the_paper() -> None:
    steps = np.linspace(0, 1, 18)
    all_colours = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(-1, 3)

    mixtures = computed(all_colours)

    assert mixtures.min() >= 0
    assert mixtures.max() <= 1
    assert mixtures.sum(axis=1).max() <= 3
    assert mixtures[:, :3].min(axis=1).max() == 0


def test_within_a_mask_only_the_luminosity_counts() -> None:
    assert blackened((0.25,)) == (0, 0, 0, 75)
    assert blackened((0.0, 1.0, 0.0)) == (0, 0, 0, 41)


def test_the_colours_of_a_logo_are_read_from_its_drawing() -> None:
    svg = """<svg><style>.a{fill:#ABC;stroke:rgb(1, 2, 3)}</style><path fill="hsl(120, 100%, 25%)" d="M1 2a3 4"/>
    <g fill="Tomato" stop-color='#00505c80' clip-path="url(#deck)"/></svg>"""

    assert colours_in(svg) == {"#000000", "#AABBCC", "#010203", "#008000", "#FF6347", "#00505C"}
