"""Far more places and addresses than a city has, always the same ones, in a database that is dropped afterwards."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random

from django.conf import settings
from django.contrib.gis.geos import Point
from django.db import connection, connections

from geo.crs import STORAGE
from geo.gazetteer.normalise import street_key
from tests import databases
from wegweiser.directory.choices import GeometrySource, State
from wegweiser.directory.models.facility import Facility
from wegweiser.directory.models.taxonomy import Category

WEST, SOUTH = 330_000, 5_690_000
_METRES_PER_PLACE = 70
_TREES = ("Ahorn", "Birken", "Buchen", "Eichen", "Erlen", "Eschen", "Fichten", "Hasel", "Holunder", "Linden", "Weiden")
_BEHIND = ("berg", "tal", "hof", "grund", "hain", "feld", "bach", "wiese", "park", "winkel", "bruch", "horst", "weiher")
_NAMES = ("Arendt", "Becker", "Curtius", "Dahlem", "Ehlers", "Fontane", "Grimm", "Heine", "Jansen", "Keller", "Lessing")
_FIRST = ("Anna", "Bertha", "Clara", "Dora", "Emma", "Frieda", "Gertrud", "Hanna", "Ida", "Johanna", "Karla", "Lina")
_ENDINGS = ("straße", "weg", "platz", "allee", "ring", "gasse", "ufer", "straße", "straße")
_RARE, _ONE_RARE_IN = "schutz", 5000
_HOUSES_OF_A_STREET = 25
_OWN = "SELECT *, row_number() OVER (ORDER BY id) AS place FROM directory_facility WHERE state = 'published'"
_BESIDE_M = "mod(hashint4((place * 1009 + turn)::int), 900), mod(hashint4((place * 2003 + turn)::int), 900)"


@contextmanager
def own_database() -> Iterator[None]:
    """A copy of the demo city's database to fill; both connections lead to it."""
    name = connection.settings_dict["NAME"]
    _leave_alone()
    before, settings.PUBLIC_DATABASE = settings.PUBLIC_DATABASE, "default"
    try:
        with databases.clone(name, f"{name}_crowd") as crowd, databases.using(crowd):
            yield
    finally:
        settings.PUBLIC_DATABASE = before


