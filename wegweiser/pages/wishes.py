"""The single wishes of a filter in words: as chips, as ways out of an empty list, as counts beside what to choose."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import reduce

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from wegweiser.directory.ages import child_age
from wegweiser.directory.models.taxonomy import Category, CategoryGroup
from wegweiser.directory.open_places import next_saturday
from wegweiser.directory.opening import Clock
from wegweiser.pages.cards import kind_name
from wegweiser.pages.facts import language_name
from wegweiser.pages.filters import PlaceFilter

ALTERNATIVES = {"art", "sprache"}
"""Any of several is enough: to give up one of them finds nothing more, to give up all of them may."""
MOST_NAMED = 3


@dataclass(frozen=True)
class Wish:
    label: str
    query: str
    """Of the list without it."""
    count: int | None = None
    """How many places there are without it, where that was asked."""


def need_labels() -> dict[str, str]:
    return {
        "rollstuhl": gettext("mit Rollstuhl, auch teilweise"),
        "kinderwagen": gettext("mit Kinderwagen"),
        "wickeltisch": gettext("Wickeltisch"),
        "kostenlos": gettext("kostenlos"),
        "familienkarte": gettext("Vorteil mit Familienkarte"),
    }


def opening_labels(clock: Clock) -> dict[str, str]:
    saturday = date_format(next_saturday(clock.today), "SHORT_DATE_FORMAT")
    return {
        "jetzt": gettext("jetzt geöffnet"),
        "samstag": gettext("am Samstag geöffnet (%(day)s)") % {"day": saturday},
    }


def wishes(asked: PlaceFilter, clock: Clock) -> list[Wish]:
    labels = _labels(asked, clock)
    return [Wish(labels[pair], asked.without(*pair).query()) for pair in asked.values]


def ways_out(asked: PlaceFilter, clock: Clock) -> list[Wish]:
    """Which single wish to give up so that something is found, the most places first."""
    labels, found = _labels(asked, clock), []
    for pairs in _given_up_together(asked):
        less = reduce(lambda rest, pair: rest.without(*pair), pairs, asked)
        count = less.places(clock).count()
        if count:
            label = ", ".join(labels[pair] for pair in pairs[:MOST_NAMED])
            found.append(Wish(label if len(pairs) <= MOST_NAMED else f"{label} …", less.query(), count))
    return sorted(found, key=lambda wish: -(wish.count or 0))


def _given_up_together(asked: PlaceFilter) -> list[list[tuple[str, str]]]:
    together: dict[object, list[tuple[str, str]]] = {}
    for name, value in asked.values:
        together.setdefault(name if name in ALTERNATIVES else (name, value), []).append((name, value))
    return list(together.values())


def counts_by_kind(asked: PlaceFilter, clock: Clock) -> dict[str, int]:
    """Places of each group and category that all other wishes leave; one in several of them counts in each."""
    others = replace(asked, art=()).places(clock)
    rows = others.order_by().values_list("category_id", "secondary_category_codes").annotate(Count("pk"))
    counts: Counter[str] = Counter()
    for code, further, number in rows:
        counts[code.partition(".")[0]] += number
        counts.update(dict.fromkeys({code, *further}, number))
    return dict(counts)


def _labels(asked: PlaceFilter, clock: Clock) -> dict[tuple[str, str], str]:
    labels = {("art", kind.pk): _kind_label(kind) for kind in asked.art}
    labels |= {("offen", word): label for word, label in opening_labels(clock).items()}
    labels |= {("sprache", code): language_name(code) for code in asked.sprache}
    labels |= {("mit", word): label for word, label in need_labels().items()}
    if asked.alter is not None:
        labels["alter", str(asked.alter)] = gettext("Kind: %(age)s") % {"age": child_age(asked.alter)}
    if asked.sozialraum is not None:
        labels["sozialraum", asked.sozialraum.pk] = asked.sozialraum.name
    return labels


def _kind_label(kind: Category | CategoryGroup) -> str:
    return kind.name_in(get_language() or "de") if isinstance(kind, CategoryGroup) else kind_name(kind)
