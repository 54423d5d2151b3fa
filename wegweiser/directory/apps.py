from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

from geo.db.views import PublicViews

PUBLIC_VIEWS = PublicViews(
    path=Path(__file__).with_name("public.sql"),
    views=("public_facility", "withheld_facility", "former_facility"),
    tables=(
        "directory_categorygroup",
        "directory_category",
        "directory_flag",
        "directory_sozialraum",
        "directory_layerattribution",
        "directory_schoolholidays",
        "directory_searchdocument",
        "geo_layerrevision",
    ),
)


class DirectoryConfig(AppConfig):
    name = "wegweiser.directory"
    label = "directory"
    verbose_name = "Verzeichnis"

    def import_models(self) -> None:
        # models/__init__.py re-exports nothing: a re-export would let the Facility table through the import contract
        for module in ("city", "taxonomy", "situations", "sozialraum", "facility", "public", "search"):
            import_module(f"{self.name}.models.{module}")
        super().import_models()

    def ready(self) -> None:
        PUBLIC_VIEWS.keep(self)
