"""The one reading of the database: everything a sheet shows, as frozen values. Lengths in metres, EPSG:25832."""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

import shapely
from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, override
from shapely.geometry.base import BaseGeometry

from geo.basemap.coverage import basemap_coverage
from geo.models import LayerRevision
from wegweiser.directory.ages import ages_text
from wegweiser.directory.choices import Shape
from wegweiser.directory.city import CityProfile
from wegweiser.directory.hours import one_line
from wegweiser.directory.models.city import City, CityLogo, LayerAttribution
from wegweiser.directory.models.public import PublicFacility
from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.directory.models.taxonomy import Category, CategoryGroup
from wegweiser.maps.symbols import SymbolStyle
from wegweiser.printing.adjustments import Decisions, decisions, last_released
from wegweiser.printing.changes import Entry, compare, entries
from wegweiser.printing.definition import Definition, Product, Variant
from wegweiser.printing.errors import CityMissing, UnknownChoice, UnknownSozialraum
from wegweiser.printing.fonts import check_text
from wegweiser.printing.greys import grey_picture, grey_style
from wegweiser.printing.models import Edition
from wegweiser.printing.numbering import Numbered, numbers_of
from wegweiser.printing.values import HOLIDAYS_CLOSED, Area, Group, Kind, Logo, Place, SheetData, Since


def read_sheet(definition: Definition, only: Collection[int] | None = None) -> SheetData:
    """All that a sheet shows; raises CityMissing, UnknownSozialraum, UnknownChoice, TextNotPrintable."""
    with override(definition.language):
        return _read(definition, only)


def printed_categories(chosen: Sequence[str] = ()) -> list[str]:
    """Codes of what is printed where nothing else is asked for; raises CityMissing, UnknownChoice."""
    return _printed(chosen, CityProfile.from_data(_city().profile))


def read_place(definition: Definition, facility: PublicFacility) -> Place:
    """As the sheet would print a place that may not be stored yet, with its number; raises like read_sheet."""
    with override(definition.language):
        data = _read(definition, None)
        written = _place(facility, data.area, _kinds(in_grey=False), data.city)
        others = [place for place in data.places if place.facility_id != written.facility_id]
        places = numbered([*others, written], _group_order(), last_released(definition))
        return next(place for place in places if place.facility_id == written.facility_id)


def _read(definition: Definition, only: Collection[int] | None) -> SheetData:
    check_text(definition.title, "Der Titel")
    city = _city()
    profile = CityProfile.from_data(city.profile)
    areas = [Area(row.code, row.name, _shape(row.boundary)) for row in Sozialraum.objects.all()]
    own = _own(definition, areas, profile)
    facilities = _facilities(definition, profile, only)
    in_grey = definition.variant is Variant.GREY
    kinds = _kinds(in_grey, every_hour=definition.product is not Product.WEGWEISER)
    decided = decisions(definition.series)
    found = [_place(facility, own, kinds, profile) for facility in facilities]
    staying = [place for place in found if place.facility_id not in decided.left_out]
    places = numbered([_shifted(place, decided) for place in staying], _group_order(), last_released(definition))
    present = {place.kind for place in places}
    return SheetData(
        definition=definition,
        city=profile,
        area=own,
        others=tuple(area for area in areas if area is not own),
        groups=tuple(_groups({place.group for place in places}, in_grey)),
        kinds=tuple(kind for code, (kind, _) in kinds.items() if code in present),
        places=places,
        sources=tuple(_sources(profile)),
        stand=max((_day(facility) for facility in facilities), default=timezone.localdate(city.loaded_at)),
        logo=_logo(profile.logo, profile.name, in_grey=in_grey) if profile.logo else None,
        funders=tuple(
            _logo(funder.logo, funder.name, funder.note_in(_language()), in_grey=in_grey) for funder in profile.funders
        ),
        basemap_token=_basemap_token(profile),
        coverage=basemap_coverage(_surroundings(own.boundary)) if profile.basemap else None,
        left_out={place.facility_id: decided.left_out[place.facility_id] for place in found if place not in staying},
        since=_since(definition, places),
    )


