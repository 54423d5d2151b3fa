from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest

from wegweiser.directory.models.situations import LifeSituation, SituationCategory
from wegweiser.staff.admin.base import StaffModelAdmin
from wegweiser.staff.situation_form import languages, situation_form


class CategoryInline(admin.TabularInline):  # type: ignore[type-arg]  # not subscriptable when running
    model = SituationCategory
    extra = 1
    fields = ("category", "position")


@admin.register(LifeSituation)
class LifeSituationAdmin(StaffModelAdmin):
    list_display = ("__str__", "position", "urgent")
    list_editable = ("position",)
    inlines = (CategoryInline,)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return situation_form()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The code stands in addresses that people have kept."""
        return ("code",) if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        names = dict(settings.LANGUAGES)
        sections = [
            (names[language], {"fields": [f"title_{language}", f"text_{language}"], "classes": _folded(language)})
            for language in languages()
        ]
        return [(None, {"fields": ["code", "position", "urgent"]}), *sections]


def _folded(language: str) -> list[str]:
    return [] if language == "de" else ["collapse"]
