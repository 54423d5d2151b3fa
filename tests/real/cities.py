"""City folders around the real data of ../shared/data: a city.toml in a temporary folder, and links to the data."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "shared" / "data"
REASON = f"the real data is not there: {DATA}"

needs_real_data = pytest.mark.skipif(not DATA.is_dir(), reason=REASON)

KAISERSLAUTERN = """
slug = "kaiserslautern"
name = "Kaiserslautern"
languages = ["de", "en", "tr", "ar", "uk", "ru"]
bounds = [7.60, 49.36, 7.88, 49.52]
holidays = "RP"
[office]
name = "Stadt Kaiserslautern"
[imprint]
publisher = "Stadt Kaiserslautern"
[attribution.basemap]
text = "© OpenStreetMap contributors"
url = "https://www.openstreetmap.org/copyright"
licence = "ODbL-1.0"
[attribution.facilities]
text = "© OpenStreetMap contributors"
url = "https://www.openstreetmap.org/copyright"
licence = "ODbL-1.0"
[attribution.sozialraeume]
text = "Stadt Kaiserslautern, opendata.kaiserslautern.de"
licence = "dl-de/by-2-0"
[sozialraeume]
file = "ortsbezirke.geojson"
name = "name"
[basemap]
file = "kaiserslautern-2013.osm.pbf"
[addresses]
file = "kaiserslautern-2013.osm.pbf"
format = "osm"
[[facilities]]
source = "osm"
name = "OpenStreetMap 2013"
licence = "ODbL-1.0"
file = "kaiserslautern-2013.osm.pbf"
format = "osm"
[facilities.defaults]
state = "published"
"""

LIECHTENSTEIN = """
slug = "liechtenstein"
name = "Liechtenstein"
languages = ["de", "en", "tr"]
bounds = [9.47, 47.04, 9.64, 47.28]
[office]
name = "Land Liechtenstein"
postcode = "9490"
[imprint]
publisher = "Land Liechtenstein"
[attribution.basemap]
text = "© OpenStreetMap contributors"
url = "https://www.openstreetmap.org/copyright"
licence = "ODbL-1.0"
[attribution.facilities]
text = "© OpenStreetMap contributors"
licence = "ODbL-1.0"
[attribution.sozialraeume]
text = "© OpenStreetMap contributors"
licence = "ODbL-1.0"
[[emergency]]
number = "144"
label = "Rettungsdienst"
[sozialraeume]
file = "liechtenstein-2015.osm.pbf"
layer = "multipolygons"
where = "boundary = 'administrative' AND admin_level = '8'"
name = "name"
[basemap]
file = "liechtenstein-2015.osm.pbf"
[addresses]
file = "liechtenstein-2015.osm.pbf"
format = "osm"
[[facilities]]
source = "osm"
name = "OpenStreetMap 2015"
licence = "ODbL-1.0"
file = "liechtenstein-2015.osm.pbf"
format = "osm"
[facilities.defaults]
state = "published"
"""

OBERHAUSEN = """
slug = "oberhausen"
name = "Oberhausen"
languages = ["de", "en", "tr", "ar", "uk", "ru"]
bounds = [6.75, 51.44, 6.93, 51.59]
holidays = "NW"
printed_options = ["schule.berufskolleg"]
[office]
name = "Stadt Oberhausen"
postcode = "46045"
[imprint]
publisher = "Stadt Oberhausen"
[attribution.facilities]
text = "IT.NRW 2025, MSB NRW; Koordinaten © OpenStreetMap contributors"
licence = "dl-de/by-2-0"
[attribution.sozialraeume]
text = "Umriss © GeoBasis-DE / BKG 2021, verändert; innere Grenzen: Skizze, nicht amtlich"
licence = "dl-de/by-2-0"
[sozialraeume]
file = "sozialraeume-skizze.geojson"
code = "slug"
name = "name"
sketch = true
[[facilities]]
source = "schulen"
name = "IT.NRW, Schulliste 2024/25"
licence = "dl-de/by-2-0"
file = "schulen-nrw-2024-25.csv"
crs = "EPSG:4326"
where = { "Amtlicher Gemeindeschlüssel" = "5119000" }
[facilities.columns]
origin_id = "Schulnummer"
name = "Amtliche Bezeichnung 1"
name_addition = "Amtliche Bezeichnung 2"
category = "Schulform"
address = "Straße und Hausnummer"
postcode = "Postleitzahl"
city = "Ort"
phone_prefix = "Telefonnummer Vorwahl"
phone = "Telefonnummer Durchwahl"
email = "Offizielle E-Mail-Adresse"
x = "longitude"
y = "latitude"
[facilities.values.category]
"Grundschule" = "schule.grundschule"
"Hauptschule" = "schule.weiterfuehrend"
"Realschule" = "schule.weiterfuehrend"
"Gesamtschule" = "schule.weiterfuehrend"
"Gymnasium" = "schule.weiterfuehrend"
"Weiterbildungskolleg" = "schule.weiterfuehrend"
"Berufskolleg" = "schule.berufskolleg"
"Förderschule Grund-/Hauptschule" = "schule.foerderschule"
"""

CITIES = {"kaiserslautern": KAISERSLAUTERN, "liechtenstein": LIECHTENSTEIN, "oberhausen": OBERHAUSEN}


def city_folder(name: str, parent: Path) -> Path:
    """A city folder in `parent`: its own city.toml, and links to the data."""
    folder = parent / name
    folder.mkdir()
    (folder / "city.toml").write_text(CITIES[name], encoding="utf-8")
    for file in (DATA / name).iterdir():
        (folder / file.name).symlink_to(file)
    return folder
