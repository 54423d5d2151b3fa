"""The two small files that depend on the city or on the category tree."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from wegweiser.directory.choices import Shape
from wegweiser.directory.models.taxonomy import Category, CategoryGroup
from wegweiser.maps.symbols import SymbolStyle, symbol_svg


@cache_control(public=True, max_age=3600)
def symbols(request: HttpRequest) -> HttpResponse:
    """All symbols in one SVG file, each under the code of its category or group: <use href="…#betreuung.kita">."""
    drawn = [_named(group.pk, group, group.pictogram) for group in CategoryGroup.objects.all()]
    drawn += [
        _named(category.pk, category.group, category.pictogram) for category in Category.objects.select_related("group")
    ]
    content = f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(drawn)}</svg>'
    return HttpResponse(content, content_type="image/svg+xml")


@cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)
def accent(request: HttpRequest, colour: str) -> HttpResponse:
    """The city's colour as a style sheet: the policy forbids styles inside the page."""
    return HttpResponse(f":root {{ --accent: #{colour}; }}\n", content_type="text/css")


def _named(code: str, group: CategoryGroup, pictogram: str) -> str:
    style = SymbolStyle(group.colour, group.glyph_colour, Shape(group.shape), pictogram)
    return symbol_svg(style).replace("<svg ", f'<svg id="{code}" ', 1)
