from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from wegweiser.directory.calendars import Calendar
from wegweiser.directory.opening import Clock, Hours, Opening, is_open_at, is_open_on, opening_at, week

BERLIN = ZoneInfo("Europe/Berlin")
NW = Calendar(
    "NW",
    (
        (date(2026, 3, 30), date(2026, 4, 11), "Osterferien"),
        (date(2026, 7, 20), date(2026, 9, 1), "Sommerferien"),
        (date(2026, 12, 23), date(2027, 1, 6), "Weihnachtsferien"),
    ),
)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


MONDAY = at(2026, 4, 13, 10)
CORPUS_CHRISTI = at(2026, 6, 4, 10)  # a holiday in NW, a working day in Berlin
KITA = "Mo-Fr 07:15-16:15; PH off"


def wall(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return at(year, month, day, hour, minute).replace(tzinfo=None)


def opening(rules: str, moment: datetime, calendar: Calendar = NW) -> Opening | None:
    """Also that the quick answer agrees with the full one."""
    hours, clock = Hours(rules), Clock(moment, calendar)
    found = opening_at(hours, clock)
    assert is_open_at(hours, clock) is bool(found and found.is_open)
    return found


def test_open_and_closed_with_the_next_change() -> None:
    hours = "Mo-Fr 08:00-12:00,14:00-16:00"
    assert opening(hours, MONDAY) == Opening(True, at(2026, 4, 13, 12))
    assert opening(hours, MONDAY.replace(hour=13)) == Opening(False, at(2026, 4, 13, 14))


def test_a_kita_is_closed_on_corpus_christi_where_that_is_a_holiday() -> None:
    assert opening(KITA, CORPUS_CHRISTI) == Opening(False, at(2026, 6, 5, 7, 15))
    assert opening(KITA, CORPUS_CHRISTI, Calendar("BE")) == Opening(True, at(2026, 6, 4, 16, 15))


def test_a_break_at_noon() -> None:
    hours = "Tu,Th 09:00-12:00,14:00-16:00"
    assert opening(hours, at(2026, 4, 16, 13)) == Opening(False, at(2026, 4, 16, 14))


def test_the_first_wednesday_of_a_month() -> None:
    hours = "We[1] 15:00-17:00"
    assert opening(hours, at(2026, 7, 1, 16)) == Opening(True, at(2026, 7, 1, 17))
    assert opening(hours, at(2026, 7, 8, 16)) == Opening(False, at(2026, 8, 5, 15))


def test_past_midnight() -> None:
    assert opening("Mo-Su 22:00-02:00", at(2026, 4, 18, 1)) == Opening(True, at(2026, 4, 18, 2))


@pytest.mark.parametrize(
    "hours", ["", "nach Vereinbarung", "täglich ab acht", ";", 'Mo 08:00-12:00 unknown "?"', "Mo-Fr 8 bis 16"]
)
def test_what_cannot_be_read_is_neither_open_nor_closed(hours: str) -> None:
    assert opening(hours, MONDAY) is None
    assert week(Hours(hours), MONDAY.date(), NW) is None or "unknown" in hours


def test_the_moment_counts_in_german_time() -> None:
    utc = MONDAY.replace(hour=6, minute=30, tzinfo=ZoneInfo("UTC"))
    assert opening("Mo-Fr 08:00-12:00", utc) == Opening(True, at(2026, 4, 13, 12))


@pytest.mark.parametrize(
    ("utc", "is_open"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=ZoneInfo("UTC")), True),  # 1:30, winter
        (datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo("UTC")), False),  # 3:30, summer
        (datetime(2026, 10, 25, 0, 30, tzinfo=ZoneInfo("UTC")), True),  # 2:30, summer
        (datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("UTC")), True),  # 2:30 again, winter
        (datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("UTC")), False),  # 3:30
    ],
)
def test_when_the_clocks_change_the_clock_on_the_wall_counts(utc: datetime, is_open: bool) -> None:
    found = opening("Sa,Su 00:00-03:00", utc)
    assert found is not None
    assert found.is_open is is_open


