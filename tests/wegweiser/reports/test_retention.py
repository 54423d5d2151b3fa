from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.wegweiser.reports.samples import NOON, stored
from wegweiser.reports.limits import admit
from wegweiser.reports.models import DailySalt, Report, Tally
from wegweiser.reports.retention import Cleared, clear

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.mark.parametrize("state", ["done", "rejected"])
def test_a_contact_goes_thirty_days_after_the_report_is_closed(state: str) -> None:
    stored(contact="mutter@example.org", state=state, handled_at=NOON, reason="doppelt")
    assert clear(NOON + 30 * DAY) == Cleared(0, 0)
    assert clear(NOON + 31 * DAY) == Cleared(1, 0)
    report = Report.objects.get()
    assert (report.contact, report.subject) == ("", "Kita Ahorn")


def test_a_contact_goes_half_a_year_after_it_came_even_if_nobody_cared() -> None:
    stored(contact="mutter@example.org")
    assert clear(NOON + 180 * DAY) == Cleared(0, 0)
    assert clear(NOON + 181 * DAY) == Cleared(1, 0)


def test_a_closed_report_goes_after_a_year_and_an_open_one_never() -> None:
    stored(1, state="done", handled_at=NOON)
    stored(2)
    assert clear(NOON + 365 * DAY) == Cleared(0, 0)
    assert clear(NOON + 366 * DAY) == Cleared(0, 1)
    assert Report.objects.get().state == "open"


def test_what_was_counted_goes_with_its_day() -> None:
    admit("203.0.113.9", NOON)
    clear(NOON + DAY)
    assert not Tally.objects.exists()
    assert not DailySalt.objects.exists()


def test_the_command_says_what_it_did() -> None:
    stored(contact="mutter@example.org", created_at=timezone.now() - 200 * DAY)
    said = StringIO()
    call_command("clear_reports", stdout=said)
    assert said.getvalue() == "1 Kontaktangaben und 0 Meldungen gelöscht.\n"
