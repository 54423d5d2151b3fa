from wegweiser.staff.admin import directory, editions, exports, facility, situations

__all__ = ["directory", "editions", "exports", "facility", "situations"]
