"""What families wait for: nearest places, search and address suggestions, with far more of all than a city has."""

import re
from collections.abc import Callable, Iterator
from statistics import median

from django.contrib.gis.db.models.functions import Distance
from django.db import connection

from benchmarks import crowd
from benchmarks.measure import Figure, median_seconds
from geo.db.nearest import explain_nearest
from geo.gazetteer.models import Street
from geo.gazetteer.suggestions import suggest
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.taxonomy import CategoryGroup
from wegweiser.finding.search import Found, search

_SEARCHES = ("kita", "anaokulu", "spielplatz", "Kita Ahornberg", "Beratung", "Spielplaz", "Lindnhof", "xqzw")
_RUNS = 15


def measure() -> Iterator[Figure]:
    with crowd.own_database():
        crowd.fill_places(20_000, searchable=True)
        yield nearest(20_000, 2)
        yield _search(20_000, 20)
        crowd.fill_places(100_000, searchable=True)
        yield _search(100_000, 60)
        yield suggestions(50_000, 15)


def nearest(count: int, limit: float) -> Figure:
    point, rows = crowd.centre(count), PublicFacility.objects.all()
    groups = list(CategoryGroup.objects.values_list("code", flat=True))
    plans = [explain_nearest(rows, "group_code", groups, point, 3) for _ in range(_RUNS)]
    name = f"nearest 3 of each of 10 groups, one of them rare, among {count:,} places: in the database"
    return Figure(name, median(map(_execution_ms, plans)), "ms", "sorting all of them", _sorted_ms(point), limit)


def _sorted_ms(point: object) -> float:
    """What peers do: the distance of every place of each group, then a sort."""
    group = PublicFacility.objects.filter(group_code="betreuung", point__isnull=False)
    ordered = group.annotate(far=Distance("point", point)).order_by("far")
    groups = CategoryGroup.objects.count()
    return groups * median_seconds(lambda: list(ordered.values_list("pk")[:3]), runs=3) * 1000


def _search(count: int, limit: float) -> Figure:
    worst = max(_SEARCHES, key=lambda text: _ms(lambda: _find(text)))
    name = f"search for „{worst}“, the slowest of {len(_SEARCHES)}, among {count:,} places, with counts"
    alone = PublicFacility.objects.filter(name__icontains=worst).values_list("pk")
    return Figure(
        name, _ms(lambda: _find(worst)), "ms", "the name alone, without index", _ms(lambda: list(alone.all())), limit
    )


def _find(text: str) -> Found:
    return search(PublicFacility.objects.all(), text)


def suggestions(count: int, limit: float) -> Figure:
    crowd.fill_addresses(count)
    rows = Street.objects.filter(name__regex="....str").order_by("pk").values_list("name", "place")
    typed = [text for name, _ in rows[:: max(1, rows.count() // 6)][:5] for text in _typings(name)]
    worst = max(typed, key=lambda text: _ms(lambda: suggest(text)))
    name = f"address suggestions for the slowest of {len(typed)} spellings among {count:,} addresses"
    return Figure(name, _ms(lambda: suggest(worst)), "ms", "an empty query", _ms(_nothing), limit)


def _typings(name: str) -> list[str]:
    short = name.replace("straße", "str").replace("Straße", "Str")
    return [f"{name} 7", f"{short} 71", f"{name[0]}{name[2]}{name[1]}{name[3:]} 7", name[:4], name.replace("e", "", 1)]


def _nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ms(work: Callable[[], object]) -> float:
    return median_seconds(work, runs=_RUNS) * 1000


def _execution_ms(plan: str) -> float:
    found = re.search(r"Execution Time: ([\d.]+)", plan)
    if found is None:
        raise RuntimeError(plan)
    return float(found[1])
