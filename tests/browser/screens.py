"""Sizes of the screens on which families look at the pages."""

from collections.abc import Callable

from playwright.sync_api import Page

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
NARROW = {**PHONE, "viewport": {"width": 320, "height": 640}}
DESKTOP = {"viewport": {"width": 1366, "height": 768}}
Visit = Callable[..., Page]
