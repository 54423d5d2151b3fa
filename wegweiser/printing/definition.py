"""What somebody wants printed, as a value: it can be stored, sent to a worker, and asked for again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from django.conf import settings
from django.utils.translation import get_language_info

from wegweiser.directory.city import CityProfile
from wegweiser.printing.errors import UnknownChoice
from wegweiser.printing.paper import DOOR_SIGN, PAPERS, Paper

LARGE = 1.75
"""Makes 14 pt of 8 pt, the smallest text of a large-print sheet."""


class Product(StrEnum):
    WEGWEISER = "wegweiser"
    """Map and index of a Sozialraum."""
    FLYER = "flyer"
    """A folded list, of a Sozialraum or of the whole city."""
    AUSHANG = "aushang"
    """A door sign for each place that stands in a Wegweiser."""
    AUSMALPLAN = "ausmalplan"
    """The map as line art for children."""

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Formats it is made for."""
        return _PAPERS[self]

    def paper(self, name: str) -> Paper:
        """The format of this name, the usual one if there is none; raises UnknownChoice."""
        known = {paper.name: paper for paper in self.papers}
        wanted = name.lower() or (USUAL if USUAL in known else next(iter(known)))
        if wanted not in known:
            raise UnknownChoice("Das Format", name, list(known))
        return known[wanted]


USUAL = "a3"
_PAPERS = {
    Product.WEGWEISER: tuple(PAPERS.values()),
    Product.FLYER: (PAPERS["a4"],),
    Product.AUSHANG: (DOOR_SIGN,),
    Product.AUSMALPLAN: (PAPERS["a4"],),
}


CITYWIDE = (Product.FLYER, Product.AUSHANG)
"""Lists, which there are of the whole city too."""


class Variant(StrEnum):
    COLOUR = "farbe"
    GREY = "grau"
    """For office printers."""
    LARGE = "gross"
    """All text at least 14 pt."""


@dataclass(frozen=True)
class Definition:
    area: str
    """Code of the Sozialraum; empty for the whole city, of which there are lists but no map."""
    paper: Paper
    folded: bool = False
    """With panels, cover and back cover; otherwise the index fills the back."""
    language: str = "de"
    variant: Variant = Variant.COLOUR
    categories: tuple[str, ...] = ()
    """Codes of groups or categories; none means all that the city prints."""
    title: str = ""
    """Instead of the name of the Sozialraum, or on a list instead of what is listed."""
    product: Product = Product.WEGWEISER
    traeger: str = ""
    """Only places of this Träger."""
    place: int | None = None
    """Only this place, by its number in the directory."""
    draft: bool = False
    """With „Entwurf“ across it."""

    @property
    def is_citywide(self) -> bool:
        return not self.area and self.product in CITYWIDE

    @property
    def series(self) -> str:
        """What its editions have in common in all languages: the numbers, and what an editor adjusted.

        Left out is what is as usual, so that a choice which sheets learn later changes no series.
        """
        usual = {"language", "draft"}
        chosen = {key: value for key, value in self.plain().items() if value and key not in usual}
        return json.dumps(chosen, sort_keys=True, ensure_ascii=False)

    @property
    def is_right_to_left(self) -> bool:
        return bool(get_language_info(self.language)["bidi"])

    @property
    def magnifications(self) -> tuple[float, ...]:
        """How much larger than usual symbols and texts of the map may be; the first that leaves room for all counts."""
        if self.variant is Variant.LARGE:
            return (LARGE,)
        return self.paper.magnifications

    @property
    def text_magnification(self) -> float:
        """Of the index."""
        if self.variant is Variant.LARGE:
            return LARGE
        return self.paper.folding.magnification if self.paper.folding and self.folded else 1.0

    @property
    def smallest_pt(self) -> float:
        """Of any text, before magnification."""
        return 14 / LARGE if self.variant is Variant.LARGE else 0.0

    def __post_init__(self) -> None:
        if self.folded and self.paper.folding is None:
            folding = [paper.label for paper in PAPERS.values() if paper.folding]
            raise UnknownChoice("Gefaltet: Das Format", self.paper.label, folding)
        if self.folded and self.variant is Variant.LARGE:
            raise UnknownChoice("Gefaltet: Die Fassung", self.variant, [Variant.COLOUR, Variant.GREY])
        if self.variant is Variant.LARGE and self.product is not Product.WEGWEISER:
            raise UnknownChoice("Für dieses Blatt: Die Fassung", self.variant, [Variant.COLOUR, Variant.GREY])
        known = [code for code, _ in settings.LANGUAGES]
        if self.language not in known:
            raise UnknownChoice("Die Sprache", self.language, known)

    @classmethod
    def of(cls, area: str, paper: str = "", **choices: Any) -> Self:
        """From plain values, as forms, commands and stored templates give them; raises UnknownChoice.

        Without `paper`, on the usual one of the product; folded where that is made for it, unless told otherwise.
        """
        product = choices.pop("product", Product.WEGWEISER)
        if product not in list(Product):
            raise UnknownChoice("Das Blatt", str(product), list(Product))
        on = Product(product).paper(paper)
        variant = choices.pop("variant", Variant.COLOUR)
        if variant not in list(Variant):
            raise UnknownChoice("Die Fassung", str(variant), list(Variant))
        categories = tuple(choices.pop("categories", ()))
        folded = choices.pop("folded", on.folding is not None and variant != Variant.LARGE)
        return cls(
            area, on, folded, variant=Variant(variant), categories=categories, product=Product(product), **choices
        )

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        return cls.of(**plain)

    def plain(self) -> dict[str, Any]:
        """What `from_plain` reads, fit for JSON."""
        return {
            "area": self.area,
            "paper": self.paper.name,
            "folded": self.folded,
            "language": self.language,
            "variant": str(self.variant),
            "categories": list(self.categories),
            "title": self.title,
            "product": str(self.product),
            "traeger": self.traeger,
            "place": self.place,
            "draft": self.draft,
        }


def sheet_languages(profile: CityProfile) -> list[str]:
    """The city's languages that sheets can be printed in, its first one first."""
    translated = [code for code, _ in settings.LANGUAGES]
    return [language for language in profile.languages if language in translated]
