"""load_city: everything or nothing, and one sentence that says why."""

import time
from datetime import date
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.utils.translation import override

from geo.gazetteer.models import Address
from tests.city import EAST, NORTH
from tests.wegweiser.directory.imports.folders import (
    WEST,
    everything,
    roads,
    run,
    write_boundaries,
    write_city,
    write_city_with_basemap,
)
from wegweiser.directory.city import CityProfile
from wegweiser.directory.city_sections import Said, Translation
from wegweiser.directory.models.city import City, LayerAttribution
from wegweiser.directory.models.facility import DataSource, Facility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category

HOUSE = "N;DENW1;A;05;NRW;9;Bezirk;99;Zweifeld;000;Zweifeld;;;00001;{street};{number};{suffix};32;{x};{y};2026-07-01\n"
ADDRESSES = '[addresses]\nfile = "gebref.txt"\nformat = "gebref"\nmunicipality = "05999000"\n'


def _with_addresses(folder: Path) -> Path:
    """Two houses in Lange Straße: number 1 at 100, 100 and number 9 at 900, 100."""
    toml = (folder / "city.toml").read_text()
    (folder / "city.toml").write_text(toml.replace("[[facilities]]", f"{ADDRESSES}[[facilities]]", 1))
    houses = [("1", 100), ("9", 900)]
    (folder / "gebref.txt").write_text(
        "".join(
            HOUSE.format(street="Lange Straße", number=number, suffix="", x=EAST + x, y=NORTH + 100)
            for number, x in houses
        )
    )
    return folder


CHECKED = '[translations.{}]\nchecked_by = "Jo Smith"\nchecked_on = "{}"\n'


