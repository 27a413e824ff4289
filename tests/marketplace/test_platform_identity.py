"""The platform's registered name and ICE: both or neither, and the number proves itself."""

import pytest
from django.core.checks import run_checks
from pytest_django.fixtures import Settings

from marketplace.identity import platform_identity
from marketplace.settings.environment import DEMO_ICE, DEMO_LEGAL_NAME, Environment
from tests.marketplace.test_settings import PRODUCTION

NAME, ICE = "Souk des Coop SARL", "001561191000066"


def found() -> list[str | None]:
    return [message.id for message in run_checks(tags=["platform"])]


@pytest.mark.parametrize(
    ("name", "ice", "said"),
    [
        ("", "", []),
        (NAME, ICE, []),
        (DEMO_LEGAL_NAME, DEMO_ICE, []),
        (NAME, "001561191000067", ["platform.E001"]),
        (NAME, "1561191000066", ["platform.E001"]),
        (NAME, "", ["platform.E002"]),
        ("", ICE, ["platform.E002"]),
    ],
)
def test_check_says_what_is_wrong(settings: Settings, name: str, ice: str, said: list[str]) -> None:
    settings.PLATFORM_LEGAL_NAME, settings.PLATFORM_ICE = name, ice

    assert found() == said


@pytest.mark.parametrize(("name", "ice"), [("", ""), (NAME, ""), ("", ICE)])
def test_half_an_identity_is_printed_nowhere(settings: Settings, name: str, ice: str) -> None:
    settings.PLATFORM_LEGAL_NAME, settings.PLATFORM_ICE = name, ice

    assert platform_identity() == []


def test_production_starts_with_and_without_them() -> None:
    without = Environment.read(PRODUCTION)
    given = Environment.read(PRODUCTION | {"PLATFORM_LEGAL_NAME": NAME, "PLATFORM_ICE": ICE})

    assert (without.platform_legal_name, without.platform_ice) == ("", "")
    assert (given.platform_legal_name, given.platform_ice) == (NAME, ICE)
