from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from tests.wegweiser.reports.samples import NOON, stored
from wegweiser.reports.intake import PlaceGone, accept
from wegweiser.reports.models import Kind, Report


def words(text: str = "Neu: 99") -> Report:
    return Report(kind=Kind.BARRIER, text=text, language="de")


def test_one_form_sent_by_many_hands_at_once_is_one_report(own_database: str) -> None:
    start, faults = Barrier(6), []

    def send() -> None:
        start.wait()
        try:
            accept(words(), "nonce", "203.0.113.9", NOON)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert Report.objects.count() == 1


def test_a_place_that_is_deleted_meanwhile_is_gone(own_database: str) -> None:
    report = Report(kind=Kind.ERROR, place_id=987_654, faults=["phone"], language="de")
    with pytest.raises(PlaceGone):
        accept(report, "nonce", "203.0.113.9", NOON)
    assert not Report.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values",
    [
        {"kind": "praise"},
        {"state": "lost"},
        {"faults": ["sprengen"]},
        {"proposed": {"name": "x" * 5000}},
        {"state": "rejected", "handled_at": NOON},
        {"state": "done"},
        {"text": "x" * 2001},
        {"contact": "x" * 201},
        {"subject": "x" * 201},
    ],
)
def test_the_database_itself_keeps_the_rules(values: dict[str, Any]) -> None:
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        stored(**values)
