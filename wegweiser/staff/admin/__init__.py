from wegweiser.staff.admin import directory, editions, exports, facility, reports, search, situations

__all__ = ["directory", "editions", "exports", "facility", "reports", "search", "situations"]
