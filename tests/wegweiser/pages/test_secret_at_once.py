"""A place that becomes secret is gone at once from all that is kept: by the program, by a browser, as a stored tile."""

import math

from django.conf import LazySettings
from django.test import Client

from geo.crs import WGS84
from geo.tiles.layers import registry
from geo.tiles.tokens import current_token
from tests.wegweiser.pages.test_canary import CANARY, content, protect
from wegweiser.directory.models.facility import Facility
from wegweiser.settings import base


def test_what_was_kept_from_before_is_asked_again(own_database: str, client: Client, settings: LazySettings) -> None:
    """Lists that the program keeps, answers that a browser asks about again, tiles filed under a token."""
    settings.CACHES = base.CACHES
    place = Facility.objects.filter(visibility="public", state="published", sozialraum="muhretal").latest("pk")
    Facility.objects.filter(pk=place.pk).update(street=CANARY)
    degrees = place.point.transform(WGS84, clone=True)
    kind, area = place.category_id, place.sozialraum_id
    found, tile = f"?art={kind}&sozialraum={area}", tile_at(degrees.x, degrees.y)
    lists = (
        f"/{found}", f"/orte.json{found}", f"/orte/{tile}.json{found}", "/offline/", f"/sozialraum/{area}/",
        f"/api/collections/facilities/items?sozialraum={area}&limit=1000", "/orte.csv",
        f"/tiles/facilities/{tile}.mvt", f"/tiles/facilities/{current_token(registry['facilities'])}/{tile}.mvt",
    )  # fmt: skip
    before = {path: client.get(path) for path in lists}
    signs = (CANARY, f"[{place.pk}, {degrees.x:.6f}"[:-2], f"{degrees.x:.6f}")
    shown = {path: content(answer) for path, answer in before.items()}
    assert all(place.name in shown[path] for path in lists)
    assert any(sign in shown[path] for path in lists for sign in signs)

    protect(place)

    for path in lists:
        etag = before[path].headers.get("ETag", "none")
        answer = client.get(path, headers={"if-none-match": etag})
        assert answer.status_code in (200, 307), path
        text = content(answer)
        assert [sign for sign in signs if sign in text] == [], path
        if "/tiles/" in path:
            assert place.name not in text
    for path, answer in before.items():
        assert "max-age" not in answer.headers.get("Cache-Control", "") or "/tiles/" in path, path


def tile_at(lon: float, lat: float, zoom: int = 16) -> str:
    count = 2**zoom
    row = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return f"{zoom}/{int((lon + 180) / 360 * count)}/{int(row * count)}"
