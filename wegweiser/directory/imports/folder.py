"""A city folder: what it says, where its files are, and whether the database holds it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from wegweiser.directory.categories import Taxonomy
from wegweiser.directory.city import FILE_NAME, CityProfile, common_numbers_file
from wegweiser.directory.imports.categories import categories_file, read_taxonomy
from wegweiser.directory.imports.errors import ImportRefused
from wegweiser.directory.imports.situations import checked_situations, situations_file
from wegweiser.directory.models.city import City
from wegweiser.directory.plain_data import CityFolderError
from wegweiser.directory.situations import Situation


@dataclass(frozen=True)
class CityFolder:
    path: Path
    profile: CityProfile

    @classmethod
    def open(cls, path: Path) -> "CityFolder":
        """Raises ImportRefused where city.toml cannot be used, or another city lives in the database."""
        try:
            folder = cls(path, CityProfile.read(path))
        except CityFolderError as error:
            raise ImportRefused(str(error)) from error
        loaded = City.objects.first()
        if loaded and loaded.profile["slug"] != folder.profile.slug:
            raise ImportRefused(
                f"In dieser Datenbank steht schon „{loaded}“. Jede Stadt braucht ihre eigene; "
                "bitte nennen Sie mit DATABASE_URL eine leere."
            )
        return folder

    def taxonomy(self) -> Taxonomy:
        return read_taxonomy(categories_file(self.path))

    def situations(self) -> list[Situation]:
        return checked_situations(situations_file(self.path))

    def fingerprint(self) -> str:
        """Of every byte that an import reads."""
        digest = hashlib.sha256()
        named = (self.path / name for name in sorted({FILE_NAME, *self.profile.file_names()}))
        for file in (*named, categories_file(self.path), situations_file(self.path), common_numbers_file()):
            digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
        return digest.hexdigest()

    def is_loaded(self) -> bool:
        return City.objects.filter(fingerprint=self.fingerprint()).exists()
