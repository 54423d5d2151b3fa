from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from wegweiser.confirming.urls import confirm_patterns
from wegweiser.pages.urls import asset_patterns, discovery_patterns, page_patterns
from wegweiser.printing.urls import (
    edition_patterns,
    icon_patterns,
    preview_patterns,
    sheet_patterns,
    viertel_patterns,
)
from wegweiser.reports.urls import report_patterns

handler400 = "wegweiser.pages.faults.bad_request"
handler404 = "wegweiser.pages.faults.not_found"
handler500 = "wegweiser.pages.faults.fault"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("tiles/", include("geo.tiles.urls")),
    path("api/", include("wegweiser.api.urls")),
    path("", include((asset_patterns, "assets"))),
    path("", include((discovery_patterns, "discovery"))),
    path("", include((icon_patterns, "icons"))),
    path("", include((confirm_patterns, "confirming"))),
    *i18n_patterns(
        path("", include((sheet_patterns, "printing"))),
        path("", include((preview_patterns, "previews"))),
        path("", include((page_patterns, "pages"))),
        path("", include((edition_patterns, "editions"))),
        path("", include((viertel_patterns, "viertel"))),
        path("", include((report_patterns, "reports"))),
        prefix_default_language=False,
    ),
]
