"""The small drawings of the map as SVG, in the colours of a theme: road plates, stations, trees, waves."""

from geo.basemap.themes import Plate, Theme


def plate_svg(plate: Plate, letters: int) -> str:
    width = 6 + 5.5 * letters
    return _svg(
        width,
        13,
        f'<rect x="0.5" y="0.5" width="{width - 1}" height="12" rx="2.5" '
        f'fill="{plate.fill}" stroke="{plate.edge}" stroke-width="0.8"/>',
    )


def station_svg(theme: Theme) -> str:
    return _svg(
        9,
        9,
        f'<rect x="1" y="1" width="7" height="7" rx="1" fill="{theme.rail_gap}" '
        f'stroke="{theme.station}" stroke-width="1.6"/>',
    )


def tree_svg(fill: str, ink: str) -> str:
    """A round crown on a trunk."""
    left = "M7 12.4C3.6 13.6 .8 10.9 2 8.3C.2 6.4 1.6 3.6 4 3.7C5 .9 9 .9 10 3.7"
    right = "C12.4 3.6 13.8 6.4 12 8.3C13.2 10.9 10.4 13.6 7 12.4Z"
    return _svg(14, 18, _outline(f"{left}{right}", fill, ink) + _outline("M7 9.5V17.2", "none", ink))


def fir_svg(fill: str, ink: str) -> str:
    crown = "M6 1L9 6H7.8L10.4 10.5H8.9L11.3 15H.7L3.1 10.5H1.6L4.2 6H3Z"
    return _svg(12, 18, _outline("M6 15V17.4", "none", ink) + _outline(crown, fill, ink))


def wave_svg(ink: str) -> str:
    return _svg(16, 5, _outline("M1 3.4C2.8 1 4.6 1 6.2 2.6S9.8 4.4 11.4 2.6S14 1.4 15 2.2", "none", ink))


def tuft_svg(ink: str) -> str:
    """Three blades of grass."""
    blades = "M5 6.3V1.2M3.4 6.3C3.2 4.4 2.4 3.1 1.2 2.4M6.6 6.3C6.8 4.4 7.6 3.1 8.8 2.4"
    return _svg(10, 7, _outline(blades, "none", ink))


def _outline(path: str, fill: str, ink: str) -> str:
    return (
        f'<path d="{path}" fill="{fill}" stroke="{ink}" stroke-width="0.9" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _svg(width: float, height: float, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{content}</svg>'
    )
