"""A whole city folder into the database, in the order in which its parts need each other."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from django.db import transaction

from geo.basemap.importer import BasemapReport, prepared_basemap, swap_basemap
from geo.errors import GeoError
from geo.gazetteer.register import import_addresses
from wegweiser.directory.categories import Taxonomy
from wegweiser.directory.city import CityProfile
from wegweiser.directory.city_sections import AddressFile
from wegweiser.directory.imports.area import CityArea
from wegweiser.directory.imports.categories import import_categories
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.facilities import apply
from wegweiser.directory.imports.folder import CityFolder
from wegweiser.directory.imports.logos import read_logos, store_logos
from wegweiser.directory.imports.report import boundary_lines
from wegweiser.directory.imports.school_holidays import import_school_holidays
from wegweiser.directory.imports.situations import seed_situations
from wegweiser.directory.imports.sources import SourceReader, check_source
from wegweiser.directory.imports.sozialraeume import import_sozialraeume
from wegweiser.directory.models.city import City, LayerAttribution

Progress = Callable[[str], None]


def load(folder: CityFolder, progress: Progress) -> None:
    """Raises ImportRefused; then nothing has changed. The base map is built beside the old one before."""
    profile, taxonomy, fingerprint = folder.profile, folder.taxonomy(), folder.fingerprint()
    logos = list(read_logos(folder))
    for spec in profile.facilities:
        check_source(spec)
    try:
        with ExitStack() as stack:
            if profile.basemap:
                report = stack.enter_context(prepared_basemap(folder.path / profile.basemap.file, progress))
                progress(_basemap_line(report))
            with transaction.atomic():
                for line in _load_directory(folder, taxonomy):
                    progress(line)
                _store_profile(profile, fingerprint)
                store_logos(logos)
                if profile.basemap:
                    swap_basemap()  # last, because readers of the map wait for the rest of the transaction
    except GeoError as error:
        raise ImportRefused(str(error)) from error


def _basemap_line(report: BasemapReport) -> str:
    return f"Grundkarte: {report.roads} Wege, {report.street_names} Straßennamen, {report.buildings} Gebäude."


def _load_directory(folder: CityFolder, taxonomy: Taxonomy) -> Iterator[str]:
    profile = folder.profile
    categories = import_categories(taxonomy)
    yield f"Kategorien: {categories.categories} in {categories.groups} Gruppen."
    if count := seed_situations(folder.situations()):
        yield f"Lebenslagen: {count}."
    _store_attributions(profile)
    boundaries = profile.sozialraeume
    yield from boundary_lines(
        import_sozialraeume(folder.path / boundaries.file, boundaries, CityArea.of(profile.bounds))
    )
    if profile.addresses:
        yield _load_addresses(folder.path, profile.addresses)
    if profile.school_holidays:
        count = import_school_holidays(folder.path / profile.school_holidays.file, profile.holidays)
        yield f"Schulferien: {count} in {profile.holidays}."
    reader = SourceReader.of(folder, taxonomy)
    for spec in profile.facilities:
        _, plan = reader.plan(spec)
        apply(plan)
        yield from plan.report.lines(details=False)


def _load_addresses(folder: Path, spec: AddressFile) -> str:
    postcodes = folder / spec.postcodes if spec.postcodes else None
    report = import_addresses(folder / spec.file, spec.format, spec.municipality, postcodes)
    return f"Adressen: {report.houses} in {report.streets} Straßen."


def _store_profile(profile: CityProfile, fingerprint: str) -> None:
    City.objects.update_or_create(pk=1, defaults={"profile": profile.plain(), "fingerprint": fingerprint})


def _store_attributions(profile: CityProfile) -> None:
    LayerAttribution.objects.exclude(layer__in=profile.attribution).delete()
    for layer, credit in profile.attribution.items():
        LayerAttribution.objects.update_or_create(layer=layer, defaults=asdict(credit))
