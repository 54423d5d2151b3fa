"""The fonts of map texts, registered file by file: a font that is merely similar never slips in."""

from pathlib import Path

from geo.errors import FontMissing

FONT_DIRECTORY = Path("/usr/share/fonts/truetype/noto")
FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-Italic.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf")


def font_paths() -> list[Path]:
    paths = [FONT_DIRECTORY / name for name in FONT_FILES]
    for path in paths:
        if not path.is_file():
            raise FontMissing(f"Die Schriftdatei {path} fehlt (Debian: fonts-noto-core, fonts-noto-extra).")
    return paths
