from wegweiser.staff.admin import directory, exports, facility

__all__ = ["directory", "exports", "facility"]
