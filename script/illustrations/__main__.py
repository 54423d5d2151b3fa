"""Draws the pictures of README.md and docs/gallery.md: `python -m illustrations WORK TARGET`."""

import sys
from pathlib import Path

import django


def main(work: Path, target: Path) -> None:
    django.setup()
    # they need what django.setup() loads
    from illustrations.dummy import draw_dummy
    from illustrations.screens import draw_screens
    from illustrations.sheets import draw_sheets
    from illustrations.staff import released_code, staff_session

    draw_sheets(work, target)
    draw_dummy(work, target / "falzmuster.png")
    draw_screens(released_code(), staff_session(), target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
