from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest


def signature(request: HttpRequest) -> str:
    """Under which name somebody of the staff is written down."""
    user = cast(User, request.user)
    return user.get_full_name() or user.get_username()
