import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from wegweiser.directory.categories import Taxonomy
from wegweiser.directory.category_entry import CategoryFileError
from wegweiser.directory.choices import Shape, Visibility

SHIPPED = Path(settings.BASE_DIR) / "fixtures" / "categories.toml"
SMALL = """
languages = ["de", "en"]
osm_never = [{ access = "private" }]

[group.schule]
colour = "#FFCF26"
glyph_colour = "#141414"
shape = "circle"
pictogram = "school"
name.de = "Schule"
name.en = "School"

[category.schule.grundschule]
short_name = "Grundschule"
pictogram = "school"
review_months = 12
schema_org = "ElementarySchool"
name.de = "Grundschule"
name.en = "Primary school"
synonyms.de = ["Einschulung"]
osm = [
  { amenity = "school" },
]

[category.schule.musik]
short_name = "Musikschule"
pictogram = "music"
review_months = 12
schema_org = "School"
name.de = "Musikschule"
name.en = "Music school"
osm = [
  { amenity = ["school", "music_school"], name = "~musikschule" },
]

[flag.ogs]
name.de = "Offener Ganztag"
name.en = "All-day school"
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Taxonomy]:
    def _read(old: str = "", new: str = "") -> Taxonomy:
        assert old in SMALL
        path = tmp_path / "categories.toml"
        path.write_text(SMALL.replace(old, new, 1) if old else SMALL, encoding="utf-8")
        return Taxonomy.read(path)

    return _read


@pytest.fixture(scope="module")
def shipped() -> Taxonomy:
    return Taxonomy.read(SHIPPED)


def test_the_shipped_tree_is_whole(shipped: Taxonomy) -> None:
    assert len(shipped.groups) == 10
    assert len(shipped.categories) >= 59
    assert set(shipped.languages) == {"de", "en", "tr", "ar", "uk", "ru", "pl", "ro", "bg"}
    assert {category.group.code for category in shipped.categories.values()} == set(shipped.groups)


def test_secret_places_start_hidden(shipped: Taxonomy) -> None:
    hidden = {code: each.visibility for code, each in shipped.categories.items() if each.visibility != "public"}
    assert hidden == {
        "betreuung.tagespflege": Visibility.AREA,
        "betreuung.grosstagespflege": Visibility.AREA,
        "gesundheit.hebamme": Visibility.AREA,
        "schutz.frauenhaus": Visibility.PHONE_ONLY,
        "schutz.inobhut": Visibility.PHONE_ONLY,
    }
    assert shipped.categories["schutz.frauenhaus"].osm == shipped.categories["schutz.inobhut"].osm == ()


def test_names_are_translated_and_not_copied(shipped: Taxonomy) -> None:
    """Arabic and Cyrillic names hold letters of their own script."""
    scripts = {"ar": r"[\u0600-\u06FF]", "uk": r"[\u0400-\u04FF]", "ru": r"[\u0400-\u04FF]", "bg": r"[\u0400-\u04FF]"}
    entries = [*shipped.groups.values(), *shipped.categories.values()]
    wrong = [
        (entry.code, language)
        for entry in entries
        for language, script in scripts.items()
        if not re.search(script, entry.names[language])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("tags", "code"),
    [
        ({"amenity": "kindergarten"}, "betreuung.kita"),
        ({"amenity": "kindergarten", "name": "Familienzentrum Löwenzahn"}, "betreuung.familienzentrum"),
        ({"amenity": "school", "name": "Barbarossaschule"}, "schule.grundschule"),
        ({"amenity": "school", "name": "Burggymnasium"}, "schule.weiterfuehrend"),
        ({"amenity": "school", "isced:level": "2;3"}, "schule.weiterfuehrend"),
        ({"amenity": "school", "name": "Volkshochschule"}, "lernen.vhs"),
        ({"amenity": "school", "name": "Universität Liechtenstein"}, None),
        ({"leisure": "sports_centre"}, "freizeit.sportverein"),
        ({"leisure": "sports_centre", "sport": "swimming"}, "freizeit.bad"),
        ({"leisure": "playground", "access": "private"}, None),
        ({"leisure": "pitch", "sport": "tennis"}, None),
        ({"leisure": "pitch", "sport": "soccer;basketball"}, "freizeit.bolzplatz"),
        ({"amenity": "place_of_worship", "religion": "muslim"}, "gemeinschaft.moschee"),
        ({"amenity": "social_facility", "social_facility": "shelter", "social_facility:for": "woman"}, None),
        ({"amenity": "social_facility", "social_facility": "food_bank"}, "alltag.tafel"),
        ({"amenity": "bench"}, None),
        ({}, None),
    ],
)
def test_osm_objects_find_their_category(shipped: Taxonomy, tags: dict[str, str], code: str | None) -> None:
    found = shipped.category_of(tags)
    assert (found.code if found else None) == code


def test_a_small_file_is_read(read: Callable[..., Taxonomy]) -> None:
    taxonomy = read()
    school = taxonomy.categories["schule.grundschule"]
    assert school.group.shape is Shape.CIRCLE
    assert (school.on_map, school.optional, school.citywide, school.visibility) == (True, False, False, "public")
    assert school.synonyms == {"de": ("Einschulung",)}
    assert [category.position for category in taxonomy.categories.values()] == [1, 2]
    assert taxonomy.flags["ogs"].names["en"] == "All-day school"


def test_the_rule_with_most_tags_wins(read: Callable[..., Taxonomy]) -> None:
    found = read().category_of({"amenity": "school", "name": "Städtische MUSIKSCHULE"})
    assert found is not None
    assert found.code == "schule.musik"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('pictogram = "music"', 'pictogram = "einhorn"', "schule.musik.*einhorn"),
        ('pictogram = "music"', 'pictogram = "../music"', "schule.musik.*pictogram"),
        ('name.en = "Music school"\n', "", "schule.musik.*en.*fehlt"),
        ('name.en = "Music school"', 'name.en = "  "', "schule.musik.*en"),
        ('name.en = "Music school"', 'name.xx = "Music school"', "schule.musik"),
        ("[category.schule.musik]", "[category.schule.grundschule]", "categories.toml"),
        ("[category.schule.musik]", "[category.sport.musik]", "sport.*Gruppe"),
        ("[category.schule.musik]", '[category.schule."Musik!"]', "Musik!"),
        ('colour = "#FFCF26"', 'colour = "yellow"', "group.schule.*colour.*yellow"),
        ('shape = "circle"', 'shape = "star"', "group.schule.*shape.*star"),
        ("review_months = 12", "review_months = 0", "grundschule.*review_months"),
        ("review_months = 12", "review_months = true", "grundschule.*review_months"),
        ("review_months = 12", 'review_months = 12\nvisibility = "secret"', "visibility.*secret"),
        ("review_months = 12", "review_months = 12\non_map = 1", "on_map"),
        ("review_months = 12", "review_months = 12\nicon = 1", "icon.*keine bekannte"),
        ('synonyms.de = ["Einschulung"]', "synonyms.de = []", "synonyms.de"),
        ('synonyms.de = ["Einschulung"]', 'synonyms.fr = ["école"]', "synonyms.fr.*keine Sprache"),
        ("~musikschule", "~musik(", "regulärer Ausdruck"),
        ('osm_never = [{ access = "private" }]', 'osm_never = "private"', "osm_never"),
        ('languages = ["de", "en"]', "languages = 3", "languages"),
        ('languages = ["de", "en"]', "languages = ", "categories.toml"),
        ("[flag.ogs]\n", '[flag.ogs]\ncolour = "red"\n', "flag.ogs.*colour"),
    ],
)
def test_mistakes_are_named(read: Callable[..., Taxonomy], old: str, new: str, words: str) -> None:
    with pytest.raises(CategoryFileError, match=words):
        read(old, new)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CategoryFileError, match=r"none\.toml"):
        Taxonomy.read(tmp_path / "none.toml")


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes('short = "Gr\xfcn"'.encode("latin-1"))
    with pytest.raises(CategoryFileError, match=r"latin\.toml"):
        Taxonomy.read(tmp_path / "latin.toml")
