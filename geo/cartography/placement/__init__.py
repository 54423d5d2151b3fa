"""Symbols that never overlap, never leave the frame, and point to their true place where they had to give way."""

from geo.cartography.placement.audit import Audit, audit
from geo.cartography.placement.solver import place
from geo.cartography.placement.stacks import stack
from geo.cartography.placement.values import (
    Block,
    Box,
    Item,
    Leader,
    PlacedBlock,
    Placement,
    PlacementError,
    Plate,
    PointOutsideFrame,
    Rules,
    Sheet,
)

__all__ = [
    "Audit",
    "Block",
    "Box",
    "Item",
    "Leader",
    "PlacedBlock",
    "Placement",
    "PlacementError",
    "Plate",
    "PointOutsideFrame",
    "Rules",
    "Sheet",
    "audit",
    "place",
    "stack",
]
