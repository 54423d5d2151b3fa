"""The only place where spatial reference ids stand."""

STORAGE = 25832
"""ETRS89 / UTM zone 32N: metres; everything is stored, measured and printed in it."""

WGS84 = 4326
"""Longitude, latitude in degrees: GeoJSON and phones."""

WEB_MERCATOR = 3857
"""The square grid of web tiles; not true to scale."""
