from django.urls import path, re_path

from wegweiser.printing import downloads, emblem_views, views
from wegweiser.printing.viertel import viertel

sheet_patterns = [
    path("sozialraum/<slug:slug>/wegweiser-a3.pdf", views.sheet, {"paper_name": "a3"}, name="sheet"),
    path("sozialraum/<slug:slug>/wegweiser-<slug:paper_name>.pdf", views.sheet, name="sheet"),
    path("sozialraum/<slug:slug>/flyer-<slug:category>.pdf", views.flyer, name="flyer"),
    path("sozialraum/<slug:slug>/ausmalplan.pdf", views.colouring_sheet, name="colouring_sheet"),
    path("flyer-<slug:category>.pdf", views.flyer, name="flyer"),
    path("einrichtung/<int:pk>/aushang.pdf", views.door_sign, name="door_sign"),
]
# All of them stand under a language, as in /tr/w/W2VF9X, to which the QR code of a Turkish sheet leads.
edition_patterns = [
    re_path(r"^w/(?P<code>[0-9A-Za-z]{1,12})/?$", views.edition, name="edition"),
    re_path(r"^w/(?P<code>[0-9A-Za-z]{1,12})\.pdf$", downloads.released_file, name="file"),
]
viertel_patterns = [
    path("mein-viertel/", viertel, name="viertel"),
    path("herunterladen/", downloads.downloads, name="downloads"),
]
# The site's own pictures: its icon for every language, its preview with a title.
icon_patterns = [
    path("zeichen.svg", emblem_views.icon, name="icon"),
    path("zeichen-<int:size>.png", emblem_views.icon, name="icon"),
]
preview_patterns = [
    path("vorschau.png", emblem_views.preview, name="preview"),
    path("sozialraum/<slug:slug>/vorschau.png", emblem_views.preview, name="preview"),
]
