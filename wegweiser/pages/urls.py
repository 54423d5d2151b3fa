from django.urls import path, re_path

from wegweiser.pages import assets, place, situations, table, texts, views

# Stand under a language, as in /tr/karte/.
page_patterns = [
    path("", views.places, name="list"),
    path("karte/", views.places, {"shows_map": True}, name="map"),
    path("auswahl/", views.choose, name="choose"),
    path("sozialraum/", views.sozialraeume, name="sozialraeume"),
    path("sozialraum/<slug:slug>/", views.sozialraum, name="sozialraum"),
    path("einrichtung/<int:pk>/", place.place, name="place"),
    path("lage/<slug:code>/", situations.situation, name="situation"),
    path("orte.csv", table.table, name="table"),
    path("hilfe/", texts.emergency, name="emergency"),
    path("leichte-sprache/", texts.easy, name="easy"),
    path("barrierefreiheit/", texts.accessibility, name="accessibility"),
    path("impressum/", texts.imprint, name="imprint"),
    path("datenschutz/", texts.privacy, name="privacy"),
    path("lizenzen/", texts.licences, name="licences"),
    path("naechste-schritte/", texts.next_steps, name="next_steps"),
]
asset_patterns = [
    path("symbole.svg", assets.symbols, name="symbols"),
    re_path(r"^farbe/(?P<colour>[0-9A-Fa-f]{6})\.css$", assets.accent, name="accent"),
]
