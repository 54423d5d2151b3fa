import hashlib
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.wegweiser.reports.samples import NOON
from wegweiser.reports.limits import FROM_ALL, FROM_ONE, TooMany, admit, sender_key
from wegweiser.reports.models import DailySalt, Tally

ONE, OTHER = "203.0.113.9", "203.0.113.10"


def admitted(address: str, now: datetime, times: int) -> int:
    count = 0
    for _ in range(times):
        try:
            admit(address, now)
        except TooMany:
            continue
        count += 1
    return count


@pytest.mark.django_db
def test_one_sender_may_send_some_and_again_later() -> None:
    assert admitted(ONE, NOON, 100) == FROM_ONE.most
    assert admitted(OTHER, NOON, 1) == 1
    assert admitted(ONE, NOON + FROM_ONE.within - timedelta(seconds=1), 1) == 0
    assert admitted(ONE, NOON + FROM_ONE.within, 1) == 1


@pytest.mark.django_db
def test_a_refusal_says_how_long_to_wait() -> None:
    admitted(ONE, NOON, FROM_ONE.most)
    with pytest.raises(TooMany) as refused:
        admit(ONE, NOON + timedelta(minutes=3, seconds=30))
    assert (refused.value.seconds, refused.value.minutes) == (390, 7)


@pytest.mark.django_db
def test_what_one_sender_sends_too_much_does_not_count_for_all() -> None:
    admitted(ONE, NOON, 2 * FROM_ONE.most)
    assert Tally.objects.get(sender="all").count == FROM_ONE.most


@pytest.mark.django_db
def test_all_together_have_a_limit() -> None:
    taken = sum(admitted(f"198.51.{number // 200}.{number % 200}", NOON, 1) for number in range(FROM_ALL.most + 20))
    assert taken == FROM_ALL.most


@pytest.mark.django_db
def test_no_address_is_stored_and_the_key_of_a_sender_changes_every_day() -> None:
    admit(ONE, NOON)
    today, tomorrow = sender_key(ONE, NOON), sender_key(ONE, NOON + timedelta(days=1))

    assert today != tomorrow
    assert list(DailySalt.objects.values_list("day", flat=True)) == [(NOON + timedelta(days=1)).date()]
    stored = {*Tally.objects.values_list("sender", flat=True)}
    assert stored == {today, "all"}
    assert hashlib.sha256(ONE.encode()).hexdigest() not in stored


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::7", True),  # one household
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.9", "203.0.113.10", False),
        ("", "no address", True),
    ],
)
def test_a_sender_is_a_connection(first: str, second: str, same: bool) -> None:
    assert (sender_key(first, NOON) == sender_key(second, NOON)) is same


def test_of_many_at_once_no_more_than_the_limit_pass(own_database: str) -> None:
    start, passed = Barrier(8), []

    def send() -> None:
        start.wait()
        try:
            passed.append(admitted(ONE, NOON, 4))
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(passed) == FROM_ONE.most
