from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.urls.resolvers import URLPattern

from geo.tiles.cache import drop_stale
from wegweiser.directory.choices import State
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.facility import DataSource, Facility
from wegweiser.printing.editions import withdraw
from wegweiser.staff import views
from wegweiser.staff.admin.base import StaffModelAdmin
from wegweiser.staff.forms import FacilityForm

OFFICE_SOURCE = "redaktion"


@admin.register(Facility)
class FacilityAdmin(StaffModelAdmin):
    form = FacilityForm
    list_display = ("name", "category", "street_and_number", "sozialraum", "shown_as", "state", "checked")
    list_filter = ("state", "visibility", "sozialraum", "category__group", "citywide")
    list_select_related = ("category", "sozialraum")
    list_per_page = 50
    search_fields = ("name", "name_addition", "street", "traeger__name", "phone")
    search_help_text = "Name, Straße, Träger oder Telefon"
    autocomplete_fields = ("traeger",)
    actions = ("publish", "close")
    fieldsets = (
        (None, {"fields": ("name", "name_addition", "category", "traeger")}),
        ("Adresse", {"fields": (("street", "house_number"), ("postcode", "city"))}),
        ("Lage", {"fields": ("point", "geometry_source"), "classes": ("location",)}),
        ("Kontakt", {"fields": ("phone", "email", "website")}),
        ("Zeiten", {"fields": ("opening_hours", "hours_note", "hours_exceptions", "in_school_holidays")}),
        ("Vorübergehend geschlossen", {"fields": (("closed_from", "closed_to"), "closed_notice")}),
        ("Veröffentlichung", {"fields": ("state", "visibility", "verified_on")}),
        (
            "Für wen",
            {"fields": ("serves", "citywide", ("age_from_months", "age_to_months"), "languages", "cost")},
        ),
        ("Zugang", {"fields": ("wheelchair", "pram", "changing_table")}),
        ("Familienkarte", {"fields": ("card_offer", ("card_from", "card_to"))}),
        (
            "Mehr",
            {
                "fields": ("description", "secondary_categories", "flags", "playground_class", "playground_ages"),
                "classes": ("collapse",),
            },
        ),
    )

    @admin.display(description="Adresse", ordering="street")
    def street_and_number(self, facility: Facility) -> str:
        return f"{facility.street} {facility.house_number}".strip() or "–"

    @admin.display(description="sichtbar", ordering="visibility")
    def shown_as(self, facility: Facility) -> str:
        return facility.get_visibility_display().partition(":")[0]

    @admin.display(description="geprüft", ordering="verified_on")
    def checked(self, facility: Facility) -> str:
        return facility.verified_on.strftime("%d.%m.%Y") if facility.verified_on else "nie"

    @admin.action(description="Veröffentlichen", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Facility]) -> None:
        self.message_user(request, f"{queryset.update(state=State.PUBLISHED)} Einrichtungen sind veröffentlicht.")

    @admin.action(description="Als geschlossen führen", permissions=["change"])
    def close(self, request: HttpRequest, queryset: QuerySet[Facility]) -> None:
        self.message_user(request, f"{queryset.update(state=State.CLOSED)} Einrichtungen gelten als geschlossen.")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "Einrichtungen", **(extra_context or {})})

    def has_delete_permission(self, request: HttpRequest, obj: Facility | None = None) -> bool:
        return False  # a place is closed, never deleted: printed sheets still name it

    def get_urls(self) -> list[URLPattern]:
        def staff_only(view: Callable[..., Any]) -> Callable[..., Any]:
            def allowed(request: HttpRequest) -> HttpResponse:
                if not self.has_view_permission(request):
                    raise PermissionDenied
                return cast(HttpResponse, view(request))

            return self.admin_site.admin_view(allowed)

        return [
            path("umgebung/", staff_only(views.surroundings), name="staff-surroundings"),
            path("adresse/", staff_only(views.address), name="staff-address"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Facility, form: ModelForm[Facility], change: bool) -> None:
        if not change:
            obj.source = _office_source()
        super().save_model(request, obj, form, change)
        # a place may just have become secret: stored tiles and sheets that show it go at once
        transaction.on_commit(partial(drop_stale, "facilities"))
        transaction.on_commit(withdraw)


def _office_source() -> DataSource:
    """What staff enter themselves belongs to the office, under the licence of the published layer."""
    profile = CityProfile.current()
    attribution = profile.attribution.get("facilities")
    values = {"name": profile.office.name, "licence": attribution.licence if attribution else "Alle Rechte vorbehalten"}
    return DataSource.objects.get_or_create(key=OFFICE_SOURCE, defaults=values)[0]
