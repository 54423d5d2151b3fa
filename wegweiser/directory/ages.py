"""Ages as families say them, in the active language."""

from django.utils.translation import gettext, ngettext

# Up to here parents count in months.
COUNTED_IN_MONTHS = 24


def ages_text(first: int | None, last: int | None) -> str:
    """„3–6 Jahre“, „4 Monate – 6 Jahre“, „6 Jahre und älter“, from ages in months."""
    if first is None and last is None:
        return ""
    first = first or 0
    if last is None:
        return gettext("%(age)s und älter") % {"age": _age(first)}
    if first == 0 or _in_years(first) == _in_years(last):
        return f"{first // 12 if _in_years(last) else first}–{_age(last)}"
    return f"{_age(first)} – {_age(last)}"


def child_age(years: int) -> str:
    """„unter 1 Jahr“, „3 Jahre“."""
    return _age(years * 12) if years else gettext("unter 1 Jahr")


def _in_years(months: int) -> bool:
    return months >= COUNTED_IN_MONTHS or (months > 0 and months % 12 == 0)


def _age(months: int) -> str:
    if _in_years(months):
        years = months // 12
        return ngettext("%(number)s Jahr", "%(number)s Jahre", years) % {"number": years}
    return ngettext("%(number)s Monat", "%(number)s Monate", months) % {"number": months}
