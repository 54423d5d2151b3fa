"""What the form of a place sends."""

import json
from typing import Any

from tests.city import point
from wegweiser.directory.choices import State, Visibility
from wegweiser.directory.models.facility import Facility
from wegweiser.staff.versions import current_version


def geojson(x: float, y: float) -> str:
    position = point(x, y).transform(4326, clone=True)
    return json.dumps({"type": "Point", "coordinates": [position.x, position.y]})


def form_data(**values: Any) -> dict[str, Any]:
    return {
        "name": "Kita Regenbogen",
        "category": "betreuung.kita",
        "street": "Lindenstraße",
        "house_number": "5",
        "point": geojson(500, 500),
        "state": State.PUBLISHED,
        "visibility": Visibility.PUBLIC,
        **values,
    }


def change_data(place: Facility, **values: Any) -> dict[str, Any]:
    """As somebody sends it who has just opened the place."""
    return form_data(version=current_version(place.pk), **values)
