from pathlib import Path

import pytest
from django.conf import settings

from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.situations import checked_situations, seed_situations, situations_file
from wegweiser.directory.models.situations import LifeSituation
from wegweiser.directory.models.taxonomy import Category

pytestmark = pytest.mark.django_db

OWN = """
languages = ["de", "tr"]
[situation.umzug]
categories = ["amt.buergerservice", "gibt.esnicht"]
name = { de = "Umzug", tr = "Taşınma" }
text = { de = "Melden Sie sich um.", tr = "Kaydınızı yapın." }
[situation.leer]
categories = ["gibt.esnicht"]
name = { de = "Leer", tr = "Boş" }
text = { de = "Nichts.", tr = "Hiç." }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "situations.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


def test_the_common_ones_are_whole_and_lead_to_kinds_that_exist() -> None:
    common = checked_situations(Path(settings.BASE_DIR) / "fixtures" / "situations.toml")
    known = set(Category.objects.values_list("code", flat=True))
    languages = {code for code, _ in settings.LANGUAGES}
    assert {code for situation in common for code in situation.categories} <= known
    for situation in common:
        assert set(situation.names) | {"de-simple"} == languages
        assert set(situation.texts) == languages
        assert max(map(len, situation.names.values())) <= 40
    assert {"Baby kommt", "Kind krank", "Kita suchen", "Geld reicht nicht", "Streit zu Hause", "Neu in der Stadt"} <= {
        situation.names["de"] for situation in common
    }


def test_a_city_is_loaded_with_them() -> None:
    assert LifeSituation.objects.get(pk="baby").name_in("tr") == "Bebek geliyor"
    assert LifeSituation.objects.filter(urgent=True).exists()


def test_a_city_folder_may_bring_its_own_which_lose_what_its_tree_does_not_have(folder: Path) -> None:
    LifeSituation.objects.all().delete()
    assert seed_situations(checked_situations(situations_file(folder))) == 1
    (situation,) = LifeSituation.objects.all()
    assert situation.text_in("tr") == "Kaydınızı yapın."
    assert situation.text_in("pl") == "Melden Sie sich um."
    assert [way.category_id for way in situation.ways.all()] == ["amt.buergerservice"]


def test_what_staff_have_written_outlives_the_next_load(folder: Path) -> None:
    LifeSituation.objects.exclude(pk="baby").delete()
    assert seed_situations(checked_situations(situations_file(folder))) == 0
    assert [situation.pk for situation in LifeSituation.objects.all()] == ["baby"]


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("languages = [", "situations.toml"),
        (OWN.replace('tr = "Taşınma"', 'pl = "x"'), "situation.umzug.name: „tr“ fehlt"),
        (OWN.replace("categories", "kategorien"), "„categories“ ist None"),
        (OWN + "\nfarbe = 1", "„farbe“ ist keine bekannte Angabe"),
    ],
)
def test_a_broken_file_is_refused_by_name(folder: Path, broken: str, sentence: str) -> None:
    (folder / "situations.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(ImportRefused, match=r"situation") as refused:
        checked_situations(situations_file(folder))
    assert sentence in str(refused.value)
