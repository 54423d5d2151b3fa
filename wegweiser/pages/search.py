"""„Was suchen Sie?“: every word must be found in the place's name, kind, address or Sozialraum; else similar names."""

import re
import unicodedata

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q

from wegweiser.directory.models.public import PublicFacilityQuerySet
from wegweiser.directory.models.taxonomy import Category

LONGEST_SEARCH = 100
SHORTEST_KIND = 3
SIMILAR_ENOUGH = 0.45
FIELDS = ("name", "name_addition", "traeger", "street", "house_number", "postcode", "sozialraum__name")


def search(places: PublicFacilityQuerySet, text: str) -> PublicFacilityQuerySet:
    words = _words(text)
    if not words:
        return places
    kinds = [(category.pk, _vocabulary(category)) for category in Category.objects.select_related("group")]
    found = places
    for word in words:
        found = found.filter(_anywhere(word, kinds))
    return found if found.exists() else _similar(places, " ".join(words))


def _similar(places: PublicFacilityQuerySet, text: str) -> PublicFacilityQuerySet:
    compared: PublicFacilityQuerySet = places.annotate(similarity=TrigramWordSimilarity(text, "name"))
    return compared.filter(similarity__gte=SIMILAR_ENOUGH).order_by("-similarity", "pk")


def _words(text: str) -> list[str]:
    printable = "".join(sign if sign.isprintable() else " " for sign in text[:LONGEST_SEARCH])
    return [re.sub(r"(?<=str)\.$", "", word) for word in re.split(r"[\s,;]+", printable) if word]


def _anywhere(word: str, kinds: list[tuple[str, str]]) -> Q:
    anywhere = Q()
    for field in FIELDS:
        anywhere |= Q(**{f"{field}__unaccent__icontains": word})
    plain = _plain(word)
    codes = [code for code, vocabulary in kinds if plain in vocabulary] if len(plain) >= SHORTEST_KIND else []
    return anywhere | Q(category_id__in=codes) | Q(secondary_category_codes__overlap=codes) if codes else anywhere


def _vocabulary(category: Category) -> str:
    synonyms = (word for words in category.synonyms.values() for word in words)
    names = (*category.names.values(), *category.group.names.values())
    return _plain(" ".join((category.short_name, *names, *synonyms)))


def _plain(text: str) -> str:
    """Without case and accents, as `unaccent` of the database compares."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
