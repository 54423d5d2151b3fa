from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from wegweiser.directory.city import CityProfile

P = ParamSpec("P")
View = Callable[Concatenate["PublicRequest", P], HttpResponse]


class PublicRequest(HttpRequest):
    """A request as middleware.ServedCity leaves it."""

    city: CityProfile


def accepts_form(view: View[P]) -> View[P]:
    """A POST without Django's token, which would set a cookie; the browser itself says which site it comes from."""

    @csrf_exempt
    @wraps(view)
    def checked(request: PublicRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and not _is_own_form(request):
            return render(request, "pages/foreign_form.html", status=HTTPStatus.FORBIDDEN)
        return view(request, *args, **kwargs)

    return checked


def _is_own_form(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    if origin and origin != "null":
        return origin == f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
