import pytest

from tests.wegweiser.printing.sheets import area, make_sheet, scattered
from wegweiser.printing import capacity
from wegweiser.printing.capacity import refuse_again, room_for
from wegweiser.printing.definition import Definition
from wegweiser.printing.errors import SheetTooFull
from wegweiser.printing.fit import ANY_CODE
from wegweiser.printing.map import make_map

FULL = make_sheet(scattered(120, area("mitte", "Mitte", 0, 0).boundary), definition=Definition.of("mitte", "a4"))


def test_a_refusal_names_the_format_that_holds_all_and_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SheetTooFull) as refused, room_for(FULL, "an-identity"):
        make_map(FULL, ANY_CODE)
    assert "Auf A3 finden alle Platz." in str(refused.value)

    monkeypatch.setattr(capacity, "smallest_that_holds", pytest.fail)
    for _ in range(2):
        with pytest.raises(SheetTooFull) as again, room_for(FULL, "an-identity"):
            pytest.fail("drawn again")
        assert str(again.value) == str(refused.value)
    refuse_again("another-identity")


def test_other_failures_are_not_remembered() -> None:
    with pytest.raises(ZeroDivisionError), room_for(FULL, "a-third"):
        raise ZeroDivisionError
    refuse_again("a-third")
