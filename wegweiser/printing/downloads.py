"""Everything that can be taken along: the sheets of each Sozialraum in all languages, and released special ones."""

from dataclasses import dataclass
from functools import cached_property

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext, override
from django.views.decorators.http import require_safe

from wegweiser.directory.models.sozialraum import Sozialraum
from wegweiser.printing.definition import Definition, Variant, sheet_languages
from wegweiser.printing.editions import withdraw
from wegweiser.printing.models import Edition, EditionState
from wegweiser.printing.templatetags.sheets import file_size
from wegweiser.requests import PublicRequest


@dataclass(frozen=True)
class Sheet:
    """A file to load; its size is known once somebody has asked for it."""

    address: str
    language: str
    edition: Edition | None
    title: str = ""

    @property
    def language_name(self) -> str:
        return capfirst(str(get_language_info(self.language)["name_local"]))

    @cached_property
    def size(self) -> str:
        return file_size(self.edition.path) if self.edition else ""


@dataclass(frozen=True)
class Area:
    sozialraum: Sozialraum
    sheets: list[Sheet]
    """The usual sheet in each language."""
    released: list[Sheet]
    """What the city has released beside it: other formats, large print, grey."""


@require_safe
def downloads(request: PublicRequest) -> HttpResponse:
    withdraw()
    languages = sheet_languages(request.city)
    newest = _newest()
    areas = [_area(area, languages, newest) for area in Sozialraum.objects.defer("boundary")]
    return render(request, "printing/downloads.html", {"areas": areas})


@require_safe
def released_file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The file of a released edition; one that was withdrawn is gone."""
    withdraw()
    edition = Edition.objects.filter(code=code.upper(), state=EditionState.RELEASED).first()
    if edition is None or not edition.path.is_file():
        raise Http404(f"no released edition {code}")
    return FileResponse(edition.path.open("rb"), content_type="application/pdf", filename=f"{edition.code}.pdf")


def _newest() -> dict[tuple[str, str], Edition]:
    """By series and language; a release counts more than what was drawn for somebody since."""
    editions = Edition.objects.exclude(state=EditionState.DRAFT).defer("snapshot").order_by("created_at")
    by_weight = sorted(editions, key=lambda edition: edition.state == EditionState.RELEASED)
    return {(edition.series, edition.language): edition for edition in by_weight if edition.path.is_file()}


def _area(area: Sozialraum, languages: list[str], newest: dict[tuple[str, str], Edition]) -> Area:
    usual = Definition.of(area.pk).series
    sheets = [Sheet(_address(area, language), language, newest.get((usual, language))) for language in languages]
    released = [
        Sheet(reverse("editions:file", args=[edition.code]), language, edition, _kind(edition))
        for (series, language), edition in newest.items()
        if edition.sozialraum == area.pk and edition.state == EditionState.RELEASED and series != usual
    ]
    return Area(area, sheets, sorted(released, key=lambda sheet: (sheet.title, sheet.language)))


def _address(area: Sozialraum, language: str) -> str:
    with override(language):
        return reverse("printing:sheet", args=[area.pk])


def _kind(edition: Edition) -> str:
    definition = Definition.from_plain(edition.definition)
    variants = {Variant.GREY: gettext("grau"), Variant.LARGE: gettext("große Schrift")}
    parts = [edition.title, definition.paper.label, variants.get(definition.variant, "")]
    return ", ".join(part for part in parts if part)