def _own(definition: Definition, areas: Sequence[Area], profile: CityProfile) -> Area:
    if definition.is_citywide:
        return Area("", profile.name, shapely.union_all([area.boundary for area in areas]))
    own = next((area for area in areas if area.code == definition.area), None)
    if own is None:
        raise UnknownSozialraum(definition.area, [area.code for area in areas])
    return own


def numbered(places: Iterable[Place], group_order: Sequence[str], before: Edition | None = None) -> tuple[Place, ...]:
    """Counted group by group, then by name; playgrounds end their group, what is there for the whole city ends all.

    Numbers of the edition `before` are kept (numbering.py). In the order of the numbers.
    """
    ordered = sorted(
        places,
        key=lambda place: (
            place.for_whole_city,
            group_order.index(place.group),
            place.is_playground,
            sorting_key(place.name),
            place.street,
            place.facility_id,
        ),
    )
    numbers = numbers_of([Numbered(place.facility_id, place.section) for place in ordered], _printed_numbers(before))
    found = [replace(place, number=number) for place, number in zip(ordered, numbers, strict=True)]
    return tuple(sorted(found, key=lambda place: place.number))


def _printed_numbers(before: Edition | None) -> dict[int, int | None]:
    return dict(before.places.values_list("number", "facility_id")) if before else {}


def _shifted(place: Place, decided: Decisions) -> Place:
    return replace(place, shift=decided.shifts.get(place.facility_id))


def _since(definition: Definition, places: Sequence[Place]) -> Since | None:
    before = last_released(definition, definition.language)
    if before is None or before.number is None or definition.product is not Product.WEGWEISER:
        return None  # lists number their places anew
    changes = compare(entries(before), [place.entry for place in places])
    if not changes:
        return None
    return Since(before.number, changes.new_numbers, changes.changed_numbers, changes.dropped_numbers)


