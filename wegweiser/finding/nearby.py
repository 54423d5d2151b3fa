"""What is near a point: the nearest places of each group, and the Sozialraum in which one lives there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.gis.db.models.functions import Transform
from django.contrib.gis.geos import Point

from geo.crs import WGS84
from geo.db.nearest import Near, nearest_of_each
from geo.db.querysets import in_storage_crs
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import CategoryGroup
from wegweiser.directory.walking import walking_minutes


@dataclass(frozen=True)
class Kind:
    """A group or a category, and its nearest places; each has `distance_m` and its `position` in EPSG:4326."""

    code: str
    places: tuple[PublicFacility, ...]


@dataclass(frozen=True)
class Nearby:
    sozialraum: Sozialraum | None
    """None outside the city."""
    kinds: tuple[Kind, ...]

    @property
    def is_reachable(self) -> bool:
        """Whether anything can be walked to."""
        return any(walking_minutes(place.distance_m) for kind in self.kinds for place in kind.places[:1])


def sozialraum_at(point: Point) -> Sozialraum | None:
    covering = Sozialraum.objects.filter(boundary__covers=in_storage_crs(point))
    return covering.defer("boundary").order_by("code").first()


def nearby(point: Point, kinds: Sequence[str] = (), count: int = 3) -> Nearby:
    """The `count` nearest of each of `kinds`: all of them groups, or all of them categories; every group by default."""
    codes = list(kinds) or list(CategoryGroup.objects.values_list("code", flat=True))
    field = "category_id" if "." in codes[0] else "group_code"
    near = nearest_of_each(PublicFacility.objects.all(), field, codes, point, count)
    places = _places(near)
    of_kind = {
        code: tuple(places[each.pk] for each in near if each.kind == code and each.pk in places) for code in codes
    }
    return Nearby(sozialraum_at(point), tuple(Kind(code, found) for code, found in of_kind.items() if found))


def _places(near: Sequence[Near]) -> dict[int, PublicFacility]:
    located = PublicFacility.objects.with_category().annotate(position=Transform("point", WGS84))
    found: dict[int, PublicFacility] = located.in_bulk([each.pk for each in near])
    for each in near:
        if each.pk in found:
            found[each.pk].distance_m = each.distance_m
    return found
