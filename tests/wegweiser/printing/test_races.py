"""Two at once at the same sheet, in processes of their own, or a change of the directory while one draws."""

import hashlib
from pathlib import Path

import pytest

from tests.races import AT_THE_STORE, EXPORT, RELEASE, held, leave_few_places, rivals
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.printing.adjustments import leave_out
from wegweiser.printing.data import read_sheet
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import SheetChanged
from wegweiser.printing.models import Edition, EditionState

SHEET = Definition.of("westfeld", "a4")


@pytest.fixture(autouse=True)
def _quickly_drawn(own_database: str) -> None:
    leave_few_places()


def files_in(folder: Path) -> list[str]:
    return sorted(file.name for file in (folder / "media").rglob("*.*"))


def first_place() -> Facility:
    return Facility.objects.filter(sozialraum="westfeld", state="published").earliest("pk")


def test_of_two_who_release_a_sheet_at_once_one_is_told(tmp_path: Path) -> None:
    with rivals(tmp_path, RELEASE, RELEASE) as (one, other):
        with held(AT_THE_STORE):
            one.go()
            other.go()
        said = [one.says(), other.says()]

    edition = Edition.objects.get()
    assert said[0] == edition.code
    assert said[1] == f"Seit Ausgabe 1 · {edition.code} hat sich an diesem Plan nichts geändert."
    assert edition.files == {edition.path.name: hashlib.sha256(edition.path.read_bytes()).hexdigest()}
    assert files_in(tmp_path) == [edition.path.name]


def test_two_processes_that_export_a_sheet_get_the_same_edition(tmp_path: Path) -> None:
    with rivals(tmp_path, EXPORT, EXPORT) as (one, other):
        with held(AT_THE_STORE):
            one.go()
            other.go()
            assert files_in(tmp_path) == [], "nothing before the edition is kept"
        assert one.says() == other.says() == Edition.objects.get().code

    assert files_in(tmp_path) == [Edition.objects.get().path.name]


def test_a_sheet_is_exported_while_it_is_released(tmp_path: Path) -> None:
    with rivals(tmp_path, RELEASE, EXPORT) as (one, other):
        with held(AT_THE_STORE):
            one.go()
            other.go()
        released, current = one.says(), other.says()

    states = dict(Edition.objects.values_list("code", "state"))
    assert states == {released: EditionState.RELEASED, current: EditionState.CURRENT}
    assert files_in(tmp_path) == sorted(f"{code}.pdf" for code in states)


def test_languages_released_at_once_carry_the_same_numbers(tmp_path: Path) -> None:
    with rivals(tmp_path, RELEASE, RELEASE, languages=("de", "tr")) as (german, turkish):
        with held(AT_THE_STORE):
            german.go()
            place = first_place()
            Facility.objects.create(**{**_copied(place), "name": "Aalweg-Kita"})
            turkish.go()
        editions = [Edition.objects.get(code=rival.says()) for rival in (german, turkish)]

    numbers = [dict(edition.places.values_list("facility_id", "number")) for edition in editions]
    assert [edition.number for edition in editions] == [1, 1]
    assert len(numbers[1]) == len(numbers[0]) + 1
    assert numbers[0].items() <= numbers[1].items()


@pytest.mark.parametrize(("call", "visibility"), [(RELEASE, Visibility.AREA), (EXPORT, Visibility.INTERNAL)])
def test_a_place_that_becomes_secret_while_its_sheet_is_drawn_is_not_printed(
    tmp_path: Path, call: str, visibility: Visibility
) -> None:
    with rivals(tmp_path, call) as (rival,):
        with held(AT_THE_STORE):
            rival.go()
            Facility.objects.filter(pk=first_place().pk).update(visibility=visibility)
        assert rival.says() == str(SheetChanged())

    assert not Edition.objects.exists()
    assert files_in(tmp_path) == []


def test_what_is_adjusted_while_a_sheet_is_released_waits_for_the_next_edition(tmp_path: Path) -> None:
    place = first_place()
    with rivals(tmp_path, RELEASE, RELEASE) as (one, next_one):
        with held(AT_THE_STORE):
            one.go()
            leave_out(SHEET, place.pk, "zieht um", "E. Muster")
            next_one.go()
        first, second = (Edition.objects.get(code=rival.says()) for rival in (one, next_one))

    assert (first.number, second.number) == (1, 2)
    assert first.places.filter(facility_id=place.pk).exists()
    assert first.snapshot["left_out"] == []
    assert not second.places.filter(facility_id=place.pk).exists()
    assert second.snapshot["left_out"] == [{"facility": place.pk, "reason": "zieht um"}]
    assert place.pk in read_sheet(SHEET).left_out


def _copied(place: Facility) -> dict[str, object]:
    names = ("category_id", "state", "source_id", "point", "geometry_source", "visibility", "street", "house_number")
    return {name: getattr(place, name) for name in names}
