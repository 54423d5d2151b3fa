import pytest

from wegweiser.printing.changes import Change, Entry, compare

KITA = Entry(1, 17, "Kita Birke", "Birkenweg 9", "030 23125-1", (350_000.0, 5_700_000.0))


def changed(**values: object) -> Entry:
    return Entry(**{**KITA.__dict__, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "changes"),
    [
        (KITA, set()),
        (changed(number=4), set()),
        (changed(phone="030 23125-2"), {Change.PHONE}),
        (changed(name="Kita Buche", phone=""), {Change.NAME, Change.PHONE}),
        (changed(street="Birkenweg 9a"), {Change.STREET}),
        (changed(point=(350_020.0, 5_700_000.0)), set()),
        (changed(point=(350_400.0, 5_700_000.0), street="Neue Straße 1"), {Change.MOVED}),
        (changed(point=None), set()),
    ],
)
def test_what_has_changed_about_a_place(now: Entry, changes: set[Change]) -> None:
    found = compare([KITA], [now])

    assert [set(each.changes) for each in found.differences] == ([changes] if changes else [])


def test_new_closed_and_left_places_are_told_apart() -> None:
    elsewhere = changed(facility_id=2, number=18, name="Kita Eiche")
    found = compare([KITA, elsewhere], [changed(facility_id=3, number=40)], elsewhere=[elsewhere])

    assert [each.entry.number for each in found.closed] == [17]
    assert [each.entry.number for each in found.left] == [18]
    assert (found.new_numbers, found.changed_numbers, found.dropped_numbers) == ((40,), (), (17, 18))
    assert not found.moved
    assert not found.contact
