"""Mapnik XML, piece by piece. Documents are plain text: whoever draws them needs to know nothing about roads."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from geo.crs import STORAGE
from geo.db.connection import mapnik_parameters

_BACKGROUND = re.compile(r'<Map background-color="([^"]*)"')
POOL_SIZE = 10
"""Connections to the database that Mapnik keeps at most, for all threads of a process."""


def _attributes(values: Mapping[str, Any]) -> str:
    return "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in values.items()
        if value is not None
    )


def symbolizer(kind: str, text: str = "", /, **attributes: Any) -> str:
    return f"<{kind}Symbolizer{_attributes(attributes)}>{text}</{kind}Symbolizer>"


def line(colour: str, width: float, **attributes: Any) -> str:
    return symbolizer(
        "Line",
        stroke=colour,
        stroke_width=width,
        **{"stroke_linejoin": "round", "stroke_linecap": "round", **attributes},
    )


def fill(colour: str, **attributes: Any) -> str:
    return symbolizer("Polygon", fill=colour, **attributes)


def rule(symbolizers: str, condition: str = "") -> str:
    chosen = f"<Filter>{escape(condition)}</Filter>" if condition else ""
    return f"<Rule>{chosen}{symbolizers}</Rule>"


def style(name: str, rules: Iterable[str], **attributes: Any) -> str:
    return f'<Style name="{name}"{_attributes(attributes)}>{"".join(rules)}</Style>'


def layer(name: str, sql: str, styles: Iterable[str], **attributes: Any) -> str:
    """A layer of storage-CRS rows; `sql` filters with `geom && !bbox!` and its first column is `geom`."""
    names = "".join(f"<StyleName>{each}</StyleName>" for each in styles)
    source = {
        "type": "postgis",
        **mapnik_parameters(),
        "table": f"({sql}) AS rows",
        "geometry_field": "geom",
        "srid": STORAGE,
        # a fixed extent saves Mapnik a query over the whole table
        "extent": "-20000000,-20000000,20000000,20000000",
        "max_size": POOL_SIZE,
    }
    parameters = "".join(f'<Parameter name="{key}">{escape(str(value))}</Parameter>' for key, value in source.items())
    return (
        f'<Layer name="{name}" srs="epsg:{STORAGE}"{_attributes(attributes)}>{names}'
        f"<Datasource>{parameters}</Datasource></Layer>"
    )


def document(parts: Iterable[str], background: str | None = None) -> str:
    return f"<Map{_attributes({'background-color': background})}>{''.join(parts)}</Map>"


def reads_database(document: str) -> bool:
    return '<Parameter name="type">postgis</Parameter>' in document


def without_background(document: str) -> tuple[str, str | None]:
    """The document and its background colour apart."""
    head = _BACKGROUND.match(document)
    return (f"<Map{document[head.end() :]}", head[1]) if head else (document, None)
