"""What pages say about sheets that can be loaded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language

from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.taxonomy import CategoryGroup
from wegweiser.printing.definition import Definition, Product
from wegweiser.printing.models import Edition, EditionPlace, EditionState

register = template.Library()


@dataclass(frozen=True)
class Flyer:
    group: CategoryGroup
    facts: str


@register.simple_tag
def sheet_facts(product: str, area: str) -> str:
    """„PDF, A4, 240 kB“; the size is that of the newest file, where there is one."""
    definition = Definition.of(area, product=product)
    return _facts(definition, _sizes_kb([definition]))


@register.simple_tag
def flyers(area: str) -> list[Flyer]:
    """One for each group of which there are places in a Sozialraum."""
    present = PublicFacility.objects.in_sozialraum(area).order_by().values_list("group_code", flat=True).distinct()
    groups = CategoryGroup.objects.filter(pk__in=list(present))
    wanted = {group: Definition.of(area, product=Product.FLYER, categories=[group.pk]) for group in groups}
    sizes = _sizes_kb(wanted.values())
    return [Flyer(group, _facts(definition, sizes)) for group, definition in wanted.items()]


def _facts(definition: Definition, sizes_kb: Mapping[str, int]) -> str:
    size = sizes_kb.get(definition.series)
    return ", ".join(["PDF", definition.paper.label, *([_size(size)] if size else [])])


def _size(kb: int) -> str:
    return f"{number_format(kb)} kB" if kb < 1000 else f"{number_format(kb / 1000, 1)} MB"


def _sizes_kb(definitions: Iterable[Definition]) -> dict[str, int]:
    """By series, in the language of the page, in kilobytes."""
    series = [definition.series for definition in definitions]
    editions = Edition.objects.filter(series__in=series, language=get_language()).exclude(state=EditionState.DRAFT)
    oldest_first = editions.order_by("created_at")
    files = {edition.series: edition.path for edition in oldest_first}
    return {name: _kb(path) for name, path in files.items() if path.is_file()}


def file_size(path: Path) -> str:
    return _size(_kb(path))


def _kb(path: Path) -> int:
    return max(1, round(path.stat().st_size / 1000))


@register.simple_tag
def has_door_sign(place: PublicFacility) -> bool:
    """It stands on a printed Wegweiser, and on its map."""
    if place.visibility != Visibility.PUBLIC or place.point is None:
        return False
    printed = EditionPlace.objects.filter(edition__definition__product=str(Product.WEGWEISER))
    return printed.filter(facility_id=place.pk).exists()
