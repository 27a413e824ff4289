"""The frame of pages for who belongs to no cooperative: somebody invited, a field agent."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def frame_outside(place_name: str = "", *, is_agent: bool = False) -> dict[str, Any]:
    """A frame without the parts of a cooperative's workspace."""
    own = {"url": reverse("account"), "icon": "user", "text": _("Your account"), "current": False, "count": 0}
    field = {"url": "", "icon": "map-pin", "text": _("Field work"), "current": True, "count": 0}
    items = [field | {"url": reverse("workspace:field")}, own] if is_agent else [own]
    return {"nav_items": items, "place_name": place_name, "place_url": "", "acting": None, "suspended": []}
