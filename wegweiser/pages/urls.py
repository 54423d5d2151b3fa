from typing import Any

from django.contrib.sitemaps import views as sitemaps
from django.urls import path, re_path
from django.views.decorators.cache import cache_control

from wegweiser.pages import (
    assets,
    choosing,
    discovery,
    embed,
    family_card,
    nearby,
    offline,
    place,
    positions,
    situations,
    table,
    texts,
    views,
)

_kept_an_hour = cache_control(max_age=3600)
_MAPS: dict[str, Any] = {"sitemaps": discovery.SITEMAPS}

# Stand under a language, as in /tr/karte/.
page_patterns = [
    path("", views.places, name="list"),
    path("karte/", views.places, {"shows_map": True}, name="map"),
    path("in-der-naehe/", nearby.around, name="nearby"),
    path("in-der-naehe/adressen/", nearby.addresses, name="addresses"),
    path("auswahl/", choosing.choose, name="choose"),
    path("sozialraum/", views.sozialraeume, name="sozialraeume"),
    path("sozialraum/<slug:slug>/", views.sozialraum, name="sozialraum"),
    path("einrichtung/<int:pk>/", place.place, name="place"),
    path("lage/<slug:code>/", situations.situation, name="situation"),
    path("familienkarte/", family_card.family_card, name="family_card"),
    path("orte.csv", table.table, name="table"),
    path("hilfe/", texts.emergency, name="emergency"),
    path("leichte-sprache/", texts.easy, name="easy"),
    path("barrierefreiheit/", texts.accessibility, name="accessibility"),
    path("impressum/", texts.imprint, name="imprint"),
    path("datenschutz/", texts.privacy, name="privacy"),
    path("lizenzen/", texts.licences, name="licences"),
    path("naechste-schritte/", texts.next_steps, name="next_steps"),
    path("embed/", embed.embedded, name="embedded"),
    path("einbetten/", embed.embedding, name="embedding"),
    path("offline/", offline.directory, name="offline"),
    path("wegweiser.webmanifest", offline.manifest, name="manifest"),
]
discovery_patterns = [
    path("robots.txt", discovery.robots, name="robots"),
    path("sitemap.xml", _kept_an_hour(sitemaps.index), _MAPS | {"sitemap_url_name": "discovery:part"}, name="index"),
    path("sitemap-<section>.xml", _kept_an_hour(sitemaps.sitemap), _MAPS, name="part"),
]
asset_patterns = [
    path("sw.js", offline.worker, name="worker"),
    path("orte.json", positions.positions, name="positions"),
    path("orte/<int:zoom>/<int:x>/<int:y>.json", positions.heaps, name="heaps"),
    path("symbole.svg", assets.symbols, name="symbols"),
    re_path(r"^farbe/(?P<colour>[0-9A-Fa-f]{6})\.css$", assets.accent, name="accent"),
]
