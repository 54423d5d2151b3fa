from wegweiser.staff.admin import directory, facility

__all__ = ["directory", "facility"]
