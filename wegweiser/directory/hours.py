"""Opening hours in the grammar of OpenStreetMap as lines to read; what cannot be read is shown as it was written."""

import re
from datetime import date

from django.utils import translation
from django.utils.dates import MONTHS_AP, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, gettext, pgettext

from wegweiser.directory.direction import kept, listed
from wegweiser.directory.hour_notes import translated

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)"
_DAY_ITEM = rf"{_DAY}(?:\[-?\d\]|-{_DAY})?"
_DATE = rf"(?:\d{{4}} )?(?:{'|'.join(MONTHS)})(?: \d\d?)?"
_DATE_SPAN = rf"{_DATE}(?:-(?:{_DATE}|\d\d?))?"
DATE = re.compile(r"(?:(?P<year>\d{4}) )?(?:(?P<month>[A-Z][a-z]{2}) ?)?(?P<day>\d\d?)?")
LEAP_YEAR = 2024
"""Has every date that a rule without a year may name."""
_TIME = r"\d\d?:\d\d"
_TIME_ITEM = rf"{_TIME}(?:-{_TIME}\+?|\+)"
RULE = re.compile(
    rf"(?:(?P<season>{_DATE_SPAN}(?:, ?{_DATE_SPAN})*):? ?)?"
    rf"(?P<days>{_DAY_ITEM}(?:, ?{_DAY_ITEM})*)? ?"
    rf"(?P<times>{_TIME_ITEM}(?:, ?{_TIME_ITEM})*|off|closed)? ?"
    r'(?:"(?P<comment>[^"]*)")?'
)
# A comma between a time and a weekday begins a rule of its own, as ";" does.
NEXT_RULE = re.compile(rf"\s*(?:;|\|\|)\s*|(?<=\d)\s*,\s*(?={_DAY})")
CLOSED = ("off", "closed")
ALWAYS = "24/7"


def readable(hours: str) -> list[str] | None:
    """One line a rule in the active language: "Mo–Fr 7:15–16:15"."""
    if hours.strip() == ALWAYS:
        return [gettext("rund um die Uhr")]
    lines = [_readable_rule(rule) for rule in rules_of(hours)]
    return [line for line in lines if line] if lines and all(lines) else None


def one_line(hours: str, note: str, language: str) -> str:
    """Hours and what is added to them in one line; hours that cannot be read stand as they were written."""
    with translation.override(language):
        rules = (readable(hours) or [hours.strip()]) if hours else []
        # A note that stays German is written from left to right, and Arabic has a semicolon of its own.
        said = [translated(note) or kept(note)] if note else []
        return ("؛ " if get_language_bidi() else "; ").join([*rules, *said])


def rules_of(hours: str) -> list[str]:
    """Each rule by itself, with single blanks."""
    return [rule for rule in NEXT_RULE.split(" ".join(hours.split())) if rule]


def _readable_rule(rule: str) -> str | None:
    found = RULE.fullmatch(rule)
    if found is None:
        return None
    parts = [_season(found["season"]), _days(found["days"]), _times(found["times"]), found["comment"]]
    return " ".join(part for part in parts if part)


def _season(season: str | None) -> str:
    return listed(_date_span(span.strip()) for span in season.split(",")) if season else ""


def _date_span(span: str) -> str:
    first, _, last = span.partition("-")
    month = first.lstrip("0123456789 ")[:3]
    ends = [_date(first), _date(f"{month} {last}" if last.isdecimal() else last)] if last else [_date(first)]
    return ("–" if all(" " not in end for end in ends) else " – ").join(ends)


def _date(text: str) -> str:
    """„April“, „24. Dezember“, „24. Dezember 2026“; what is no date stands as it was written."""
    found = DATE.fullmatch(text)
    if found is None or found["month"] not in MONTHS:
        return text
    number = MONTHS.index(found["month"]) + 1
    if found["day"] is None:
        return f"{MONTHS_AP[number]} {found['year'] or ''}".rstrip()
    try:
        day = date(int(found["year"] or LEAP_YEAR), number, int(found["day"]))
    except ValueError:
        return text
    return date_format(day, "DATE_FORMAT" if found["year"] else "MONTH_DAY_FORMAT")


def _days(days: str | None) -> str:
    return listed(_day_item(item.strip()) for item in days.split(",")) if days else ""


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
    return listed(_span(item.strip()) for item in times.split(",")) if times else ""


def _span(item: str) -> str:
    begin, _, end = item.rstrip("+").partition("-")
    text = f"{clock(begin)}–{clock(end)}" if end else gettext("ab %(time)s") % {"time": clock(begin)}
    return kept(text)


def clock(time: str) -> str:
    """„08:00“ as people write it: „8:00“."""
    return time[1:] if time.startswith("0") and len(time) == len("00:00") else time