@pytest.mark.usefixtures("empty_city")
class TestFolder:
    def test_the_profile_and_the_attributions_are_kept(self, tmp_path: Path) -> None:
        output = run("load_city", write_city(tmp_path))
        assert "Zweifeld ist geladen." in output
        assert CityProfile.current().office.name == "Stadt Zweifeld"
        assert set(LayerAttribution.objects.values_list("layer", flat=True)) == {"sozialraeume", "facilities"}
        assert DataSource.objects.get().licence == "dl-de/zero-2-0"

    def test_who_checked_a_translation_is_kept(self, tmp_path: Path) -> None:
        folder = write_city(tmp_path)
        with (folder / "city.toml").open("a") as toml:
            toml.write('[translations.en]\nchecked_by = "Jo Smith"\nchecked_on = 2026-10-01\n')
        run("load_city", folder)
        assert CityProfile.current().translations == {"en": Translation("Jo Smith", date(2026, 10, 1))}

    def test_a_city_without_numbers_of_its_own_gets_those_that_hold_everywhere(self, tmp_path: Path) -> None:
        folder = write_city(tmp_path)
        run("load_city", folder)
        common = CityProfile.current().emergency
        assert {"112", "110", "116117", "116016"} <= {entry.number for entry in common}
        assert all(entry.label_in("tr") != entry.label for entry in common)

        with (folder / "city.toml").open("a") as toml:
            toml.write('[[emergency]]\nnumber = "144"\nlabel = "Rettung"\n')
        run("load_city", folder)
        assert [entry.number for entry in CityProfile.current().emergency] == ["144"]

    def test_a_notice_is_shown_in_the_language_of_the_reader_or_in_german(self, tmp_path: Path) -> None:
        folder = write_city(tmp_path)
        text = (folder / "city.toml").read_text()
        (folder / "city.toml").write_text(f'notice = "Probe"\nnotices = {{ tr = "Deneme" }}\n{text}')
        run("load_city", folder)
        said = []
        for language in ("tr", "pl"):
            with override(language):
                said.append(CityProfile.current().said_notice)
        assert said == [Said("Deneme", "tr"), Said("Probe", "de")]

    def test_progress_is_shown_unless_unwanted(self, tmp_path: Path) -> None:
        folder = write_city(tmp_path)
        assert run("load_city", folder).count("\n") >= 4
        assert run("load_city", folder, verbosity=0) == ""

    def test_an_unchanged_folder_is_passed_over_at_once(self, tmp_path: Path) -> None:
        folder = write_city(tmp_path)
        run("load_city", folder)
        Facility.objects.all().delete()
        begin = time.monotonic()
        assert "ist auf dem Stand des Ordners" in run("load_city", folder, if_changed=True)
        assert time.monotonic() - begin < 1
        assert not Facility.objects.exists()

    @pytest.mark.parametrize("file", ["city.toml", "orte.csv", "sozialraeume.geojson", "categories.toml"])
    def test_any_changed_file_is_noticed(self, tmp_path: Path, file: str) -> None:
        folder = write_city(tmp_path)
        common = Path(__file__).parents[4] / "fixtures" / "categories.toml"
        (folder / "categories.toml").write_bytes(common.read_bytes())
        run("load_city", folder)
        with (folder / file).open("a") as changed:
            changed.write("\n")
        assert "ist geladen" in run("load_city", folder, if_changed=True)

    def test_addresses_give_a_location_and_say_how_sure_it_is(self, tmp_path: Path) -> None:
        rows = [
            {"Nr.": "1", "Ort": "Lange Str. 1"},
            {"Nr.": "2", "Ort": "lange straße 3"},
            {"Nr.": "3", "Ort": "Lange Straße"},
            {"Nr.": "4", "Ort": "Kurze Straße 1"},
        ]
        nowhere = {"Ost": "", "Nord": ""}
        folder = write_city(tmp_path, *({**nowhere, **row} for row in rows), more={"address": "Ort"})
        output = run("load_city", _with_addresses(folder))
        assert "Adressen: 2 in 1 Straßen." in output
        assert dict(Facility.objects.values_list("origin_id", "geometry_source")) == {
            "1": "register", "2": "nearest_number", "3": "street", "4": "",
        }  # fmt: skip
        assert "Zeile 3: Kita Eins: Lage ungefähr: nächste Hausnummer" in output
        assert "ohne Lage: „Kurze Straße 1“ steht nicht im Adressverzeichnis" in output

    @pytest.mark.parametrize("broken", ["sozialraeume.geojson", "gebref.txt", "orte.csv", "categories.toml"])
    def test_a_broken_file_leaves_everything_as_it_was(self, tmp_path: Path, broken: str) -> None:
        folder = _with_addresses(write_city(tmp_path))
        run("load_city", folder)
        before = everything()
        write_city(folder, {"Name": "Anders"})
        _with_addresses(folder)
        write_boundaries(folder / "sozialraeume.geojson", {"West": WEST})
        (folder / broken).write_text("kaputt;\n")
        with pytest.raises(CommandError, match=broken.partition(".")[0]):
            run("load_city", folder)
        assert everything() == before

    @pytest.mark.parametrize(
        ("old", "new", "sentence"),
        [
            ('slug = "zweifeld"', "slug = ", "keine gültige TOML-Datei"),
            ('slug = "zweifeld"', "", "Es fehlt „slug“"),
            ('languages = ["de", "en"]', 'languages = "de"', "„languages“ muss eine Liste sein"),
            ("bounds = [6.80, 51.40, 6.95, 51.50]", "bounds = [6.80, 51.40, 6.95]", "„bounds“ braucht vier Zahlen"),
            ("slug =", 'exit_page = "javascript:x"\nslug =', "exit_page"),
            ("bounds = [6.80, 51.40, 6.95, 51.50]", "bounds = [6.95, 51.40, 6.80, 51.50]", "West < Ost"),
            (
                "[office]",
                f"{CHECKED.format('en', 'im Herbst')}[office]",
                "translations.en.checked_on“ muss ein Tag",
            ),
            ("[office]", f"{CHECKED.format('en', '2026-10-32')}[office]", "checked_on“ muss ein Tag sein"),
            ("[office]", f"{CHECKED.format('tr', '2026-10-01')}[office]", "steht nicht in „languages“"),
            ('[office]\nname = "Stadt Zweifeld"', '[office]\nnamen = "Stadt"', "Unbekannter Schlüssel „office.namen“"),
            ('file = "orte.csv"', 'file = "fehlt.csv"', "nennt „fehlt.csv“, aber diese Datei fehlt"),
            ('crs = "EPSG:25832"', 'crs = "UTM"', "crs muss wie „EPSG:25832“ aussehen, nicht „UTM“"),
            ('crs = "EPSG:25832"', 'crs = "EPSG:99999"', "EPSG:99999 ist kein bekanntes Koordinatensystem"),
            ('crs = "EPSG:25832"', 'format = "pdf"', "format muss „table“ oder „osm“ sein"),
            ('name = "Name"', 'titel = "Name"', "Das Feld „titel“ gibt es nicht"),
            ('category = "Art"\n', "", "In columns fehlt, in welcher Spalte „category“ steht"),
            ('x = "Ost"\n', "", "gehören x und y zusammen"),
        ],
    )
    def test_a_mistake_in_city_toml_is_named(self, tmp_path: Path, old: str, new: str, sentence: str) -> None:
        folder = write_city(tmp_path)
        toml = (folder / "city.toml").read_text()
        assert old in toml
        (folder / "city.toml").write_text(toml.replace(old, new))
        with pytest.raises(CommandError) as caught:
            run("load_city", folder)
        assert sentence in str(caught.value)
        assert not City.objects.exists()

    def test_a_source_named_twice_is_refused(self, tmp_path: Path) -> None:
        folder = write_city(tmp_path)
        toml = (folder / "city.toml").read_text()
        block = toml[toml.index("[[facilities]]") :]
        (folder / "city.toml").write_text(toml + block)
        with pytest.raises(CommandError, match="Die Quelle „stadt“ steht zweimal"):
            run("load_city", folder)

    def test_a_folder_that_is_none_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match=r"ist kein Stadtordner: Die Datei city.toml fehlt"):
            run("load_city", tmp_path / "nirgends")


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("stadt.osm.pbf", r"stadt\.osm\.pbf lässt sich nicht als OSM-Datei lesen"),
        ("sozialraeume.geojson", r"sozialraeume\.geojson"),
    ],
)
def test_a_broken_file_leaves_map_and_directory_as_they_were(
    own_database: str, tmp_path: Path, broken: str, sentence: str
) -> None:
    write_city_with_basemap(tmp_path)
    (tmp_path / broken).write_bytes(b"kaputt")
    before = everything(), roads()
    with pytest.raises(CommandError, match=sentence):
        run("load_city", tmp_path)
    assert (everything(), roads()) == before


def test_a_file_outside_the_folder_is_refused(empty_city: None, tmp_path: Path) -> None:
    folder = write_city(tmp_path)
    toml = (folder / "city.toml").read_text()
    (folder / "city.toml").write_text(toml.replace('"sozialraeume.geojson"', '"../sozialraeume.geojson"'))
    with pytest.raises(CommandError, match="nur Dateien im Stadtordner"):
        run("load_city", folder)


def test_the_demo_city_is_complete(db: None) -> None:
    assert Sozialraum.objects.count() == 6
    assert Facility.objects.count() >= 400
    assert Address.objects.count() >= 8_000
    assert not Facility.objects.filter(point__isnull=False, sozialraum=None, serves=None, citywide=False).exists()
    used = set(Facility.objects.values_list("group_code", flat=True))
    assert used == set(Category.objects.values_list("group_id", flat=True))
