from wegweiser.staff.admin import asking, directory, editions, exports, facility, reports, search, situations

__all__ = ["asking", "directory", "editions", "exports", "facility", "reports", "search", "situations"]
