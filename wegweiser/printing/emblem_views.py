"""Icon and preview as files."""

import shapely
from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.printing.emblems import ICON_SIZES, icon_png, icon_svg, preview_png
from wegweiser.printing.values import Area
from wegweiser.requests import PublicRequest

_kept_a_day = cache_control(public=True, max_age=24 * 3600)


@require_safe
@_kept_a_day
def icon(request: PublicRequest, size: int = 0) -> HttpResponse:
    """A PNG of one of ICON_SIZES; without a size an SVG."""
    if not size:
        return HttpResponse(icon_svg(request.city.accent), content_type="image/svg+xml")
    if size not in ICON_SIZES:
        raise Http404(f"no icon of {size} pixels")
    return HttpResponse(icon_png(request.city.accent, size), content_type="image/png")


@require_safe
@_kept_a_day
def preview(request: PublicRequest, slug: str = "") -> HttpResponse:
    areas = [Area(row.code, row.name, shapely.from_wkb(bytes(row.boundary.wkb))) for row in Sozialraum.objects.all()]
    own = next((area for area in areas if area.code == slug), None)
    if not areas or (slug and own is None):
        raise Http404(f"no preview of {slug!r}")
    return HttpResponse(preview_png(request.city, areas, own), content_type="image/png")
