"""Logos of the city and of its funders: checked when the folder is read, because a printer is too late to ask."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image, UnidentifiedImageError

from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.folder import CityFolder
from wegweiser.directory.models.city import CityLogo

MAXIMUM_BYTES = 1_000_000
PNG_PIXELS = range(300, 4001)
"""Wide enough for 25 mm at 300 dpi, and small enough to unpack."""
ALLOWED = "Erlaubt sind SVG und PNG (300 bis 4000 Pixel breit) bis 1 MB."

_SVG = "{http://www.w3.org/2000/svg}"
_FORBIDDEN = {
    "script": "ein Skript",
    "foreignObject": "fremde Inhalte (foreignObject)",
    "image": "ein eingebettetes Bild",
    "text": "Schrift, die anderswo anders aussieht; bitte in Pfade umwandeln",
}
_FOREIGN = re.compile(r"@import|url\(\s*[\"']?\s*(?!#|[\"'\s])", re.IGNORECASE)


class _Unfit(Exception):
    """A logo cannot be used; the words name what is wrong with it."""


def read_logos(folder: CityFolder) -> Iterator[CityLogo]:
    """Raises ImportRefused with the name of the file and what is allowed."""
    for name in dict.fromkeys(folder.profile.logo_files()):
        try:
            yield _logo(folder.path / name, name)
        except _Unfit as error:
            raise ImportRefused(f"Logo „{name}“: {error}. {ALLOWED}") from error


def store_logos(logos: list[CityLogo]) -> None:
    CityLogo.objects.all().delete()
    CityLogo.objects.bulk_create(logos)


def _logo(path: Path, name: str) -> CityLogo:
    if path.stat().st_size > MAXIMUM_BYTES:
        raise _Unfit("Die Datei ist größer als 1 MB")
    content = path.read_bytes()
    match path.suffix.lower():
        case ".svg":
            _check_svg(content)
            return CityLogo(file=name, media_type="image/svg+xml", content=content)
        case ".png":
            _check_png(content)
            return CityLogo(file=name, media_type="image/png", content=content)
    raise _Unfit(f"Die Endung „{path.suffix}“ ist keine, die gedruckt werden kann")


def _check_png(content: bytes) -> None:
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as image:
            if image.width not in PNG_PIXELS or image.height > PNG_PIXELS[-1]:
                raise _Unfit(f"Das Bild ist {image.width} × {image.height} Pixel groß")
            image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _Unfit("Die Datei lässt sich nicht als PNG lesen") from error


def _check_svg(content: bytes) -> None:
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise _Unfit("Die Datei enthält eine Dokumenttyp-Angabe (DOCTYPE); bitte ohne sie speichern") from error
    except (ParseError, ValueError, LookupError) as error:
        raise _Unfit("Die Datei lässt sich nicht als SVG lesen") from error
    if b"<?xml-stylesheet" in content:
        raise _Unfit("Die Datei verweist nach außen (xml-stylesheet)")
    if root.tag != f"{_SVG}svg" or not _has_size(root):
        raise _Unfit("Die Datei ist kein SVG mit Größe (viewBox oder width und height)")
    for element in root.iter():
        _check_element(element)


def _has_size(root: Element) -> bool:
    try:
        _, _, width, height = map(float, root.attrib["viewBox"].replace(",", " ").split())
    except KeyError:
        return all(re.match(r"[\d.]*[1-9]", root.get(name, "")) for name in ("width", "height"))
    except ValueError:
        return False
    return width > 0 and height > 0


def _check_element(element: Element) -> None:
    name = str(element.tag).removeprefix(_SVG)
    if name in _FORBIDDEN:
        raise _Unfit(f"Die Datei enthält {_FORBIDDEN[name]}")
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2].lower()
        if attribute.startswith("on"):
            raise _Unfit(f"Die Datei enthält ein Skript ({attribute})")
        if attribute in {"href", "src"} and not value.startswith("#"):
            raise _Unfit(f"Die Datei verweist nach außen ({attribute})")
    if any(_FOREIGN.search(text) for text in (element.text or "", *element.attrib.values())):
        raise _Unfit("Die Datei verweist nach außen (url)")
