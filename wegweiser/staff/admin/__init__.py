from wegweiser.staff.admin import directory, editions, exports, facility

__all__ = ["directory", "editions", "exports", "facility"]
