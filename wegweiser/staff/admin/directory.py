from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from wegweiser.directory.models.city import LayerAttribution
from wegweiser.directory.models.facility import DataSource, Traeger
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category
from wegweiser.staff.admin.base import FromCityFolder, StaffModelAdmin


@admin.register(Traeger)
class TraegerAdmin(StaffModelAdmin):
    list_display = ("name", "website")
    search_fields = ("name",)


@admin.register(Category)
class CategoryAdmin(FromCityFolder):
    list_display = ("__str__", "group", "short_name", "review_months")
    list_select_related = ("group",)
    fields = ("code", "group", "short_name", "review_months", "shows_hours")
    search_fields = ("code", "short_name")


@admin.register(Sozialraum)
class SozialraumAdmin(FromCityFolder):
    list_display = ("name", "code")
    fields = ("name", "code")


@admin.register(DataSource)
class DataSourceAdmin(FromCityFolder):
    list_display = ("name", "licence", "key")


@admin.register(LayerAttribution)
class LayerAttributionAdmin(FromCityFolder):
    list_display = ("layer", "text", "licence")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("layer", "text", "url", "licence")
