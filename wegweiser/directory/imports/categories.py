"""The category tree of a categories file becomes rows; codes are stable, all but KEPT_BY_STAFF is overwritten."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Model, ProtectedError

from wegweiser.directory.categories import Taxonomy
from wegweiser.directory.category_entry import CategoryFileError
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.models.search import SearchWord
from wegweiser.directory.models.taxonomy import Category, CategoryGroup, Flag

FILE_NAME = "categories.toml"
KEPT_BY_STAFF = {"review_months"}
"""The file says them for a new kind; afterwards staff do."""


@dataclass(frozen=True)
class CategoryReport:
    groups: int
    categories: int
    flags: int


def categories_file(folder: Path) -> Path:
    """A city may bring its own tree; else the common one holds."""
    own = folder / FILE_NAME
    return own if own.is_file() else Path(settings.BASE_DIR) / "fixtures" / FILE_NAME


def read_taxonomy(path: Path) -> Taxonomy:
    try:
        return Taxonomy.read(path)
    except CategoryFileError as error:
        raise ImportRefused(str(error)) from error


@transaction.atomic
def import_categories(taxonomy: Taxonomy) -> CategoryReport:
    _keep(CategoryGroup, _groups(taxonomy))
    _keep(Category, _categories(taxonomy))
    _keep(Flag, _flags(taxonomy))
    _forget(Category, taxonomy.categories)
    _forget(CategoryGroup, taxonomy.groups)
    _forget(Flag, taxonomy.flags)
    _keep_words(taxonomy)
    return CategoryReport(len(taxonomy.groups), len(taxonomy.categories), len(taxonomy.flags))


def _groups(taxonomy: Taxonomy) -> list[Model]:
    return [
        CategoryGroup(
            code=group.code,
            names=dict(group.names),
            colour=group.colour,
            glyph_colour=group.glyph_colour,
            shape=group.shape,
            pictogram=group.pictogram,
            position=group.position,
        )
        for group in taxonomy.groups.values()
    ]


def _categories(taxonomy: Taxonomy) -> list[Model]:
    return [
        Category(
            code=category.code,
            group_id=category.group.code,
            names=dict(category.names),
            short_name=category.short_name,
            pictogram=category.pictogram,
            position=category.position,
            on_map=category.on_map,
            optional=category.optional,
            visibility=category.visibility,
            citywide=category.citywide,
            shows_hours=category.shows_hours,
            review_months=category.review_months,
            schema_org=category.schema_org,
        )
        for category in taxonomy.categories.values()
    ]


def _flags(taxonomy: Taxonomy) -> list[Model]:
    return [
        Flag(code=flag.code, names=dict(flag.names), position=position)
        for position, flag in enumerate(taxonomy.flags.values(), 1)
    ]


def _keep(model: type[Model], rows: list[Model]) -> None:
    columns = [
        field.name for field in model._meta.concrete_fields if not field.primary_key and field.name not in KEPT_BY_STAFF
    ]
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=columns)


def _forget(model: type[Model], codes: Collection[str]) -> None:
    for row in model._default_manager.exclude(pk__in=codes):
        try:
            row.delete()
        except ProtectedError as error:
            count = len(error.protected_objects)
            raise ImportRefused(
                f"„{row.pk}“ steht nicht mehr in der Datei der Kategorien, wird aber noch {count}-mal benutzt."
            ) from error


def _keep_words(taxonomy: Taxonomy) -> None:
    """Names and search words of the file; what the office has added or switched off stays as it is."""
    wanted = {_identity(word): word for word in _words(taxonomy)}
    for word in SearchWord.objects.exclude(origin=SearchWord.Origin.OFFICE):
        if wanted.pop(_identity(word), None) is None:
            word.delete()
    SearchWord.objects.bulk_create(wanted.values(), ignore_conflicts=True)


def _identity(word: SearchWord) -> tuple[str, str, str, str]:
    return word.code, word.language, word.word, word.origin


def _words(taxonomy: Taxonomy) -> Iterator[SearchWord]:
    for category in taxonomy.categories.values():
        for language, words in category.synonyms.items():
            for word in words:
                yield SearchWord(category_id=category.code, language=language, word=word, origin=SearchWord.Origin.TREE)
        yield from _names(category.names, category_id=category.code)
        yield from _names({"de": category.short_name}, category_id=category.code)
    for group in taxonomy.groups.values():
        yield from _names(group.names, group_id=group.code)


def _names(names: Mapping[str, str], **kind: str) -> Iterator[SearchWord]:
    for language, name in names.items():
        yield SearchWord(language=language, word=name, origin=SearchWord.Origin.NAME, **kind)
