"""Who runs the platform before the law, as far as the settings say: printed on receipts and statements."""

from django.conf import settings
from django.utils.translation import get_language_bidi

LTR, END = "\u2066", "\u2069"


def platform_identity() -> list[str]:
    """The registered name and the ICE, as they stand on paper; nothing where they are not given."""
    if not settings.PLATFORM_LEGAL_NAME or not settings.PLATFORM_ICE:
        return []
    ice = f"ICE {settings.PLATFORM_ICE}"
    # The code keeps its order inside an Arabic line.
    return [settings.PLATFORM_LEGAL_NAME, f"{LTR}{ice}{END}" if get_language_bidi() else ice]
