"""Makes what else is handed over of a sheet than its PDF, and keeps it; what is kept already is not made again."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from wegweiser.exports.files import PDF, SVG, ZIP, Files
from wegweiser.printing.editions import write_whole
from wegweiser.printing.errors import SheetWithdrawn
from wegweiser.printing.handover import press_files
from wegweiser.printing.models import Edition
from wegweiser.printing.pictures import map_png, map_svg
from wegweiser.printing.stages import Report, Stage


def make(edition: Edition, files: Files, report: Report) -> None:
    """Raises PrintingError, GeoError, OSError. What is made of a sheet that is withdrawn meanwhile goes with it."""
    missing = {form: path for form, path in files.kept_as(edition).items() if form != PDF and not path.is_file()}
    if missing:
        report(Stage.FILES)
    for form, path in missing.items():
        write_whole(path, _made(form, edition, files))
        if not edition.path.is_file():
            path.unlink(missing_ok=True)
            raise SheetWithdrawn


def zipped(files: Mapping[str, bytes]) -> bytes:
    """PDFs and PNGs are compressed already."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def _made(form: str, edition: Edition, files: Files) -> bytes:
    if form == ZIP:
        return zipped(press_files(edition, files.marks))
    if form == SVG:
        return map_svg(edition)
    return map_png(edition, files.dpi)
