"""What somebody typed into „Was suchen Sie?“: its words, the kinds of places they lead to, and what else was meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from geo.closeness import allowed_mistakes, exchanged, mistakes
from geo.db.folding import folded
from wegweiser.directory.models.search import SearchDocument, SearchWord

LONGEST_SEARCH = 100
MOST_WORDS = 8
SHORTEST_PART = 4
"""Fewer letters are looked for where a word begins."""
SHORTEST_SIMILAR = 4
MOST_COMPARED = 100
_SMALL_WORDS = "am an das der des die ein eine fur im in ist mein meine mit oder und von wo zu zum zur a and for of the"
SMALL_WORDS = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True)
class Word:
    text: str
    categories: tuple[str, ...]
    groups: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """What a document contains; documents begin with a space."""
        return self.text if len(self.text) >= SHORTEST_PART else f" {self.text}"

    @property
    def kinds(self) -> tuple[str, ...]:
        return self.categories + self.groups


def typed_words(text: str) -> list[Word]:
    printable = "".join(sign if sign.isprintable() else " " for sign in text[:LONGEST_SEARCH])
    all_words = list(dict.fromkeys(folded(printable).split()))[:MOST_WORDS]
    return explained([word for word in all_words if word not in SMALL_WORDS] or all_words)


def explained(words: Sequence[str]) -> list[Word]:
    """Each with the kinds of places that it names, in any language."""
    if not words:
        return []
    shortened = [_without_ending(word) for word in words]
    named = Q()
    for word in shortened:
        named |= _names(word)
    rows = SearchWord.objects.filter(named, active=True).order_by()
    known = list(rows.values_list("spellings", "category_id", "group_id"))
    return [_explained(Word(word, (), ()), known) for word in shortened]


def _explained(word: Word, known: Iterable[tuple[str, str | None, str | None]]) -> Word:
    padded = [(f" {spellings} ", category, group) for spellings, category, group in known]
    leading = [row for row in padded if word.pattern in row[0]]
    # "kita" is a word, and only begins the Turkish "kitap", a book; "beratung" ends "Erziehungsberatung"
    whole = [row for row in leading if f"{word.pattern} " in row[0]] or leading
    categories = {category for _, category, _ in whole if category}
    groups = {group for _, _, group in whole if group}
    return Word(word.text, tuple(sorted(categories)), tuple(sorted(groups)))


def _names(text: str) -> Q:
    if len(text) >= SHORTEST_PART:
        return Q(spellings__contains=text)
    return Q(spellings__startswith=text) | Q(spellings__contains=f" {text}")


def _without_ending(word: str) -> str:
    """Streets are written "-str." and "-straße"."""
    return word.removesuffix("asse") if word.endswith("strasse") else word


def corrected(words: Sequence[Word]) -> list[Word]:
    """Each unknown word replaced by the known one that comes nearest, or left out where none is near."""
    texts = [word.text if _is_known(word) else _similar(word.text) for word in words]
    return explained(list(dict.fromkeys(text for text in texts if text)))


def _is_known(word: Word) -> bool:
    return bool(word.kinds) or SearchDocument.objects.filter(words__contains=word.pattern).exists()


def _similar(text: str) -> str:
    if len(text) < SHORTEST_SIMILAR:
        return ""
    near = _nearest(text, _alike(SearchWord.objects.filter(active=True), "spellings", text))
    return near or _nearest(text, _alike(SearchDocument.objects.all(), "words", text))


def _alike(rows: QuerySet[SearchWord] | QuerySet[SearchDocument], field: str, text: str) -> Iterable[str]:
    near = Q(**{f"{field}__trigram_word_similar": text})
    for turned in exchanged(text):
        near |= Q(**{f"{field}__contains": turned})
    alike = rows.filter(near)
    found: Iterable[str] = alike.values_list(field, flat=True)[:MOST_COMPARED]
    return found


def _nearest(text: str, lines: Iterable[str]) -> str:
    candidates = {word for line in lines for word in line.split()}
    close = [
        (mistakes(text, word), word) for word in candidates if abs(len(word) - len(text)) <= allowed_mistakes(text)
    ]
    count, word = min(close, default=(len(text), ""))
    return word if count <= allowed_mistakes(text) else ""
