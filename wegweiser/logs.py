"""What the program writes to its log: where it failed, and nothing of what somebody typed or where somebody looked."""

import logging
import traceback
from types import TracebackType

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
SAYS_NOTHING_OF_VISITORS = (OperationalError, InterfaceError)
"""What the database says of itself. Its other errors, and most of the program's, quote the value that was wrong."""


class Discreet(logging.Formatter):
    """Names a request by its route, since a path may tell where somebody looks, and an error by its kind."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's own name
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and len(request.path) > 1:
            match = request.resolver_match
            route = f"/{match.route}" if match else "an unknown address"
            record.message = record.message.replace(request.path, route)
        return super().formatMessage(record)

    def formatException(self, ei: Fault) -> str:  # noqa: N802 -- logging's own name
        parts, error = [], ei[1]
        while error is not None:
            said = f": {error}".partition("\n")[0] if isinstance(error, SAYS_NOTHING_OF_VISITORS) else ""
            parts.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__ + said)
            error = error.__cause__ or error.__context__
        return "\n".join(parts)