def sorting_key(name: str) -> str:
    """DIN 5007-1: ä like a, ß like ss; quotes and other marks do not count."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if sign.isalnum() or sign.isspace()).strip()


def _city() -> City:
    city = City.objects.first()
    if city is None:
        raise CityMissing("Es ist noch keine Stadt geladen. Bitte zuerst „manage.py load_city ORDNER“ ausführen.")
    return city


def _facilities(definition: Definition, profile: CityProfile, only: Collection[int] | None) -> list[PublicFacility]:
    found = PublicFacility.objects.filter(category__in=_printed(definition.categories, profile))
    if only is not None:
        found = found.filter(pk__in=only)
    if not definition.is_citywide:
        there = Q(citywide=True) | Q(sozialraum_id=definition.area) | Q(serves__contains=[definition.area])
        found = found.filter(there)
    return list(found.filter(traeger=definition.traeger) if definition.traeger else found)


def _printed(chosen: Sequence[str], profile: CityProfile) -> list[str]:
    """The categories that are asked for; else optional ones have room only where the city wants them."""
    known = {category.code: category for category in Category.objects.all()}
    groups = {category.group_id for category in known.values()}
    for code in chosen:
        if code not in known and code not in groups:
            raise UnknownChoice("Die Kategorie", code, sorted(groups | known.keys()))
    if chosen:
        return [code for code, category in known.items() if code in chosen or category.group_id in chosen]
    return [code for code, category in known.items() if not category.optional or code in profile.printed_options]


def _place(facility: PublicFacility, own: Area, kinds: dict[str, tuple[Kind, bool]], profile: CityProfile) -> Place:
    kind, shows_hours = kinds[facility.category_id]
    written = entry_of(facility, profile.name)
    name, street = written.name, written.street
    hours = _hours(facility) if shows_hours else ""
    for text in (name, street, facility.phone, facility.traeger, hours):
        check_text(text, f"„{name}“ (Nr. {facility.pk} im Verzeichnis)")
    belongs = facility.sozialraum_id == own.code or own.code in facility.serves
    if not own.code:
        belongs = facility.sozialraum_id is not None
    return Place(
        facility_id=facility.pk,
        number=0,
        name=name,
        short_name=facility.name,
        kind=kind.code,
        group=kind.group,
        street=street,
        phone=written.phone,
        hours=hours,
        point=written.point,
        for_whole_city=not belongs,
        visibility=facility.visibility,
        area=facility.sozialraum_id or "",
        traeger=facility.traeger,
        email=facility.email,
        ages=ages_text(facility.age_from_months, facility.age_to_months),
    )


def entry_of(facility: PublicFacility, city: str) -> Entry:
    """As sheets write it, without a number."""
    street = facility.address
    if street and facility.city and facility.city != city:
        street = f"{street}, {facility.city}"
    return Entry(
        facility.pk,
        number=0,
        name=", ".join(part for part in (facility.name, facility.name_addition.strip(" -–")) if part),
        street=street,
        phone=facility.phone,
        point=(facility.point.x, facility.point.y) if facility.point else None,
    )


def _hours(facility: PublicFacility) -> str:
    """That offices are closed on holidays goes without saying where every line counts."""
    return one_line(HOLIDAYS_CLOSED.sub("", facility.opening_hours), facility.hours_note, _language())


def _kinds(in_grey: bool, every_hour: bool = False) -> dict[str, tuple[Kind, bool]]:
    """Each category with whether its hours are printed."""
    return {
        category.code: (
            Kind(
                category.code,
                category.group_id,
                _style(category.group, category.pictogram, in_grey),
                category.short_name_in(_language()),
            ),
            every_hour or category.shows_hours,
        )
        for category in Category.objects.select_related("group")
    }


def _groups(present: set[str], in_grey: bool) -> list[Group]:
    return [
        Group(
            group.code,
            group.name_in(_language()),
            _style(group, group.pictogram, in_grey),
            group.name_in(settings.LANGUAGE_CODE),
        )
        for group in CategoryGroup.objects.all()
        if group.code in present
    ]


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _group_order() -> list[str]:
    return list(CategoryGroup.objects.values_list("code", flat=True))


def _style(group: CategoryGroup, pictogram: str, in_grey: bool) -> SymbolStyle:
    style = SymbolStyle(group.colour, group.glyph_colour, Shape(group.shape), pictogram)
    return grey_style(style) if in_grey else style


def _sources(profile: CityProfile) -> Iterable[str]:
    for row in LayerAttribution.objects.all():
        if row.layer != "basemap" or profile.basemap:
            yield f"{row.text} ({row.licence})"


def _logo(file: str, name: str, note: str = "", *, in_grey: bool) -> Logo:
    stored = CityLogo.objects.get(file=file) if file else None
    if stored is None:
        return Logo(name, note, "", b"")
    content = bytes(stored.content)
    return Logo(name, note, stored.media_type, grey_picture(stored.media_type, content) if in_grey else content)


def _basemap_token(profile: CityProfile) -> str:
    if profile.basemap is None:
        return ""
    revision = LayerRevision.objects.filter(layer="base").first()
    return revision.token if revision else "-"


def _surroundings(boundary: BaseGeometry) -> tuple[float, float, float, float]:
    """More than any sheet shows."""
    west, south, east, north = boundary.bounds
    margin = 2 * max(east - west, north - south)
    return west - margin, south - margin, east + margin, north + margin


def _day(facility: PublicFacility) -> date:
    changed = timezone.localdate(facility.updated_at)
    return max(changed, facility.verified_on) if facility.verified_on else changed


def _shape(boundary: GEOSGeometry) -> BaseGeometry:
    return shapely.from_wkb(bytes(boundary.wkb))
