"""Opening hours in the grammar of OpenStreetMap: as a line to read, and as an answer to "open now?".

Both give None instead of guessing: what cannot be read is shown as it was written and never called closed.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone, translation
from django.utils.dates import MONTHS_AP, WEEKDAYS_ABBR
from django.utils.translation import get_language_bidi, gettext, pgettext
from holidays import country_holidays
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # missing in its stub

from wegweiser.directory.direction import kept

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)"
_DAY_ITEM = rf"{_DAY}(?:\[-?\d\]|-{_DAY})?"
_DATE = rf"(?:{'|'.join(MONTHS)})(?: \d\d?)?"
_TIME = r"\d\d?:\d\d"
_TIME_ITEM = rf"{_TIME}(?:-{_TIME}\+?|\+)"
RULE = re.compile(
    rf"(?:(?P<season>{_DATE}(?:-(?:{_DATE}|\d\d?))?):? ?)?"
    rf"(?P<days>{_DAY_ITEM}(?:, ?{_DAY_ITEM})*)? ?"
    rf"(?P<times>{_TIME_ITEM}(?:, ?{_TIME_ITEM})*|off|closed)? ?"
    r'(?:"(?P<comment>[^"]*)")?'
)
# A comma between a time and a weekday begins a rule of its own, as ";" does.
NEXT_RULE = re.compile(rf"\s*(?:;|\|\|)\s*|(?<=\d)\s*,\s*(?={_DAY})")
CLOSED = ("off", "closed")
ALWAYS = "24/7"


@dataclass(frozen=True)
class Opening:
    is_open: bool
    changes_at: datetime | None
    """When that will be different; None if never, or if the day is a holiday about which the hours say nothing."""


def readable(hours: str) -> list[str] | None:
    """One line a rule in the active language: "Mo–Fr 7:15–16:15"."""
    if hours.strip() == ALWAYS:
        return [gettext("rund um die Uhr")]
    lines = [_readable_rule(rule) for rule in _rules(hours)]
    return [line for line in lines if line] if lines and all(lines) else None


def one_line(hours: str, note: str, language: str) -> str:
    """Hours and what is added to them in one line; hours that cannot be read stand as they were written."""
    with translation.override(language):
        rules = (readable(hours) or [hours.strip()]) if hours else []
        if get_language_bidi():
            # The note is written from left to right, and Arabic has a semicolon of its own.
            return "؛ ".join([*rules, *([kept(note)] if note else [])])
        return "; ".join([*rules, *([note] if note else [])])


def opening_at(hours: str, moment: datetime, holiday_region: str) -> Opening | None:
    """Open or not at an aware `moment`; `holiday_region` is a German state such as "NW"."""
    here = timezone.localtime(moment)
    local = here.replace(tzinfo=None)  # the grammar knows wall clocks only
    holidays = _holidays(holiday_region, local.year)
    says_holidays = hours.strip() == ALWAYS or "PH" in hours
    unsaid = () if says_holidays else holidays
    if not hours or "SH" in hours or local.date() in unsaid:
        return None
    try:
        schedule = _schedule(_with_dates(hours, holidays) if "PH" in hours else hours)
    except ParserError:
        return None
    if schedule.is_unknown(local):
        return None
    change = schedule.next_change(local)
    if change is None or change.date() in unsaid:
        return Opening(schedule.is_open(local), None)
    return Opening(schedule.is_open(local), change.replace(tzinfo=here.tzinfo))


@lru_cache(maxsize=4096)
def _schedule(hours: str) -> OpeningHours:
    return OpeningHours(hours)


@lru_cache(maxsize=8)
def _holidays(region: str, year: int) -> tuple[date, ...]:
    """Public holidays of this year and the next: the next opening may lie beyond New Year."""
    return tuple(sorted(country_holidays("DE", subdiv=region or None, years=[year, year + 1])))


def _rules(hours: str) -> list[str]:
    return [rule for rule in NEXT_RULE.split(" ".join(hours.split())) if rule]


def _with_dates(hours: str, holidays: tuple[date, ...]) -> str:
    """`PH` as the dates it stands for; the grammar wants dates and weekdays in rules of their own."""
    dates = ",".join(f"{day.year} {MONTHS[day.month - 1]} {day.day:02}" for day in holidays)
    rules = []
    for rule in _rules(hours):
        days, _, rest = rule.partition(" ")
        names = days.split(",")
        if "PH" not in names:
            rules.append(rule)
            continue
        others = ",".join(name for name in names if name != "PH")
        rules += [f"{others} {rest}"] if others else []
        rules.append(f"{dates} {rest}")
    return "; ".join(rules)


def _readable_rule(rule: str) -> str | None:
    found = RULE.fullmatch(rule)
    if found is None:
        return None
    parts = [_season(found["season"]), _days(found["days"]), _times(found["times"]), found["comment"]]
    return " ".join(part for part in parts if part)


def _season(season: str | None) -> str:
    for number, month in enumerate(MONTHS, 1):
        season = (season or "").replace(month, str(MONTHS_AP[number]))
    return (season or "").replace("-", "–")


def _days(days: str | None) -> str:
    return _comma().join(_day_item(item.strip()) for item in days.split(",")) if days else ""


def _day_item(item: str) -> str:
    if item.endswith("]"):
        name, _, nth = item[:-1].partition("[")
        if nth == "-1":
            return gettext("letzter %(day)s im Monat") % {"day": _day(name)}
        return gettext("%(nth)s. %(day)s im Monat") % {"nth": nth, "day": _day(name)}
    return "–".join(_day(name) for name in item.split("-"))


def _day(name: str) -> str:
    if name == "PH":
        return gettext("Feiertage")
    if name == "SH":
        return gettext("Schulferien")
    return str(WEEKDAYS_ABBR[DAYS.index(name)])


def _times(times: str | None) -> str:
    if times in CLOSED:
        return pgettext("Öffnungszeiten", "geschlossen")
    return _comma().join(_span(item.strip()) for item in times.split(",")) if times else ""


def _comma() -> str:
    return "، " if get_language_bidi() else ", "


def _span(item: str) -> str:
    begin, _, end = item.rstrip("+").partition("-")
    text = f"{_clock(begin)}–{_clock(end)}" if end else gettext("ab %(time)s") % {"time": _clock(begin)}
    return kept(text)


def _clock(time: str) -> str:
    return time[1:] if time.startswith("0") and len(time) == len("00:00") else time
