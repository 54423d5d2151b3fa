from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.forms import ChoiceField, ModelForm
from django.http import HttpRequest

from wegweiser.directory.models.search import SearchWord
from wegweiser.staff.admin.base import StaffModelAdmin


class SearchWordForm(ModelForm):  # type: ignore[type-arg]  # ModelForm is not subscriptable when running
    language = ChoiceField(label="Sprache", choices=settings.LANGUAGES)


@admin.register(SearchWord)
class SearchWordAdmin(StaffModelAdmin):
    """Words that came along are switched off, not deleted: the next import would bring them back."""

    form = SearchWordForm
    list_display = ("word", "leads_to", "language", "origin", "active")
    list_filter = ("language", "origin", "active", "category__group")
    list_select_related = ("category", "group")
    list_per_page = 50
    search_fields = ("word", "spellings")
    search_help_text = "Wort"
    fields = ("word", "language", "category", "group", "active")
    actions = ("switch_off", "switch_on")

    @admin.display(description="führt zu", ordering="category")
    def leads_to(self, word: SearchWord) -> str:
        return str(word.category or word.group)

    @admin.action(description="Nicht mehr finden", permissions=["change"])
    def switch_off(self, request: HttpRequest, queryset: models.QuerySet[SearchWord]) -> None:
        self.message_user(request, f"{queryset.update(active=False)} Wörter werden nicht mehr gefunden.")

    @admin.action(description="Wieder finden", permissions=["change"])
    def switch_on(self, request: HttpRequest, queryset: models.QuerySet[SearchWord]) -> None:
        self.message_user(request, f"{queryset.update(active=True)} Wörter werden wieder gefunden.")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        return ("word", "language", "category", "group") if _came_along(obj) else ()

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not _came_along(obj)


def _came_along(word: models.Model | None) -> bool:
    return isinstance(word, SearchWord) and word.origin != SearchWord.Origin.OFFICE
