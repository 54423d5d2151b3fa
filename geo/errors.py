"""One class per mistake a person can make; each message is a sentence that names the culprit."""


class GeoError(Exception):
    """What geo refuses or cannot do."""


class BasemapImportError(GeoError):
    """The extract cannot become a base map; the old one is untouched."""


class LayerMissing(GeoError):
    """A table that a map draws from is not there: nothing has been imported yet."""


class FontMissing(GeoError):
    """A font file that map texts need is not installed."""


class DrawingFailed(GeoError):
    """Mapnik refused a document or could not reach its data."""


class ExtentTooLarge(GeoError):
    """No scale of the series holds this much ground on this much paper."""
