"""What every public template may ask for; read when a template does, so that staff pages cost nothing."""

from typing import Any

from django.http import HttpRequest


def city(request: HttpRequest) -> dict[str, Any]:
    return {"city": getattr(request, "city", None)}
