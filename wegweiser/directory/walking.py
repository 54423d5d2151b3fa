"""How long a family walks."""

# A street path is longer than the straight line; a family with a small child walks 70 m a minute.
DETOUR = 1.3
WALKING_M_PER_MINUTE = 70
LONGEST_WALK_MINUTES = 60
"""Beyond, nobody wants to know."""


def walking_minutes(distance_m: float) -> int | None:
    """Minutes for a straight line of this length; None where it is too far to walk."""
    minutes = max(1, round(distance_m * DETOUR / WALKING_M_PER_MINUTE))
    return minutes if minutes <= LONGEST_WALK_MINUTES else None
