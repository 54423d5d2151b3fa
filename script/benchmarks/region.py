"""Finding in a whole state: as many places and addresses as one city never has."""

from collections.abc import Iterator

from benchmarks import crowd
from benchmarks.finding import nearest, suggestions
from benchmarks.measure import Figure

_PLACES, _ADDRESSES = 1_000_000, 4_500_000


def measure() -> Iterator[Figure]:
    with crowd.own_database():
        crowd.fill_places(_PLACES, searchable=False)
        yield nearest(_PLACES, 10)
        yield suggestions(_ADDRESSES, 40)
