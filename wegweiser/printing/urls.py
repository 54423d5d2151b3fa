from django.urls import path, re_path

from wegweiser.printing import views

sheet_patterns = [
    path("sozialraum/<slug:slug>/wegweiser-a3.pdf", views.sheet, {"paper_name": "a3"}, name="sheet"),
    path("sozialraum/<slug:slug>/wegweiser-<slug:paper_name>.pdf", views.sheet, name="sheet"),
]
# Stand under a language, as in /tr/w/W2VF9X; the QR code on the sheet has none.
edition_patterns = [re_path(r"^w/(?P<code>[0-9A-Za-z]{1,12})/?$", views.edition, name="edition")]
