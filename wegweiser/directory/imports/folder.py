"""A whole city folder into the database, in the order in which its parts need each other."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction

from geo.basemap.importer import import_basemap
from geo.errors import GeoError
from geo.gazetteer.register import import_addresses
from wegweiser.directory.categories import Taxonomy
from wegweiser.directory.city import FILE_NAME, AddressFile, CityFolderError, CityProfile
from wegweiser.directory.imports.area import CityArea
from wegweiser.directory.imports.categories import categories_file, import_categories, read_taxonomy
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.facilities import apply
from wegweiser.directory.imports.report import boundary_lines
from wegweiser.directory.imports.sources import context_of, plan_source
from wegweiser.directory.imports.sozialraeume import import_sozialraeume
from wegweiser.directory.models.city import City, LayerAttribution

Progress = Callable[[str], None]


@dataclass(frozen=True)
class CityFolder:
    path: Path
    profile: CityProfile
    categories: Path

    @classmethod
    def open(cls, path: Path) -> "CityFolder":
        """Raises ImportRefused where city.toml cannot be used."""
        try:
            return cls(path, CityProfile.read(path), categories_file(path))
        except CityFolderError as error:
            raise ImportRefused(str(error)) from error

    def taxonomy(self) -> Taxonomy:
        return read_taxonomy(self.categories)

    def fingerprint(self) -> str:
        """Of every byte that an import reads."""
        digest = hashlib.sha256()
        named = (self.path / name for name in sorted({FILE_NAME, *self.profile.file_names()}))
        for file in (*named, self.categories):
            digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
        return digest.hexdigest()


def is_loaded(folder: CityFolder) -> bool:
    return City.objects.filter(fingerprint=folder.fingerprint()).exists()


def load(folder: CityFolder, progress: Progress) -> None:
    """Everything the folder holds; the directory changes in one transaction, the base map in one of its own before."""
    fingerprint = folder.fingerprint()
    taxonomy = folder.taxonomy()
    _refuse_other_city(folder.profile)
    try:
        _load_basemap(folder, progress)
        with transaction.atomic():
            for line in _load_directory(folder, taxonomy):
                progress(line)
            City.objects.update_or_create(
                pk=1, defaults={"profile": asdict(folder.profile), "fingerprint": fingerprint}
            )
    except GeoError as error:
        raise ImportRefused(str(error)) from error


def _refuse_other_city(profile: CityProfile) -> None:
    """One database is one city: facilities of two would mix."""
    loaded = City.objects.first()
    if loaded and loaded.profile["slug"] != profile.slug:
        raise ImportRefused(
            f"In dieser Datenbank steht schon „{loaded}“. Jede Stadt braucht ihre eigene; "
            "bitte nennen Sie mit DATABASE_URL eine leere."
        )


def _load_basemap(folder: CityFolder, progress: Progress) -> None:
    if folder.profile.basemap:
        report = import_basemap(folder.path / folder.profile.basemap.file, progress)
        progress(f"Grundkarte: {report.roads} Wege, {report.street_names} Straßennamen, {report.buildings} Gebäude.")


def _load_directory(folder: CityFolder, taxonomy: Taxonomy) -> Iterator[str]:
    profile = folder.profile
    categories = import_categories(taxonomy)
    yield f"Kategorien: {categories.categories} in {categories.groups} Gruppen."
    _store_attributions(profile)
    boundaries = profile.sozialraeume
    districts = import_sozialraeume(folder.path / boundaries.file, boundaries, CityArea.of(profile.bounds))
    yield from boundary_lines(districts)
    if profile.addresses:
        yield _load_addresses(folder.path, profile.addresses)
    context = context_of(profile, taxonomy)
    for spec in profile.facilities:
        _, plan = plan_source(folder.path, spec, context)
        apply(plan)
        yield from plan.report.lines(details=False)


def _load_addresses(folder: Path, spec: AddressFile) -> str:
    postcodes = folder / spec.postcodes if spec.postcodes else None
    report = import_addresses(folder / spec.file, spec.format, spec.municipality, postcodes)
    return f"Adressen: {report.houses} in {report.streets} Straßen."


def _store_attributions(profile: CityProfile) -> None:
    LayerAttribution.objects.exclude(layer__in=profile.attribution).delete()
    for layer, credit in profile.attribution.items():
        LayerAttribution.objects.update_or_create(layer=layer, defaults=asdict(credit))
