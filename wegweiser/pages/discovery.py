"""What search engines are told: which pages there are, and which are none of their business."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wegweiser.directory.choices import Visibility
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.situations import LifeSituation
from wegweiser.directory.models.sozialraum import Sozialraum

HIDDEN = ("/admin/", "/api/", "/tiles/", "/embed/", "/w/")
"""Staff, data for programs, and codes of printed sheets."""


class _Pages(Sitemap):  # type: ignore[type-arg]  # generic in its stubs only
    """Each page in each language of the city, under the address that the city gives out."""

    i18n = True
    limit = 5000

    @cached_property
    def _languages_of_city(self) -> list[str]:
        return list(CityProfile.current().languages)

    def get_languages_for_item(self, item: Any) -> list[str]:
        return self._languages_of_city

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.PUBLIC_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.PUBLIC_URL).scheme


class FixedPages(_Pages):
    def items(self) -> Sequence[str]:
        names = (
            "list", "map", "sozialraeume", "family_card", "emergency", "easy", "accessibility", "imprint", "privacy",
            "licences", "embedding",
        )  # fmt: skip
        return [f"pages:{name}" for name in names]

    def location(self, item: str) -> str:
        return reverse(item)


class SozialraumPages(_Pages):
    def items(self) -> QuerySet[Sozialraum]:
        return Sozialraum.objects.defer("boundary")

    def location(self, item: Sozialraum) -> str:
        return reverse("pages:sozialraum", args=[item.pk])


class SituationPages(_Pages):
    def items(self) -> QuerySet[LifeSituation]:
        return LifeSituation.objects.all()

    def location(self, item: LifeSituation) -> str:
        return reverse("pages:situation", args=[item.pk])


class PlacePages(_Pages):
    """Protected places are found on the page for emergencies, not by a search engine."""

    def items(self) -> QuerySet[PublicFacility]:
        found = PublicFacility.objects.exclude(visibility=Visibility.PHONE_ONLY)
        return found.only("pk", "updated_at").order_by("pk")

    def location(self, item: PublicFacility) -> str:
        return reverse("pages:place", args=[item.pk])

    def lastmod(self, item: PublicFacility) -> datetime:
        return item.updated_at


SITEMAPS = {
    "seiten": FixedPages,
    "lebenslagen": SituationPages,
    "sozialraeume": SozialraumPages,
    "orte": PlacePages,
}


@require_safe
@cache_control(max_age=24 * 3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in HIDDEN)]
    lines += ["", f"Sitemap: {settings.PUBLIC_URL}{reverse('discovery:index')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
