"""Life situations of a file become rows once; from then on they belong to the staff, and no import touches them."""

from pathlib import Path

from django.conf import settings

from wegweiser.directory.category_entry import CategoryFileError
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.models.situations import LifeSituation, SituationCategory
from wegweiser.directory.models.taxonomy import Category
from wegweiser.directory.situations import Situation, read_situations

FILE_NAME = "situations.toml"


def situations_file(folder: Path) -> Path:
    """A city may bring its own; else the common ones hold."""
    own = folder / FILE_NAME
    return own if own.is_file() else Path(settings.BASE_DIR) / "fixtures" / FILE_NAME


def checked_situations(path: Path) -> list[Situation]:
    try:
        return read_situations(path)
    except CategoryFileError as error:
        raise ImportRefused(str(error)) from error


def seed_situations(situations: list[Situation]) -> int:
    """How many were stored: none where there are some. What leads nowhere in this city's tree is left out."""
    if LifeSituation.objects.exists():
        return 0
    known = set(Category.objects.values_list("code", flat=True))
    leading = [situation for situation in situations if known & set(situation.categories)]
    for position, situation in enumerate(leading, 1):
        _store(situation, position, [code for code in situation.categories if code in known])
    return len(leading)


def _store(situation: Situation, position: int, codes: list[str]) -> None:
    row = LifeSituation.objects.create(
        code=situation.code,
        names=dict(situation.names),
        texts=dict(situation.texts),
        urgent=situation.urgent,
        position=position,
    )
    SituationCategory.objects.bulk_create(
        SituationCategory(situation=row, category_id=code, position=place) for place, code in enumerate(codes, 1)
    )
