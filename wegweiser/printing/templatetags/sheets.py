"""What pages say about sheets that can be loaded."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.formats import number_format

from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.taxonomy import CategoryGroup
from wegweiser.printing.definition import Definition
from wegweiser.printing.models import Edition, EditionPlace, EditionState

register = template.Library()


@register.simple_tag
def sheet_facts(product: str, area: str, category: str = "") -> str:
    """„PDF, A4, 240 kB“; the size is that of the newest file, where there is one."""
    definition = Definition.of(area, product=product, categories=[category] if category else [])
    newest = Edition.objects.filter(series=definition.series).exclude(state=EditionState.DRAFT).first()
    facts = ["PDF", definition.paper.label]
    if newest and newest.path.is_file():
        facts.append(f"{number_format(max(1, round(newest.path.stat().st_size / 1000)))} kB")
    return ", ".join(facts)


@register.simple_tag
def flyer_groups(area: str) -> list[CategoryGroup]:
    """Groups of which there are places in a Sozialraum."""
    present = PublicFacility.objects.in_sozialraum(area).order_by().values_list("group_code", flat=True).distinct()
    return list(CategoryGroup.objects.filter(pk__in=list(present)))


@register.simple_tag
def has_door_sign(place: PublicFacility) -> bool:
    """It stands on a printed Wegweiser, and on its map."""
    if place.visibility != Visibility.PUBLIC or place.point is None:
        return False
    wegweiser: Mapping[str, Any] = {"edition__definition__product": "wegweiser"}
    return EditionPlace.objects.filter(facility_id=place.pk, **wegweiser).exists()
