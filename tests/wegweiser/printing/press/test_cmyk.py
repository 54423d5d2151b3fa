"""What a composed sheet is made of, and what it is printed with."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from tests.wegweiser.printing.press.conftest import changed, composed, operators
from wegweiser.printing.press import Order, print_pdf
from wegweiser.printing.press.errors import PreflightError
from wegweiser.printing.press.inks import INKS, Inks, computed
from wegweiser.printing.press.streams import KNOCKOUT, OVERPRINT, Recolouring

SVG_HEAD = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'>"


def picture(svg: str) -> str:
    return f'= Probe\n#image(bytes("{SVG_HEAD}{svg}</svg>"), format: "svg", width: 40mm, alt: "Logo")'


def png(image: Image.Image) -> str:
    target = BytesIO()
    image.save(target, "PNG")
    numbers = ", ".join(str(byte) for byte in target.getvalue())
    return f'= Probe\n#image(bytes(({numbers})), format: "png", width: 20mm, alt: "Logo")'


def streams(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    return (item for item in pdf.objects if isinstance(item, pikepdf.Stream))


def recoloured(content: bytes, spaces: dict[str, Any] | None = None) -> list[tuple[str, tuple[float | str, ...]]]:
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(content)
        stream.write(Recolouring(spaces or {}, Inks().of).rewrite(stream))
        return operators(stream)


def test_every_stream_of_a_sheet_is_in_inks(finished: bytes) -> None:
    with pikepdf.open(BytesIO(finished)) as pdf:
        forms = [stream for stream in streams(pdf) if stream.get("/Subtype") == "/Form"]
        used = [operators(pdf.pages[0]), *map(operators, forms)]
        groups = {str(form.Group.CS) for form in forms}

    names = {name for content in used for name, _ in content}
    mixtures = {tuple(round(share * 100) for share in shares) for each in used for name, shares in each if name == "k"}
    assert len(forms) == 2
    assert groups == {"/DeviceCMYK"}
    assert names.isdisjoint({"g", "G", "rg", "RG", "cs", "CS", "sc", "SC", "scn", "SCN"})
    assert {INKS[colour] for colour in ("#141414", "#33302B", "#F4F1EA", "#00505C", "#DCEBCB", "#B81717")} <= mixtures


def test_lines_keep_their_side() -> None:
    assert recoloured(b"1 1 1 RG 0.078 0.078 0.078 rg 0 g") == [
        ("K", (0.0, 0.0, 0.0, 0.0)),
        ("k", (0.0, 0.0, 0.0, 1.0)),
        ("k", (0.0, 0.0, 0.0, 1.0)),
    ]


def test_a_named_space_is_replaced_and_inks_stay() -> None:
    spaces = {"/c0": pikepdf.Name.DeviceRGB, "/c1": pikepdf.Name.DeviceGray}

    assert recoloured(b"/c0 cs 1 1 1 scn /c1 CS 0 SCN 0.1 0.2 0.3 0.4 k", spaces) == [
        ("k", (0.0, 0.0, 0.0, 0.0)),
        ("K", (0.0, 0.0, 0.0, 1.0)),
        ("k", (0.1, 0.2, 0.3, 0.4)),
    ]


def test_a_space_without_colour_means_black() -> None:
    assert recoloured(b"1 1 1 rg /DeviceRGB cs 0 0 1 1 re f")[1:3] == [
        ("k", (0.0, 0.0, 0.0, 1.0)),
        ("re", (0.0, 0.0, 1.0, 1.0)),
    ]


def test_what_was_saved_comes_back() -> None:
    """After Q the space is RGB again, though a grey came between."""
    content = recoloured(b"/DeviceRGB cs q /DeviceGray cs 1 sc Q 1 1 1 sc")

    assert content[-1] == ("k", (0.0, 0.0, 0.0, 0.0))


def test_black_letters_and_nothing_else_are_printed_over() -> None:
    content = recoloured(b"0 g 0 0 1 1 re f BT (a) Tj 1 1 1 rg (b) Tj 0 g (c) Tj ET 0 0 1 1 re f")

    assert [operands if name == "gs" else name for name, operands in content if name in ("gs", "Tj", "f")] == [
        "f", (str(OVERPRINT),), "Tj", (str(KNOCKOUT),), "Tj", (str(OVERPRINT),), "Tj", (str(KNOCKOUT),), "f",
    ]  # fmt: skip


def test_gradients_and_masks_of_a_logo_are_in_inks() -> None:
    svg = (
        "<linearGradient id='a'><stop stop-color='#ff8800'/><stop offset='.5' stop-color='#00505C'/>"
        "<stop offset='1' stop-color='#ff8800' stop-opacity='.2'/></linearGradient>"
        "<mask id='m'><rect width='20' height='20' fill='#888'/></mask>"
        "<rect width='20' height='20' fill='url(#a)'/>"
        "<g mask='url(#m)'><rect x='10' width='20' height='20' fill='#ff8800'/></g>"
    )
    made = print_pdf(composed(picture(svg)), Order(city_colours=frozenset({"#FF8800"})))

    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        ends = {
            tuple(round(float(share) * 100) for share in item[end])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/FunctionType") == 2
            for end in ("/C0", "/C1")
        }
        shadings = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/ShadingType" in item]
        spaces = {str(shading.ColorSpace) for shading in shadings}
    orange = Inks.with_city(["#FF8800"]).of((1.0, 0x88 / 255, 0.0))
    assert {orange, INKS["#00505C"], (0, 0, 0, 0), (0, 0, 0, 80)} <= ends
    assert spaces == {"/DeviceCMYK"}
    assert made.report.transparency


def test_a_coloured_picture_is_converted_sample_by_sample() -> None:
    samples = np.zeros((400, 400, 4), np.uint8)
    samples[:, :200] = (0xFF, 0x88, 0, 0xFF)
    samples[:, 200:] = (0, 0x50, 0x5C, 0x80)
    made = print_pdf(composed(png(Image.fromarray(samples))), Order())

    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        image = next(stream for stream in streams(pdf) if "/SMask" in stream)
        inks = np.frombuffer(image.read_bytes(), np.uint8).reshape(400, 400, 4)
        assert image.ColorSpace == "/DeviceCMYK"
        assert image.SMask.ColorSpace == "/DeviceGray"
    for colour, column in (((0xFF, 0x88, 0), 0), ((0, 0x50, 0x5C), 399)):
        assert inks[0, column] == pytest.approx(computed(np.array(colour) / 255) * 255, abs=1)
    assert made.report.pictures == 1
    assert made.report.least_dpi == pytest.approx(508, abs=1)


def test_a_grey_picture_is_printed_with_black_alone() -> None:
    made = print_pdf(composed(png(Image.fromarray(np.tile(np.arange(256, dtype=np.uint8), (256, 1))))), Order())

    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        image = next(stream for stream in streams(pdf) if stream.get("/Width") == 256)
        palette = np.frombuffer(bytes(image.ColorSpace[3]), np.uint8).reshape(256, 4)
        assert image.ColorSpace[0] == "/Indexed"
        assert image.ColorSpace[1] == "/DeviceCMYK"
    assert palette[0].tolist() == [0, 0, 0, 255]
    assert palette[255].tolist() == [0, 0, 0, 0]
    assert palette[:, :3].max() == 0


def test_tags_links_and_bookmarks_stay_on_the_screen(finished: bytes) -> None:
    with pikepdf.open(BytesIO(finished)) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines"} & set(pdf.Root.keys())
        assert not {"/Annots", "/StructParents", "/Tabs"} & set(pdf.pages[0].keys())


def lab(pdf: pikepdf.Pdf) -> None:
    space = pikepdf.Array([pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=[0.9, 1, 1.1])])
    pdf.pages[0].Resources.ColorSpace.odd = space
    pdf.pages[0].contents_add(b"/odd cs 50 10 10 scn 0 0 1 1 re f")


def uncoloured_pattern(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.ColorSpace.odd = pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceRGB])
    pdf.pages[0].contents_add(b"/odd cs 1 0 0 /none scn 0 0 1 1 re f")


def inline_picture(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI")


def unknown_colour(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0.2 0.4 0.6 rg 0 0 1 1 re f")


def colour_of_no_space(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0.2 0.4 sc 0 0 1 1 re f")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lab, "Farbraum Lab lässt sich nicht"),
        (uncoloured_pattern, "Farbraum Uncoloured lässt sich nicht"),
        (inline_picture, "Bild liegt mitten in einem Inhaltsstrom"),
        (unknown_colour, "Farbe #336699 steht kein Wert"),
        (colour_of_no_space, "Farbe passt nicht zu ihrem Farbraum"),
    ],
)
def test_what_has_no_inks_is_refused(sheet: bytes, change: Callable[[pikepdf.Pdf], None], message: str) -> None:
    with pytest.raises(PreflightError, match=message):
        print_pdf(changed(sheet, change), Order())


def test_a_conic_gradient_is_refused() -> None:
    body = "= Probe\n#pdf.artifact(rect(fill: gradient.conic(red, blue), width: 9mm, height: 9mm))"

    with pytest.raises(PreflightError, match="Farbverlauf"):
        print_pdf(composed(body), Order())