def test_after_the_clocks_change_the_next_opening_has_the_new_offset() -> None:
    found = opening("Mo-Fr 08:00-12:00", at(2026, 3, 27, 18))
    assert found == Opening(False, at(2026, 3, 30, 8))
    assert found.changes_at is not None
    assert str(found.changes_at.utcoffset()) == "2:00:00"


def test_weekdays_and_holidays_in_one_rule() -> None:
    assert opening("Su,PH 09:00-12:00", CORPUS_CHRISTI) == Opening(True, at(2026, 6, 4, 12))
    assert opening("Su, PH 09:00-12:00", CORPUS_CHRISTI) == Opening(True, at(2026, 6, 4, 12))


def test_beyond_new_year_the_holidays_are_known() -> None:
    assert opening("Mo-Su 08:00-16:00; PH off", at(2026, 12, 31, 18)) == Opening(False, at(2027, 1, 2, 8))


def test_hours_that_are_silent_about_holidays_say_nothing_on_one() -> None:
    assert opening("Mo-Fr 08:00-16:00", CORPUS_CHRISTI) is None
    assert opening("Apr-Oct Su,PH 08:00-16:00", CORPUS_CHRISTI) is None
    assert opening("Mo-Fr 08:00-16:00", CORPUS_CHRISTI.replace(day=3, hour=18)) == Opening(False, None)
    assert opening("24/7", CORPUS_CHRISTI) == Opening(True, None)


def test_school_holidays_are_those_that_were_imported() -> None:
    hours = "Mo-Fr 08:00-16:00; PH,SH off"
    assert opening(hours, at(2026, 4, 8, 10)) == Opening(False, at(2026, 4, 13, 8))
    assert opening(hours, MONDAY) == Opening(True, at(2026, 4, 13, 16))
    assert opening("Mo-Fr 08:00-16:00; SH Mo-Fr 10:00-12:00", at(2026, 7, 21, 9)) == Opening(False, at(2026, 7, 21, 10))


@pytest.mark.parametrize("day", [at(2026, 3, 27, 10), at(2027, 1, 7, 10)])
def test_beyond_the_imported_years_school_holidays_are_unknown(day: datetime) -> None:
    assert opening("Mo-Fr 08:00-16:00; SH off", day) is None
    assert opening("Mo-Fr 08:00-16:00; SH off", day, Calendar("NW")) is None


def test_exceptions_win_because_they_come_last() -> None:
    hours = f"{KITA}; 2026 Dec 24-2027 Jan 01 off; 2026 Apr 13 12:00-14:00"
    assert opening(hours, MONDAY) == Opening(False, at(2026, 4, 13, 12))
    assert opening(hours, at(2026, 12, 28, 10)) == Opening(False, at(2027, 1, 4, 7, 15))


def test_words_after_a_fallback_are_not_closed() -> None:
    assert opening('Mo-Fr 08:00-12:00 || "nach Vereinbarung"', MONDAY) == Opening(True, at(2026, 4, 13, 12))
    assert opening('Mo-Fr 08:00-12:00 || "nach Vereinbarung"', MONDAY.replace(hour=15)) is None


@pytest.mark.parametrize(
    "hours", ['"nach Vereinbarung"', 'Mo-Fr "nach Vereinbarung"', 'Sa 10:00-12:00; "mit Termin"', "Mo"]
)
def test_mere_words_are_neither_open_nor_closed(hours: str) -> None:
    assert opening(hours, MONDAY) is None


