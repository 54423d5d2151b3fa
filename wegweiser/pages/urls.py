from django.urls import path, re_path

from wegweiser.pages import assets, texts, views

# Stand under a language, as in /tr/karte/.
page_patterns = [
    path("", views.places, name="list"),
    path("karte/", views.places, {"shows_map": True}, name="map"),
    path("auswahl/", views.choose, name="choose"),
    path("sozialraum/", views.sozialraeume, name="sozialraeume"),
    path("sozialraum/<slug:slug>/", views.sozialraum, name="sozialraum"),
    path("einrichtung/<int:pk>/", views.place, name="place"),
    path("hilfe/", texts.emergency, name="emergency"),
    path("impressum/", texts.imprint, name="imprint"),
    path("datenschutz/", texts.privacy, name="privacy"),
    path("lizenzen/", texts.licences, name="licences"),
    path("naechste-schritte/", texts.next_steps, name="next_steps"),
]
asset_patterns = [
    path("symbole.svg", assets.symbols, name="symbols"),
    re_path(r"^farbe/(?P<colour>[0-9A-Fa-f]{6})\.css$", assets.accent, name="accent"),
]
