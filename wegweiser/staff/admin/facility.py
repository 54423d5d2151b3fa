from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, cast
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils import timezone

from geo.tiles.cache import drop_stale
from wegweiser.directory.checking import Light, confirm, shown, undecided, with_light
from wegweiser.directory.choices import State, VerifiedVia, Visibility
from wegweiser.directory.city import CityProfile
from wegweiser.directory.models.facility import DataSource, Facility
from wegweiser.printing.editions import withdraw
from wegweiser.staff import views
from wegweiser.staff.admin.base import StaffModelAdmin
from wegweiser.staff.following import following
from wegweiser.staff.forms import FacilityForm
from wegweiser.staff.printed import printed
from wegweiser.staff.signature import signature
from wegweiser.staff.versions import last_change

OFFICE_SOURCE = "redaktion"
PLACE = (
    "name",
    "category",
    "street",
    "house_number",
    "postcode",
    "city",
    "phone",
    "opening_hours",
    "state",
    "visibility",
)
"""What most places need, on one screen."""
FURTHER: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Zeiten", ("hours_note", "hours_exceptions", "in_school_holidays", "closed_from", "closed_to", "closed_notice")),
    ("Für wen", ("serves", "citywide", "age_from_months", "age_to_months", "languages", "cost")),
    (
        "Zugang und Karte",
        ("wheelchair", "pram", "changing_table", "card_offer", "card_from", "card_to"),
    ),
    (
        "Mehr",
        (
            "name_addition",
            "traeger",
            "email",
            "website",
            "visibility_decided",
            "verified_on",
            "how_checked",
            "description",
            "secondary_categories",
            "flags",
            "playground_class",
            "playground_ages",
        ),
    ),
)
LAST = "Das war der letzte Ort der Liste."


class LightFilter(admin.SimpleListFilter):
    title, parameter_name = "Ampel", "ampel"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, label) for value, label in Light.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(shown(), light=self.value()) if self.value() in Light.values else queryset


class OpenFilter(admin.SimpleListFilter):
    title, parameter_name = "Zu tun", "offen"
    OPEN: ClassVar[dict[str, tuple[str, Q]]] = {
        "lage": ("ohne Lage", Q(state=State.PUBLISHED, visibility=Visibility.PUBLIC, point=None)),
        "sichtbarkeit": ("Sichtbarkeit nicht entschieden", undecided()),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, label) for value, (label, _) in self.OPEN.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Facility]) -> QuerySet[Facility]:
        chosen = self.OPEN.get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset


@admin.register(Facility)
class FacilityAdmin(StaffModelAdmin):
    form = FacilityForm
    list_display = ("name", "category", "street_and_number", "sozialraum", "light", "shown_as", "state")
    list_filter = (LightFilter, OpenFilter, "state", "visibility", "sozialraum", "category__group", "citywide")
    list_select_related = ("category", "sozialraum")
    list_per_page = 50
    search_fields = ("name", "name_addition", "street", "traeger__name", "phone")
    search_help_text = "Name, Straße, Träger oder Telefon"
    autocomplete_fields = ("traeger",)
    actions = ("publish", "close", "checked_today")
    readonly_fields = ("how_checked",)
    change_form_template = "staff/placing.html"
    fieldsets: ClassVar[Any] = (
        ("Ort", {"fields": (*PLACE, "point", "geometry_source")}),
        *[(title, {"fields": names}) for title, names in FURTHER],
    )

    @admin.display(description="Adresse", ordering="street")
    def street_and_number(self, facility: Facility) -> str:
        return f"{facility.street} {facility.house_number}".strip() or "–"

    @admin.display(description="sichtbar", ordering="visibility")
    def shown_as(self, facility: Facility) -> str:
        return facility.get_visibility_display().partition(":")[0]

    @admin.display(description="geprüft", ordering="due_on")
    def light(self, facility: Any) -> str:
        light = Light(facility.light) if facility.state == State.PUBLISHED else None
        return render_to_string("staff/_light.html", {"light": light, "checked_on": facility.verified_on})

    @admin.display(description="von")
    def how_checked(self, facility: Facility) -> str:
        said = (facility.verified_by, facility.get_verified_via_display() if facility.verified_via else "")
        return ", ".join(filter(None, said)) or "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Facility]:
        return with_light(super().get_queryset(request), timezone.localdate())

    @admin.action(description="Heute geprüft", permissions=["change"])
    def checked_today(self, request: HttpRequest, queryset: QuerySet[Facility]) -> None:
        chosen = list(queryset.values_list("pk", flat=True))
        count = confirm(chosen, signature(request), VerifiedVia.OFFICE, timezone.now())
        self.message_user(request, f"{count} Einrichtungen gelten als heute geprüft.")

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

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Facility | None:
        """Locked while it is being saved: of two people who save at once, the second sees what the first wrote."""
        if request.method != "POST":
            return cast(Facility | None, super().get_object(request, object_id, from_field))
        if not object_id.isdecimal():
            return None
        return Facility.objects.select_for_update(of=("self",)).filter(pk=object_id).first()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        place: Facility | None = context["original"]
        form = context["adminform"].form
        may_write = self.has_change_permission(request, place) if place else self.has_add_permission(request)
        if not may_write:
            return super().render_change_form(request, context, *args, **kwargs)
        if place and place.verified_on:
            form.fields["verified_on"].help_text = f"Geprüft von: {self.how_checked(place)}"
        context |= {
            "title": place.name if place else "Neuer Ort",
            "subtitle": None,
            "sections": [(title, [form[name] for name in names if name in form.fields]) for title, names in FURTHER],
            "changelist_address": reverse("admin:directory_facility_changelist"),
            "following": following(self, request, place) if place else None,
            "changed_by": last_change(place.pk) if place and form.differences else "",
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Facility, post_url_continue: str | None = None) -> HttpResponse:
        if "_next" not in request.POST:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, f"„{obj}“ ist gespeichert.")
        return redirect(f"{reverse('admin:directory_facility_add')}?{urlencode({'category': obj.category_id})}")

    def response_change(self, request: HttpRequest, obj: Facility) -> HttpResponse:
        if "_next" not in request.POST:
            return super().response_change(request, obj)
        number = request.POST.get("following", "")
        messages.success(request, f"„{obj}“ ist gespeichert.{'' if number.isdecimal() else f' {LAST}'}")
        if not number.isdecimal():
            return self.response_post_save_change(request, obj)
        address = reverse("admin:directory_facility_change", args=[number])
        preserved: dict[str, Any] = {"preserved_filters": self.get_preserved_filters(request), "opts": self.opts}
        return redirect(add_preserved_filters(preserved, address))

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
            path("vorschlaege/", staff_only(views.suggestions), name="staff-suggestions"),
            path("gedruckt/", staff_only(printed), name="staff-printed"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, obj: Facility, form: ModelForm[Facility], change: bool) -> None:
        if not change:
            obj.source = _office_source()
        if "verified_on" in form.changed_data:
            obj.verified_by = signature(request) if obj.verified_on else ""
            obj.verified_via = VerifiedVia.OFFICE if obj.verified_on else VerifiedVia.UNKNOWN
        if "visibility" in form.changed_data:
            obj.visibility_decided = True
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
