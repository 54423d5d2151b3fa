from wegweiser.staff.admin import directory, editions, exports, facility, reports, situations

__all__ = ["directory", "editions", "exports", "facility", "reports", "situations"]
