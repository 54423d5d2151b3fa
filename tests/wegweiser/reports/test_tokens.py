from datetime import timedelta

import pytest

from tests.wegweiser.reports.samples import NOON
from wegweiser.reports.tokens import LONGEST, SHORTEST, NotFromHere, TooQuick, issue, read

SECOND = timedelta(seconds=1)


def test_a_slip_holds_between_its_times() -> None:
    token = issue("barrier", NOON)
    assert read("barrier", token, NOON + SHORTEST).shown_at == NOON
    assert read("barrier", token, NOON + LONGEST).nonce == read("barrier", token, NOON + SHORTEST).nonce
    with pytest.raises(TooQuick):
        read("barrier", token, NOON + SHORTEST - SECOND)
    with pytest.raises(NotFromHere):
        read("barrier", token, NOON + LONGEST + SECOND)


def test_a_slip_from_the_future_is_too_quick() -> None:
    with pytest.raises(TooQuick):
        read("barrier", issue("barrier", NOON + LONGEST), NOON)


def test_every_slip_is_another_one() -> None:
    assert issue("barrier", NOON) != issue("barrier", NOON)


@pytest.mark.parametrize("token", ["", ":", "a:b", "ä", "[]", "x" * 10_000])
def test_a_forged_slip_is_refused(token: str) -> None:
    with pytest.raises(NotFromHere):
        read("barrier", token, NOON)


def test_a_slip_belongs_to_one_form() -> None:
    with pytest.raises(NotFromHere):
        read("error.2", issue("error.1", NOON), NOON + SHORTEST)


def test_a_changed_slip_is_refused() -> None:
    token = issue("barrier", NOON)
    with pytest.raises(NotFromHere):
        read("barrier", token[:-1] + ("A" if token[-1] != "A" else "B"), NOON + SHORTEST)
