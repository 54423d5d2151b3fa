"""Answers that many ask for: drawn once, kept while no layer changes, and at most for the minute that they speak of."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.cache import caches
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from geo.http import etag_of, not_modified, revalidate
from geo.models import LayerRevision
from wegweiser.requests import PublicRequest

P = ParamSpec("P")
View = Callable[Concatenate[PublicRequest, P], HttpResponse]
CACHE = "pages"
SECONDS = 60


def kept_a_minute(view: View[P]) -> View[P]:
    """For GET without anything personal: what is typed or where somebody is comes by POST and is never kept."""

    @wraps(view)
    def kept(request: PublicRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            answer = view(request, *args, **kwargs)
            answer.headers["Cache-Control"] = "no-store"
            return answer
        tokens = sorted(LayerRevision.objects.values_list("layer", "token"))
        minute = timezone.now().replace(second=0, microsecond=0)
        etag = etag_of(tokens, minute, get_language(), request.get_host(), request.get_full_path())
        unchanged = not_modified(request, etag)
        response = unchanged if isinstance(unchanged, HttpResponse) else _stored(etag)
        if response is None:
            fresh = view(request, *args, **kwargs)
            if fresh.status_code != 200:
                return fresh
            caches[CACHE].set(etag, (fresh.content, fresh.headers["Content-Type"]), SECONDS)
            response = fresh
        revalidate(response, etag)
        return response

    return kept


def _stored(etag: str) -> HttpResponse | None:
    found = caches[CACHE].get(etag)
    return HttpResponse(found[0], content_type=found[1]) if found else None
