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
    list_display = ("name", "email", "email_fails", "phone")
    list_filter = ("email_fails",)
    search_fields = ("name", "email")


@admin.register(Category)
class CategoryAdmin(FromCityFolder):
    list_display = ("__str__", "group", "short_name", "review_months")
    list_select_related = ("group",)
    fields = ("code", "group", "short_name", "review_months", "shows_hours")
    readonly_fields = ("code", "group", "short_name", "shows_hours")
    search_fields = ("code", "short_name")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """How often its places are to be checked; the rest comes from the city folder."""
        return StaffModelAdmin.has_change_permission(self, request, obj)


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
