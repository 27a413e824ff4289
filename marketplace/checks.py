"""System checks of who runs the platform: what stands on receipts and statements is whole and right, or absent."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from stdnum.ma import ice

WRONG_ICE = Error(
    "PLATFORM_ICE is no ICE: 15 digits, of which the last two prove the others.",
    hint="Compare it with the certificate of the register; one digit is missing or swapped.",
    id="platform.E001",
)
HALF_AN_IDENTITY = Error(
    "PLATFORM_LEGAL_NAME and PLATFORM_ICE belong together.",
    hint="Give both, or neither: receipts and statements carry the trade name alone then.",
    id="platform.E002",
)


@register("platform")
def platform(app_configs: Sequence[AppConfig] | None = None, **kwargs: object) -> list[CheckMessage]:
    """What is wrong with the platform's own name and number."""
    found = [
        (bool(settings.PLATFORM_ICE) and not ice.is_valid(settings.PLATFORM_ICE), WRONG_ICE),
        (bool(settings.PLATFORM_ICE) != bool(settings.PLATFORM_LEGAL_NAME), HALF_AN_IDENTITY),
    ]
    return [message for is_wrong, message in found if is_wrong]
