"""What the environment says of card payments, and what the settings, checks and pages make of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django.fixtures import Settings

from marketplace.payment.gateway import CardPaymentsOff, gateway
from marketplace.settings.environment import Environment
from tests.marketplace.test_settings import PRODUCTION, refusal
from tests.payments_simulator import SECRET, CardSimulator

ROOT = Path(__file__).resolve().parents[2]


def test_card_payments_are_off_without_a_key(settings: Settings) -> None:
    assert settings.CARD_PAYMENTS is False
    assert settings.SIMULATED_PAYMENTS is False

    with pytest.raises(CardPaymentsOff):
        gateway()


def another_provider() -> str:
    return "another"


def test_another_provider_is_one_setting_away(settings: Settings) -> None:
    settings.CARD_PAYMENTS = True
    settings.CARD_GATEWAY = f"{__name__}.another_provider"

    assert gateway() == "another"


LIVE, TRIAL = {"STRIPE_API_KEY": "sk_live_abc"}, {"STRIPE_API_KEY": "sk_test_abc"}
SIGNED = {"STRIPE_WEBHOOK_SECRET": SECRET}
ALLOWED = {"ALLOW_SIMULATED_PAYMENTS": "1"}
BASE = {"STRIPE_API_BASE": "http://127.0.0.1:9000"}


@pytest.mark.parametrize("given", [{}, LIVE | SIGNED, TRIAL | SIGNED | ALLOWED, TRIAL | SIGNED | ALLOWED | BASE])
def test_production_starts_with_these_keys(given: dict[str, str]) -> None:
    assert Environment.read(PRODUCTION | given).stripe_api_key == given.get("STRIPE_API_KEY", "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (LIVE, "STRIPE_WEBHOOK_SECRET is required with STRIPE_API_KEY"),
        (SIGNED, "STRIPE_API_KEY is required with STRIPE_WEBHOOK_SECRET"),
        (BASE, "STRIPE_API_KEY is required with STRIPE_WEBHOOK_SECRET"),
        ({"STRIPE_API_KEY": "pk_live_abc"} | SIGNED, "STRIPE_API_KEY must begin with sk_ or rk_"),
        (LIVE | {"STRIPE_WEBHOOK_SECRET": "secret"}, "STRIPE_WEBHOOK_SECRET must begin with whsec_"),
        (LIVE | SIGNED | BASE | ALLOWED, "STRIPE_API_BASE must not be set with a live key"),
        ({"STRIPE_API_KEY": "rk_live_abc"} | SIGNED | BASE | ALLOWED, "STRIPE_API_BASE must not be set"),
        (TRIAL | SIGNED, "ALLOW_SIMULATED_PAYMENTS=1"),
    ],
)
def test_production_refuses_these_keys(given: dict[str, str], said: str) -> None:
    assert said in refusal(**given)


def test_refusal_names_no_key() -> None:
    assert "abc" not in refusal(**(LIVE | BASE))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (
            {"STRIPE_API_KEY": "sk_live_x", "STRIPE_API_BASE": "http://127.0.0.1:9", "MODE": "production"},
            "payment.E001",
        ),
        ({"STRIPE_API_KEY": "sk_test_x", "SIMULATED_PAYMENTS": True, "MODE": "production"}, "payment.E002"),
        ({"STRIPE_API_KEY": "rk_live_x", "MODE": "demo"}, "payment.E003"),
        ({"STRIPE_API_KEY": "sk_live_x", "STRIPE_WEBHOOK_SECRET": "", "MODE": "production"}, "payment.E004"),
    ],
)
def test_system_check_refuses(settings: Settings, changes: dict[str, object], found: str) -> None:
    whole = {"STRIPE_WEBHOOK_SECRET": SECRET, "CARD_PAYMENTS": True} | changes
    for name, value in whole.items():
        setattr(settings, name, value)

    assert [message.id for message in run_checks(tags=["security"]) if message.is_serious()] == [found]


def test_system_check_lets_trials_through_where_they_are_allowed(settings: Settings) -> None:
    settings.STRIPE_API_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_x", SECRET
    settings.CARD_PAYMENTS = settings.SIMULATED_PAYMENTS = True
    assert not [message for message in run_checks(tags=["security"]) if message.is_serious()]

    settings.MODE, settings.ALLOW_SIMULATED_PAYMENTS = "production", True
    assert not [message for message in run_checks(tags=["security"]) if message.is_serious()]


READ = """
import json
from marketplace import settings
names = ["CARD_PAYMENTS", "SIMULATED_PAYMENTS", "HOSTED_PAGE_ORIGIN"]
print(json.dumps([getattr(settings, name) for name in names]))
print(json.dumps(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]))
"""


@pytest.mark.parametrize(
    ("given", "values", "may_be_sent_on_to"),
    [
        ({}, [False, False, "https://checkout.stripe.com"], ["'self'"]),
        (LIVE, [False, False, "https://checkout.stripe.com"], ["'self'"]),
        (LIVE | SIGNED, [True, False, "https://checkout.stripe.com"], ["'self'", "https://checkout.stripe.com"]),
        (TRIAL | SIGNED, [True, True, "https://checkout.stripe.com"], ["'self'", "https://checkout.stripe.com"]),
        (TRIAL | SIGNED | BASE, [True, True, "http://127.0.0.1:9000"], ["'self'", "http://127.0.0.1:9000"]),
    ],
)
def test_settings_follow_from_the_keys(
    given: dict[str, str], values: list[object], may_be_sent_on_to: list[str], tmp_path: Path
) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("STRIPE_")}
    env |= given | {"MARKETPLACE_MODE": "demo", "DATA_DIR": str(tmp_path)}

    done = subprocess.run([sys.executable, "-c", READ], cwd=ROOT, env=env, capture_output=True, text=True, check=True)

    assert [json.loads(line) for line in done.stdout.splitlines()] == [values, may_be_sent_on_to]


@pytest.mark.django_db
def test_policy_lets_a_form_be_answered_by_the_hosted_page(client: Client, card_simulator: CardSimulator) -> None:
    policy = client.get("/ar/account/login/")["Content-Security-Policy"]

    assert f"form-action 'self' {card_simulator.address}" in policy


@pytest.mark.parametrize("is_simulated", [True, False])
def test_page_says_that_payments_are_simulated_where_they_are(settings: Settings, is_simulated: bool) -> None:
    settings.SIMULATED_PAYMENTS = is_simulated

    with translation.override("en"):
        shown = render_to_string("components/simulated-payments.html", request=RequestFactory().get("/"))

    assert ("no card is charged" in shown) is is_simulated
