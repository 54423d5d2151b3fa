from pathlib import Path

import pytest
from django.core.management.base import CommandError

from tests.city import create_city, create_facility
from tests.wegweiser.directory.imports.folders import run
from wegweiser.directory.categories import Taxonomy
from wegweiser.directory.choices import Visibility
from wegweiser.directory.models.search import SearchWord
from wegweiser.directory.models.taxonomy import Category, CategoryGroup, Flag

COMMON = Path(__file__).parents[4] / "fixtures" / "categories.toml"
pytestmark = pytest.mark.usefixtures("empty_city")


def _without(code: str, folder: Path) -> Path:
    """The common file without one category."""
    text = COMMON.read_text(encoding="utf-8")
    begin = text.index(f"[category.{code}]")
    end = text.index("\n[", begin)
    path = folder / "categories.toml"
    path.write_text(text[:begin] + text[end + 1 :], encoding="utf-8")
    return path


def test_the_tree_arrives_in_the_order_of_the_file() -> None:
    report = run("import_categories", COMMON)
    taxonomy = Taxonomy.read(COMMON)
    assert f"{len(taxonomy.categories)} Kategorien in {len(taxonomy.groups)} Gruppen" in report
    assert [each.code for each in CategoryGroup.objects.all()] == list(taxonomy.groups)
    assert [each.code for each in Category.objects.all()] == list(taxonomy.categories)
    assert [each.code for each in Flag.objects.all()] == list(taxonomy.flags)


def test_what_the_file_says_of_a_category_is_kept() -> None:
    Category.objects.filter(code="schutz.frauenhaus").update(visibility=Visibility.PUBLIC, names={"de": "x"})
    run("import_categories", COMMON)
    shelter = Category.objects.get(code="schutz.frauenhaus")
    assert (shelter.visibility, shelter.name_in("de")) == (Visibility.PHONE_ONLY, "Frauenhaus")


def test_a_category_that_is_gone_goes_unless_places_use_it(tmp_path: Path) -> None:
    create_city()
    place = create_facility("Tafel", 100, 100, category_id="alltag.tafel")
    path = _without("alltag.tafel", tmp_path)
    with pytest.raises(CommandError, match=r"„alltag.tafel“ steht nicht mehr in der Datei .* noch 1-mal benutzt"):
        run("import_categories", path)
    assert Category.objects.filter(code="alltag.tafel").exists()
    place.delete()
    run("import_categories", path)
    assert not Category.objects.filter(code="alltag.tafel").exists()


@pytest.mark.parametrize("content", ["languages = ", "farbe = 1\nlanguages = ['de']\n"])
def test_a_broken_file_changes_nothing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "categories.toml"
    path.write_text(content)
    before = list(Category.objects.values())
    with pytest.raises(CommandError):
        run("import_categories", path)
    assert list(Category.objects.values()) == before


def _words(code: str, language: str) -> set[str]:
    return set(SearchWord.objects.filter(category=code, language=language).values_list("word", flat=True))


def test_names_and_synonyms_become_search_words() -> None:
    run("import_categories", COMMON)
    assert {"Kita", "Kindergarten", "Krippe"} <= _words("betreuung.kita", "de")
    assert "anaokulu" in _words("betreuung.kita", "tr")
    assert SearchWord.objects.filter(group="betreuung", language="en", word="Child care").exists()


def test_what_the_office_says_of_search_words_outlives_an_import() -> None:
    SearchWord.objects.create(category_id="betreuung.kita", word="Zwergenhaus")
    SearchWord.objects.filter(category_id="betreuung.kita", word="Hort").update(active=False)
    SearchWord.objects.create(category_id="betreuung.kita", word="weg damit", origin=SearchWord.Origin.TREE)
    run("import_categories", COMMON)
    assert "Zwergenhaus" in _words("betreuung.kita", "de")
    assert "weg damit" not in _words("betreuung.kita", "de")
    assert not SearchWord.objects.get(category_id="betreuung.kita", word="Hort").active


def test_how_often_a_kind_is_checked_is_what_staff_say() -> None:
    Category.objects.filter(pk="betreuung.kita").update(review_months=7, short_name="Falsch")
    run("import_categories", COMMON)
    kind = Category.objects.get(pk="betreuung.kita")
    assert kind.review_months == 7
    assert kind.short_name != "Falsch"
