"""What every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shop(request: HttpRequest) -> dict[str, Any]:
    """Whether this is a demonstration, and whether no card is really charged; pages show a banner then."""
    return {"DEMO": settings.SHOW_DEMONSTRATION, "SIMULATED_PAYMENTS": settings.SIMULATED_PAYMENTS}
