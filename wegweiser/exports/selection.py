"""Sozialräume × formats × languages × variants: many sheets asked for at once, and what they are called."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import get_language_info, override

from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.city import City
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.printing.definition import Definition, Product, Variant, sheet_languages
from wegweiser.printing.errors import PrintingError

PRODUCT_NAMES = {
    Product.WEGWEISER: "Wegweiser",
    Product.FLYER: "Flyer",
    Product.AUSHANG: "Aushänge",
    Product.AUSMALPLAN: "Ausmalplan",
}
WHOLE_CITY = "ganze Stadt"
VARIANT_NAMES = {Variant.COLOUR: "Farbe", Variant.GREY: "Graustufen", Variant.LARGE: "große Schrift"}
MOST = 500
"""More sheets at once are a slip of the hand: a city with nine Sozialräume has 360 of them."""
LONGEST_NAME = 200
LONGEST_SLUG = 40


class TooManySheets(PrintingError):
    def __init__(self, count: int) -> None:
        super().__init__(f"Das wären {count} Blätter. Mehr als {MOST} auf einmal werden nicht gedruckt.")


@dataclass(frozen=True)
class Selection:
    areas: Sequence[str]
    papers: Sequence[str] = ("",)
    """None named: the usual one of the product."""
    languages: Sequence[str] = ("de",)
    variants: Sequence[str] = (Variant.COLOUR,)
    flat: bool = False
    categories: Sequence[str] = ()
    title: str = ""
    product: str = Product.WEGWEISER
    traeger: str = ""
    """Only places of this Träger."""

    def definitions(self) -> list[Definition]:
        """Raises UnknownChoice, TooManySheets."""
        count = len(self.areas) * len(self.papers) * len(self.languages) * len(self.variants)
        if count > MOST:
            raise TooManySheets(count)
        same = {"product": self.product, "categories": self.categories, "title": self.title, "traeger": self.traeger}
        folding = {"folded": False} if self.flat else {}
        chosen = product(self.areas, self.papers, self.languages, self.variants)
        found = (
            Definition.of(area, paper, language=language, variant=variant, **same, **folding)
            for area, paper, language, variant in chosen
        )
        return list(dict.fromkeys(found))


def offered_languages() -> list[str]:
    """Those that the city speaks: in any other the code on a sheet would lead to no page."""
    city = City.objects.first()
    return sheet_languages(CityProfile.from_data(city.profile)) if city else [settings.LANGUAGE_CODE]


def language_name(code: str) -> str:
    """In German, as the staff's side speaks."""
    given = dict(settings.LANGUAGES).get(code, code)
    if "-" in code:
        return given
    with override("de"):
        return str(get_language_info(code)["name_translated"] or given)


def details(definition: Definition) -> str:
    """All but the Sozialraum."""
    parts = [_paper(definition), language_name(definition.language)]
    if definition.variant != Variant.COLOUR:
        parts.append(VARIANT_NAMES[definition.variant])
    if definition.categories:
        parts.append("Auswahl")
    if definition.traeger:
        parts.append(definition.traeger)
    if definition.title:
        parts.append(f"„{definition.title}“")
    return " · ".join(parts)


def label(definition: Definition, names: dict[str, str]) -> str:
    parts = [_area(definition, names), details(definition)]
    if definition.product != Product.WEGWEISER:
        parts.insert(0, PRODUCT_NAMES[definition.product])
    return " · ".join(parts)


def summary(definitions: Sequence[Definition]) -> str:
    """What was asked for, in a line."""
    names = area_names()
    products = list(dict.fromkeys(PRODUCT_NAMES[definition.product] for definition in definitions))
    areas = list(dict.fromkeys(_area(definition, names) for definition in definitions))
    papers = list(dict.fromkeys(_paper(definition) for definition in definitions))
    languages = list(dict.fromkeys(language_name(definition.language) for definition in definitions))
    variants = list(dict.fromkeys(VARIANT_NAMES[definition.variant] for definition in definitions))
    parts = (
        _listed(products, "Arten"),
        _listed(areas, "Sozialräume"),
        _listed(papers, "Formate"),
        _listed(languages, "Sprachen"),
        *([_listed(variants, "Fassungen")] if variants != [VARIANT_NAMES[Variant.COLOUR]] else []),
    )
    return " · ".join(parts)[:LONGEST_NAME]


def area_names() -> dict[str, str]:
    return dict(Sozialraum.objects.values_list("code", "name"))


def file_names(definitions: Sequence[Definition]) -> list[str]:
    """`wegweiser-innenstadt-a3-tr.pdf`; numbered where two would be the same."""
    stems = [_stem(definition) for definition in definitions]
    before = [stems[:index].count(stem) for index, stem in enumerate(stems)]
    return [f"{stem}-{same + 1}.pdf" if same else f"{stem}.pdf" for stem, same in zip(stems, before, strict=True)]


def _area(definition: Definition, names: dict[str, str]) -> str:
    return names.get(definition.area, definition.area) or WHOLE_CITY


def _paper(definition: Definition) -> str:
    folding = ("gefaltet" if definition.folded else "flach") if definition.paper.folding else ""
    return f"{definition.paper.label} {folding}".strip()


def _listed(words: Sequence[str], noun: str) -> str:
    return " und ".join(words) if len(words) <= 2 else f"{len(words)} {noun}"


def _stem(definition: Definition) -> str:
    parts = [str(definition.product), definition.area or "stadt", definition.paper.name]
    if definition.paper.folding and not definition.folded and definition.variant != Variant.LARGE:
        parts.append("flach")
    if definition.variant != Variant.COLOUR:
        parts.append(str(definition.variant))
    if definition.categories:
        parts.append("auswahl")
    if definition.traeger:
        parts.append(slugify(definition.traeger)[:LONGEST_SLUG] or "traeger")
    if definition.language != settings.LANGUAGE_CODE:
        parts.append(definition.language)
    return "-".join(parts)
