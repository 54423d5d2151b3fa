"""The only place where spatial reference ids stand."""

STORAGE = 25832
"""ETRS89 / UTM zone 32N: metres; everything is stored, measured and printed in it."""

WGS84 = 4326
"""Longitude, latitude in degrees: GeoJSON and phones."""

WEB_MERCATOR = 3857
"""The square grid of web tiles; not true to scale."""

FAMILIAR = {
    STORAGE: "UTM, Zone 32",
    4647: "UTM mit der Zone 32 vor dem Ostwert",
    25833: "UTM, Zone 33",
    31466: "Gauß-Krüger, Zone 2",
    31467: "Gauß-Krüger, Zone 3",
    31468: "Gauß-Krüger, Zone 4",
    WEB_MERCATOR: "Webkarten",
    WGS84: "Länge und Breite in Grad",
}
"""What German offices deliver, to recognise coordinates that came under a wrong name."""