class TestClosure:
    CLOSED = Hours(KITA, date(2026, 4, 13), date(2026, 4, 17))

    def test_it_ends_with_the_next_opening_after_its_last_day(self) -> None:
        assert opening_at(self.CLOSED, Clock(MONDAY, NW)) == Opening(False, at(2026, 4, 20, 7, 15), True)
        assert not is_open_at(self.CLOSED, Clock(MONDAY, NW))

    def test_without_an_end_nobody_knows_when_it_opens(self) -> None:
        hours = Hours(KITA, date(2026, 4, 1))
        assert opening_at(hours, Clock(MONDAY, NW)) == Opening(False, None, True)

    def test_it_is_known_even_where_the_hours_cannot_be_read(self) -> None:
        hours = Hours("nach Vereinbarung", date(2026, 4, 1), date(2026, 4, 30))
        assert opening_at(hours, Clock(MONDAY, NW)) == Opening(False, None, True)

    def test_the_day_before_it_is_not_skipped_but_what_follows_is(self) -> None:
        friday = at(2026, 4, 10, 17)
        assert opening_at(self.CLOSED, Clock(friday, NW)) == Opening(False, at(2026, 4, 20, 7, 15))
        always = Hours("24/7", date(2026, 4, 14))
        assert opening_at(always, Clock(MONDAY, NW)) == Opening(True, at(2026, 4, 14, 0))

    def test_afterwards_all_is_as_before(self) -> None:
        found = opening_at(self.CLOSED, Clock(at(2026, 4, 20, 8), NW))
        assert found == Opening(True, at(2026, 4, 20, 16, 15))


class TestWeek:
    def test_each_day_has_its_spans_and_its_holiday(self) -> None:
        with translation.override("de"):
            days = week(Hours(KITA), date(2026, 6, 1), NW)
        assert days is not None
        assert [day.day.isoformat() for day in days][::6] == ["2026-06-01", "2026-06-07"]
        assert days[0].spans == ((wall(2026, 6, 1, 7, 15), wall(2026, 6, 1, 16, 15)),)
        assert (days[3].spans, days[3].holiday) == ((), "Fronleichnam")
        assert days[6].spans == ()

    def test_an_opening_past_midnight_belongs_to_the_evening(self) -> None:
        days = week(Hours("Fr,Sa 22:00-02:00"), date(2026, 4, 13), NW)
        assert days is not None
        assert [len(day.spans or ()) for day in days] == [0, 0, 0, 0, 1, 1, 0]
        assert days[5].spans == ((wall(2026, 4, 18, 22), wall(2026, 4, 19, 2)),)

    def test_around_the_clock_is_every_whole_day(self) -> None:
        days = week(Hours("24/7"), date(2026, 4, 13), NW)
        assert days is not None
        assert [day.spans[0][1] - day.spans[0][0] for day in days if day.spans] == [timedelta(days=1)] * 7

    def test_closed_for_some_days_and_silent_on_a_holiday(self) -> None:
        days = week(Hours("Mo-Fr 08:00-16:00", date(2026, 6, 2), date(2026, 6, 3)), date(2026, 6, 1), NW)
        assert days is not None
        assert [day.closed_for_now for day in days] == [False, True, True, False, False, False, False]
        assert days[3].spans is None

    def test_school_holidays_have_their_name(self) -> None:
        days = week(Hours(KITA), date(2026, 12, 21), NW)
        assert days is not None
        with translation.override("de"):
            assert [day.holiday for day in week(Hours(KITA), date(2026, 12, 21), NW) or []] == [
                "",
                "",
                "Weihnachtsferien",
                "Weihnachtsferien",
                "Erster Weihnachtstag",
                "Zweiter Weihnachtstag",
                "Weihnachtsferien",
            ]


def test_open_at_some_time_of_a_day() -> None:
    saturday = date(2026, 4, 18)
    assert is_open_on(Hours("Sa 10:00-12:00"), saturday, NW)
    assert not is_open_on(Hours(KITA), saturday, NW)
    assert not is_open_on(Hours("Fr 22:00-02:00"), saturday, NW)
    assert not is_open_on(Hours("Sa 10:00-12:00", date(2026, 4, 18), date(2026, 4, 18)), saturday, NW)
    assert not is_open_on(Hours("samstags"), saturday, NW)
    assert not is_open_on(Hours("Sa 10:00-12:00"), date(2026, 10, 3), NW)  # a holiday, of which it says nothing
