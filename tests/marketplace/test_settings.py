"""What the environment may say, and what the settings make of it."""

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from marketplace.settings.environment import DEMO_FIELD_KEY, DEMO_SECRET, Environment

FIELD_KEY = "cHJvZHVjdGlvbi1maWVsZC1rZXktbnVtYmVyLTAwMDE="
PRODUCTION = {
    "MARKETPLACE_MODE": "production",
    "SECRET_KEY": "kQ3-vT9_xW2mZ7" * 5,
    "FIELD_KEYS": FIELD_KEY,
    "DIGEST_KEY": "d" * 40,
    "ALLOWED_HOSTS": "souk.example.ma",
    "BASE_URL": "https://souk.example.ma",
    "DATABASE_URL": "postgresql://shop:secret@database:5432/shop",
    "REDIS_URL": "redis://:secret@cache:6379",
    "EMAIL_URL": "smtp://user:pass%40word@mail.example.ma:587",
    "SMS_GATEWAY_URL": "https://sms.example.ma/send",
    "SMS_GATEWAY_TOKEN": "token",
    "TRUSTED_PROXIES": "1",
}


def refusal(**changes: str | None) -> str:
    """What a production start says when its environment differs so; None takes a variable away."""
    source = {name: value for name, value in (PRODUCTION | changes).items() if value is not None}
    with pytest.raises(ImproperlyConfigured) as refused:
        Environment.read(source)
    return str(refused.value)


def test_whole_environment_of_production_is_accepted() -> None:
    assert Environment.read(PRODUCTION).mode == "production"


@pytest.mark.parametrize(
    "name",
    sorted(set(PRODUCTION) - {"MARKETPLACE_MODE", "TRUSTED_PROXIES"}),
)
def test_each_missing_variable_is_named(name: str) -> None:
    assert f"{name} is required in production" in refusal(**{name: None})


def test_everything_that_is_wrong_is_said_at_once() -> None:
    said = refusal(SECRET_KEY=None, DEBUG="1", REDIS_URL=None)

    assert [part in said for part in ("SECRET_KEY", "DEBUG", "REDIS_URL")] == [True, True, True]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SECRET_KEY": DEMO_SECRET}, "SECRET_KEY must be your own"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be your own"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY must be your own"),
        ({"DIGEST_KEY": DEMO_SECRET}, "DIGEST_KEY must be your own"),
        ({"DIGEST_KEY": "short"}, "DIGEST_KEY must be your own"),
        ({"DIGEST_KEY": PRODUCTION["SECRET_KEY"]}, "DIGEST_KEY must differ"),
        ({"FIELD_KEYS": DEMO_FIELD_KEY}, "FIELD_KEYS must be your own"),
        ({"FIELD_KEYS": f"{FIELD_KEY},{DEMO_FIELD_KEY}"}, "FIELD_KEYS must be your own"),
        ({"FIELD_KEYS": "not a key"}, "FIELD_KEYS must be keys"),
        ({"DEBUG": "1"}, "DEBUG must be off"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "souk.example.ma,*"}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": ".ma"}, "ALLOWED_HOSTS must name"),
        ({"BASE_URL": "http://souk.example.ma"}, "BASE_URL must begin with https://"),
        ({"BASE_URL": "https://elsewhere.example"}, "BASE_URL must name one of ALLOWED_HOSTS"),
        ({"EMAIL_URL": "mail.example.ma"}, "EMAIL_URL must begin"),
        ({"SMS_GATEWAY_URL": "http://sms.example.ma"}, "SMS_GATEWAY_URL must begin"),
        ({"TRUSTED_PROXIES": "one"}, "TRUSTED_PROXIES must be a whole number"),
        ({"MARKETPLACE_MODE": "prod"}, "MARKETPLACE_MODE must be"),
    ],
)
def test_weak_values_are_refused(changes: dict[str, str], said: str) -> None:
    assert said in refusal(**changes)


def test_refusal_does_not_print_the_secret() -> None:
    assert "sesame-open" not in refusal(SECRET_KEY="sesame-open", DIGEST_KEY="sesame-open")


@pytest.mark.django_db
def test_pages_carry_the_policy_and_no_inline_script_is_allowed(client: Client) -> None:
    response = client.get("/ar/account/login/")

    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_cookies_are_closed_to_scripts_and_to_other_sites(client: Client) -> None:
    client.post("/ar/account/login/", {"phone": "0612345678"})

    session = client.cookies[settings.SESSION_COOKIE_NAME]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert session["max-age"] == 60 * 60 * 24 * 42


def test_request_id_is_taken_when_well_formed_and_made_when_not(client: Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "3f2a9c11aa"})["X-Request-ID"] == "3f2a9c11aa"
    made = client.get("/healthz", headers={"X-Request-ID": "bad\tid ' --"})["X-Request-ID"]
    assert len(made) == 32
