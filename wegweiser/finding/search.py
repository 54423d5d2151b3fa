"""Places for what somebody typed: in names, kinds, Träger, streets and Sozialräume, the most fitting first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from wegweiser.directory.models.public import PublicFacility, PublicFacilityQuerySet
from wegweiser.directory.models.search import SearchDocument
from wegweiser.finding.words import Word, corrected, typed_words

MOST_FOUND = 1000
"""Nobody reads further; beyond, counts are said as "1,000+"."""
MOST_COMPARED = 5000
"""Who types a word that so many places share gets the most fitting of as many; the time must end."""


@dataclass(frozen=True)
class Found:
    ids: tuple[int, ...] = ()
    """The most fitting first, MOST_FOUND at most."""
    groups: Mapping[str, int] = field(default_factory=dict)
    """How many of each group; more than MOST_FOUND where there are too many to count."""
    words: tuple[str, ...] = ()
    """What was searched in the end; empty where nothing was asked."""
    is_similar: bool = False
    """Nothing is called exactly so: other spellings were tried, or words left out."""

    @property
    def total(self) -> int:
        return sum(self.groups.values())

    def among(self, places: PublicFacilityQuerySet, start: int = 0, count: int = MOST_FOUND) -> list[PublicFacility]:
        """A page of what was found, in its order."""
        wanted = self.ids[start : start + count]
        found = places.order_by().in_bulk(wanted)
        return [found[pk] for pk in wanted if pk in found]


def search(places: PublicFacilityQuerySet, text: str) -> Found:
    """Every word must be found somewhere. Similar spellings are tried only where this finds nothing."""
    words = typed_words(text)
    found = _found(places, words)
    if found.ids or not words:
        return found
    meant = corrected(words)
    if not meant or meant == words:
        return found
    return replace(_found(places, meant), is_similar=True)


def _found(places: PublicFacilityQuerySet, words: Sequence[Word]) -> Found:
    """Names of whole groups count only where nothing is called so itself."""
    narrow = [replace(word, groups=()) for word in words]
    found = _best(_matching(places, narrow), narrow) if words else Found()
    return found if found.ids or narrow == words else _best(_matching(places, words), words)


def _best(documents: QuerySet[SearchDocument], words: Sequence[Word]) -> Found:
    compared = SearchDocument.objects.filter(pk__in=documents.values("pk")[:MOST_COMPARED])
    ranked = compared.annotate(rank=sum((_fit(word) for word in words), Value(0))).order_by("rank", "name", "pk")
    rows = list(ranked.values_list("pk", "kinds__0"))
    groups = Counter(group for _, group in rows)
    if len(rows) == MOST_COMPARED:
        groups = Counter(dict.fromkeys(groups, MOST_FOUND + 1))
    return Found(tuple(pk for pk, _ in rows[:MOST_FOUND]), groups, tuple(word.text for word in words))


def _matching(places: PublicFacilityQuerySet, words: Iterable[Word]) -> QuerySet[SearchDocument]:
    documents = SearchDocument.objects.all()
    for word in words:
        anywhere = Q(words__contains=word.pattern)
        documents = documents.filter(anywhere | Q(kinds__overlap=list(word.kinds)) if word.kinds else anywhere)
    # there is a document for each public place, so all of them need not be compared
    return documents.filter(place__in=places.order_by().values("pk")) if places.query.has_filters() else documents


def _fit(word: Word) -> Case:
    """A word of the name begins so, the name contains it or its kind is called so, street or Träger, the group."""
    whens = [When(name__contains=f" {word.text}", then=0), When(name__contains=word.pattern, then=1)]
    if word.categories:
        whens.append(When(kinds__overlap=list(word.categories), then=1))
    whens.append(When(words__contains=word.pattern, then=2))
    return Case(*whens, default=3, output_field=IntegerField())
