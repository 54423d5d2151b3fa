"""Pictures in inks: greys in black alone, colours by the formula."""

import zlib
from typing import Any

import numpy as np
import pikepdf
from PIL import Image

from wegweiser.printing.press.errors import PreflightError
from wegweiser.printing.press.inks import computed

_GREYS = 256


def convert_image(image: pikepdf.Stream, *, only_black: bool = False) -> None:
    """In place; its opacity, a picture of its own, stays. Raises PreflightError for what cannot be unpacked."""
    try:
        picture = pikepdf.PdfImage(image).as_pil_image()
    except (pikepdf.PdfError, NotImplementedError, OSError, ValueError) as error:
        raise PreflightError(["Ein Bild lässt sich nicht lesen; bitte speichern Sie es als PNG."]) from error
    if "/Decode" in image or isinstance(image.get("/Mask"), pikepdf.Array):
        raise PreflightError(["Ein Bild hat umgedrehte oder ausgesparte Farben; bitte speichern Sie es neu als PNG."])
    if picture.mode == "CMYK" and not only_black:
        return
    if only_black or picture.mode in ("1", "L"):
        _store(image, picture.convert("L").tobytes(), _greys())
    else:
        _store(image, _inks_of(picture), pikepdf.Name.DeviceCMYK)
    image.BitsPerComponent = 8


def _inks_of(picture: Image.Image) -> bytes:
    """Line by line: a large picture would need eight bytes for each of its samples at once."""
    samples = np.asarray(picture.convert("RGB"))
    return b"".join((computed(line / 255) * 255).round().astype(np.uint8).tobytes() for line in samples)


def _greys() -> pikepdf.Array:
    """A palette: the samples of a grey picture stay what they are."""
    levels = np.repeat(np.linspace(0, 1, _GREYS)[:, None], 3, axis=1)
    palette = (computed(levels) * 255).round().astype(np.uint8).tobytes()
    return pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceCMYK, _GREYS - 1, pikepdf.String(palette)])


def _store(image: pikepdf.Stream, samples: bytes, space: Any) -> None:
    image.write(zlib.compress(samples), filter=pikepdf.Name.FlateDecode)
    image.ColorSpace = space
