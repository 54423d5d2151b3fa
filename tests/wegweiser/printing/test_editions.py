from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.city import create_city, create_facility
from tests.wegweiser.printing.conftest import Printed
from tests.wegweiser.printing.sheets import make_place, make_sheet
from wegweiser.directory.choices import GeometrySource, State, Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.printing import editions
from wegweiser.printing.models import Edition, EditionPlace
from wegweiser.printing.paper import PAPERS

pytestmark = pytest.mark.django_db


def kept(printed: Printed) -> Edition:
    identity = editions.identity_of(printed.data)
    edition = Edition(code=editions.code_of(identity), identity=identity)
    return editions.keep(edition, editions.made_wegweiser(printed.data, printed.sheet_map, printed.pdf, 2))


def test_the_same_data_is_the_same_edition(settings: LazySettings) -> None:
    data = make_sheet([make_place("Kita")])
    identity = editions.identity_of(data)

    assert editions.identity_of(make_sheet([make_place("Kita")])) == identity
    assert editions.identity_of(make_sheet([make_place("Kita Jona")])) != identity
    assert editions.identity_of(replace(data, basemap_token="neu")) != identity
    assert editions.identity_of(data.on(PAPERS["a2"])) != identity
    settings.PUBLIC_URL = "https://elsewhere.example"
    assert editions.identity_of(data) != identity


def test_codes_are_short_and_free_of_look_alikes() -> None:
    codes = {editions.code_of(f"{n:064x}"[::-1]) for n in range(1, 300)}

    assert len(codes) == 299
    assert all(len(code) == 6 and not set(code) & set("01ILO") for code in codes)


def test_a_code_that_is_taken_grows_by_a_sign(printed: Printed) -> None:
    edition = kept(printed)
    other = edition.identity[:-1] + ("0" if edition.identity[-1] != "0" else "1")
    Edition.objects.filter(pk=edition.pk).update(identity=other)

    assert len(editions.code_of(edition.identity)) == 7


def test_an_edition_keeps_file_table_and_snapshot(printed: Printed) -> None:
    edition = kept(printed)

    assert edition.path.read_bytes() == printed.pdf
    assert edition.places.count() == len(printed.data.places)
    first = edition.places.get(number=1)
    assert (first.name, first.street, first.cell) == (
        printed.data.places[0].name,
        "Mühlenstraße 4",
        printed.sheet_map.mark_of(printed.data.places[0]),
    )
    assert edition.snapshot["on_map"] == len(printed.sheet_map.on_map)
    assert editions.stored(edition.identity) == edition


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_bytes(b"old")

    def full_disk(*args: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(editions.os, "replace", full_disk)
    with pytest.raises(OSError, match="No space"):
        editions.write_whole(target, b"new")

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.usefixtures("empty_city")
@pytest.mark.parametrize(
    "change",
    [
        {"visibility": Visibility.PHONE_ONLY, "point": None, "street": "", "geometry_source": GeometrySource.NONE},
        {"visibility": Visibility.AREA},
        {"visibility": Visibility.INTERNAL},
        {"visibility": Visibility.AREA, "state": State.DRAFT},
    ],
)
def test_a_place_that_becomes_secret_leaves_every_edition(printed: Printed, change: dict[str, object]) -> None:
    create_city()
    secret = create_facility("Frauenhaus", 500, 500, street="Geheimer Weg")
    edition = kept(printed)
    edition.places.filter(number=1).update(facility_id=secret.pk, name="Frauenhaus", street="Geheimer Weg 7")

    assert editions.withdraw() == 0
    Facility.objects.filter(pk=secret.pk).update(**change)
    assert editions.withdraw() == 1

    row = edition.places.get(number=1)
    assert row.is_withdrawn
    assert (row.name, row.street, row.phone, row.cell, row.category) == ("", "", "", "", "")
    assert not edition.path.exists()
    assert editions.stored(edition.identity) is None
    assert edition.places.filter(facility_id__isnull=False).count() == len(printed.data.places) - 1


@pytest.mark.usefixtures("empty_city")
def test_a_place_that_was_printed_protected_stays(printed: Printed) -> None:
    create_city()
    protected = create_facility("Tagespflege", 500, 500, visibility=Visibility.AREA)
    edition = kept(printed)
    edition.places.filter(number=1).update(facility_id=protected.pk, visibility=Visibility.AREA)

    assert editions.withdraw() == 0
    assert edition.path.exists()
    assert not EditionPlace.objects.filter(facility_id=None).exists()


def test_released_editions_are_not_truncated(printed: Printed) -> None:
    edition = kept(printed)
    Edition.objects.filter(pk=edition.pk).update(state="released", number=1, released_at=timezone.now())
    for table in ("printing_edition CASCADE", "printing_editionplace"):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table}")
    assert edition.places.exists()