def _leave_alone() -> None:
    """A database is copied only where nobody else is in it, and groups before leave their drawing connections open."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connections.close_all()


def centre(count: int) -> Point:
    """Of the square over which so many places are spread."""
    half = _METRES_PER_PLACE * count**0.5 / 2
    return Point(WEST + half, SOUTH + half, srid=STORAGE)


def fill_places(count: int, searchable: bool) -> None:
    """`count` places instead of the city's, evenly spread; one in 5,000 is of the rare group."""
    kinds = [(category.group_id == _RARE, category.pk, category.short_name) for category in Category.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE directory_facility DISABLE TRIGGER USER")
        cursor.execute(
            "CREATE TEMP TABLE crowd (name text, category_id text, street text, number int, x float, y float)"
        )
        with cursor.copy("COPY crowd FROM STDIN") as copy:
            for row in _places(count, kinds):
                copy.write_row(row)
        pattern = _pattern()
        cursor.execute(_insertion(pattern))
        cursor.execute("DELETE FROM directory_facility WHERE id = %s", [pattern.pk])
        cursor.execute("DROP TABLE crowd")
        cursor.execute("ALTER TABLE directory_facility ENABLE TRIGGER USER")
        cursor.execute("DELETE FROM directory_searchdocument")
        if searchable:
            cursor.execute("SELECT directory_describe(array_agg(id)) FROM directory_facility")
        cursor.execute("VACUUM ANALYZE directory_facility, directory_searchdocument")


def fill_city(count: int) -> None:
    """`count` places in the city's own bounds, with hours, telephones and languages: its own ones, again and again."""
    kept = {"id", "origin_id", "name", "point"}
    fields = [field for field in Facility._meta.concrete_fields if not field.generated]
    columns = ", ".join(field.column for field in fields if field.column not in kept)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE directory_facility DISABLE TRIGGER USER")
        cursor.execute(f"CREATE TEMP TABLE city AS {_OWN}")
        cursor.execute("TRUNCATE directory_facility CASCADE")
        cursor.execute(
            f"INSERT INTO directory_facility (origin_id, name, point, {columns}) "
            f"SELECT '', name || ' ' || turn, ST_Translate(point, {_BESIDE_M}), {columns} "
            "FROM city, generate_series(0, %s / (SELECT count(*) FROM city)) turn ORDER BY turn, place LIMIT %s",
            [count, count],
        )
        cursor.execute("DROP TABLE city")
        cursor.execute("ALTER TABLE directory_facility ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE directory_facility")


def fill_addresses(count: int) -> None:
    """`count` houses instead of the register: streets of 25 houses, 300 streets a place; names recur between places."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE gazetteer_address")
        columns = "street, street_key, number, suffix, postcode, place, point"
        with cursor.copy(f"COPY gazetteer_address ({columns}) FROM STDIN") as copy:
            for number in range(count // _HOUSES_OF_A_STREET):
                for house in _houses(number):
                    copy.write_row(house)
        cursor.execute("VACUUM ANALYZE gazetteer_address, gazetteer_street")


def street_name(number: int) -> str:
    """One of some 60,000."""
    random = Random(number)
    ending = random.choice(_ENDINGS)
    if number % 3:
        return f"{random.choice(_TREES)}{random.choice(_BEHIND)}{random.choice(_BEHIND)}{ending}"
    name = random.choice(_NAMES) + random.choice(("", random.choice(_BEHIND)))
    return f"{random.choice(_FIRST)}-{name}-{ending.title()}"


def _places(count: int, kinds: Sequence[tuple[bool, str, str]]) -> Iterator[tuple[object, ...]]:
    """`kinds` say whether they are rare, and their code and name."""
    rare, common = ([kind for kind in kinds if kind[0] is wanted] for wanted in (True, False))
    random, side = Random(count), _METRES_PER_PLACE * count**0.5
    for number in range(count):
        _, category, kind = random.choice(rare if number % _ONE_RARE_IN == 0 else common)
        name = f"{kind} {random.choice(_TREES)}{random.choice(_BEHIND)} {number % 97}"
        where = (WEST + random.random() * side, SOUTH + random.random() * side)
        yield (name, category, street_name(random.randrange(4000)), random.randrange(1, 120), *where)


def _pattern() -> Facility:
    """What all of them share, alone in the table."""
    source = Facility.objects.values_list("source_id", flat=True)[:1].get()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE directory_facility CASCADE")
    values = {"state": State.PUBLISHED, "geometry_source": GeometrySource.MANUAL, "point": Point(0, 0, srid=STORAGE)}
    return Facility.objects.create(name="pattern", category_id="betreuung.kita", source_id=source, **values)


def _insertion(pattern: Facility) -> str:
    own = {"name": "crowd.name", "category_id": "crowd.category_id", "street": "crowd.street"}
    own |= {"house_number": "crowd.number::text", "point": f"ST_SetSRID(ST_MakePoint(crowd.x, crowd.y), {STORAGE})"}
    columns = [
        field.column for field in Facility._meta.concrete_fields if not field.generated and not field.primary_key
    ]
    values = ", ".join(own.get(column, f"pattern.{column}") for column in columns)
    return (
        f"INSERT INTO directory_facility ({', '.join(columns)}) "
        f"SELECT {values} FROM crowd, directory_facility pattern WHERE pattern.id = {pattern.pk}"
    )


def _houses(number: int) -> Iterator[tuple[object, ...]]:
    place = number // 300
    street = street_name(place * 577 + number * 7)
    key, postcode = street_key(street), f"{45000 + place % 5000:05}"
    x, y = WEST + place % 100 * 3000 + number % 300 // 20 * 150, SOUTH + place // 100 * 3000 + number % 20 * 140
    for house in range(1, _HOUSES_OF_A_STREET + 1):
        point = f"SRID={STORAGE};POINT({x + house * 8} {y})"
        yield street, key, house, "", postcode, f"Ort {place}", point
