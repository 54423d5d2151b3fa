"""How many places of each group a search has found, as links that narrow it down."""

from dataclasses import dataclass

from wegweiser.directory.models.taxonomy import CategoryGroup
from wegweiser.finding.search import MOST_FOUND, Found


@dataclass(frozen=True)
class Counted:
    group: CategoryGroup
    count: str


def counted(found: Found) -> list[Counted]:
    """In the order of the groups; nothing where there is only one."""
    if len(found.groups) < 2:
        return []
    groups = CategoryGroup.objects.filter(pk__in=found.groups)
    return [Counted(group, _said(found.groups[group.pk])) for group in groups]


def _said(count: int) -> str:
    return f"{MOST_FOUND}+" if count > MOST_FOUND else str(count)
