"""Every environment variable that the project reads, once, by name and type.

`Environment.read()` raises `ImproperlyConfigured` naming each variable that is missing or
unreadable, so that a production start fails before it serves anything.
"""

import base64
import binascii
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from cooperatives.settlements.rib import RibRefused, read_rib
from marketplace.runtime.addresses import service_urls
from marketplace.runtime.push_keys import push_key

DEMO, TEST, PRODUCTION = "demo", "test", "production"
DEMO_SECRET = "demonstration-only-secret-never-used-in-production"  # noqa: S105
# A Fernet key for the demonstration's made-up phone numbers.
DEMO_FIELD_KEY = "ZGVtb25zdHJhdGlvbi1vbmx5LWZpZWxkLWtleS0wMDE="
# No bank has this account: its first three digits are nobody's.
DEMO_PAYER_NAME, DEMO_PAYER_RIB = "DEMO SOUK", "999780000123456789012341"
# Nobody's either: a register gives out no number of nines alone. Tests print no name that they did not set.
DEMO_LEGAL_NAME, DEMO_ICE = "DEMO SOUK SARL", "999999999000079"
WEAK_SECRET_LENGTH = 50
WEAK_DIGEST_LENGTH = 32
FEWEST_LETTERS = 5
FIELD_KEY_BYTES = 32
# Of the card processor: secret keys, and keys restricted to what a shop needs.
LIVE_KEYS, TEST_KEYS = ("sk_live_", "rk_live_"), ("sk_test_", "rk_test_")


@dataclass(frozen=True)
class Environment:
    """What the outside tells the project, checked and typed."""

    mode: str
    secret_key: str
    field_keys: tuple[str, ...]
    digest_key: str
    debug: bool
    allowed_hosts: tuple[str, ...]
    base_url: str
    database_url: str
    redis_url: str
    data_dir: Path
    port: int
    trusted_proxies: int
    email_url: str
    mail_from: str
    sms_gateway_url: str
    sms_gateway_token: str
    vapid_private_key: str
    vapid_subject: str
    stripe_api_key: str
    stripe_webhook_secret: str
    stripe_api_base: str
    allow_simulated_payments: bool
    payer_name: str
    payer_rib: str
    platform_legal_name: str
    platform_ice: str
    gateway_event_days: int
    round_photo_days: int
    metrics_token: str
    sentry_dsn: str
    log_level: str

    @classmethod
    def read(cls, source: Mapping[str, str] = os.environ) -> "Environment":
        """Read and check all variables of `source`."""
        reader = _Reader(source)
        environment = reader.build(cls)
        if reader.problems:
            raise ImproperlyConfigured("; ".join(reader.problems))
        return environment


class _Reader:
    def __init__(self, source: Mapping[str, str]) -> None:
        self.source = source
        self.problems: list[str] = []
        self.mode = source.get("MARKETPLACE_MODE", DEMO)
        if self.mode not in (DEMO, TEST, PRODUCTION):
            self.problems.append("MARKETPLACE_MODE must be demo, test or production")

    @property
    def in_production(self) -> bool:
        return self.mode == PRODUCTION

    def text(self, name: str, default: str) -> str:
        """A variable that must be given in production and has a default elsewhere."""
        value = self.source.get(name, "")
        if not value and self.in_production:
            self.problems.append(f"{name} is required in production")
        return value or default

    def optional(self, name: str, default: str = "") -> str:
        return self.source.get(name, "") or default

    def whole(self, name: str, default: int) -> int:
        value = self.source.get(name, "") or str(default)
        if not value.isdecimal():
            self.problems.append(f"{name} must be a whole number, not {value!r}")
            return default
        return int(value)

    def flag(self, name: str) -> bool:
        return self.source.get(name, "").lower() in ("1", "true", "yes")

    def names(self, name: str, default: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(name, default).split(",") if part.strip())

    def build(self, cls: type[Environment]) -> Environment:
        data_dir = Path(self.optional("DATA_DIR", ".data")).resolve()
        database_url, redis_url = self._services(data_dir)
        port = self.whole("PORT", 8000)
        environment = cls(
            mode=self.mode,
            secret_key=self.text("SECRET_KEY", DEMO_SECRET),
            field_keys=self.names("FIELD_KEYS", DEMO_FIELD_KEY),
            digest_key=self.text("DIGEST_KEY", DEMO_SECRET),
            debug=self.flag("DEBUG"),
            allowed_hosts=self.names("ALLOWED_HOSTS", "*"),
            base_url=self.text("BASE_URL", f"http://127.0.0.1:{port}").rstrip("/"),
            database_url=database_url,
            redis_url=redis_url,
            data_dir=data_dir,
            port=port,
            trusted_proxies=self.whole("TRUSTED_PROXIES", 0),
            email_url=self.text("EMAIL_URL", ""),
            mail_from=self.optional("MAIL_FROM", "souk@example.ma"),
            sms_gateway_url=self.text("SMS_GATEWAY_URL", ""),
            sms_gateway_token=self.text("SMS_GATEWAY_TOKEN", ""),
            vapid_private_key=self.optional("VAPID_PRIVATE_KEY") or self._demo_push_key(data_dir),
            vapid_subject=self.optional("VAPID_SUBJECT", f"mailto:{self.optional('MAIL_FROM', 'souk@example.ma')}"),
            stripe_api_key=self.optional("STRIPE_API_KEY"),
            stripe_webhook_secret=self.optional("STRIPE_WEBHOOK_SECRET"),
            stripe_api_base=self.optional("STRIPE_API_BASE").rstrip("/"),
            allow_simulated_payments=self.flag("ALLOW_SIMULATED_PAYMENTS"),
            payer_name=self.optional("PAYER_NAME", "" if self.in_production else DEMO_PAYER_NAME),
            payer_rib=self.optional("PAYER_RIB", "" if self.in_production else DEMO_PAYER_RIB),
            platform_legal_name=self.optional("PLATFORM_LEGAL_NAME", DEMO_LEGAL_NAME if self.mode == DEMO else ""),
            platform_ice=self.optional("PLATFORM_ICE", DEMO_ICE if self.mode == DEMO else ""),
            gateway_event_days=self.whole("GATEWAY_EVENT_DAYS", 400),
            round_photo_days=self.whole("ROUND_PHOTO_DAYS", 90),
            metrics_token=self.optional("METRICS_TOKEN"),
            sentry_dsn=self.optional("SENTRY_DSN"),
            log_level=self.optional("LOG_LEVEL", "INFO"),
        )
        self._refuse_weakness(environment)
        self._refuse_wrong_rib(environment)
        return environment

    def _refuse_wrong_rib(self, environment: Environment) -> None:
        """A wrong digit in our own account would only be seen by the bank."""
        try:
            read_rib(environment.payer_rib or DEMO_PAYER_RIB)
        except RibRefused:
            self.problems.append("PAYER_RIB must be the 24 digits of our account, check digits included")

    def _demo_push_key(self, data_dir: Path) -> str:
        """The key that the runtime made for a demonstration; without any nobody's telephone rings, and SMS go out."""
        return push_key(data_dir) if self.mode == DEMO else ""

    def _services(self, data_dir: Path) -> tuple[str, str]:
        database_url = self.optional("DATABASE_URL")
        redis_url = self.optional("REDIS_URL")
        if self.in_production:
            return self.text("DATABASE_URL", ""), self.text("REDIS_URL", "")
        if database_url and redis_url:
            return database_url, redis_url
        embedded_database, embedded_redis = service_urls(data_dir)
        return database_url or embedded_database, redis_url or embedded_redis

    def _refuse_weakness(self, environment: Environment) -> None:
        if self.in_production:
            self.problems += _weak_secrets(environment) + _weak_addresses(environment) + _weak_payments(environment)


def _weak_secrets(environment: Environment) -> list[str]:
    """What is wrong with the secrets of a production start; a missing one is named elsewhere."""
    problems = []
    if environment.secret_key == DEMO_SECRET or _is_weak(environment.secret_key):
        problems.append(f"SECRET_KEY must be your own, of {WEAK_SECRET_LENGTH} characters or more")
    if environment.digest_key == DEMO_SECRET or len(environment.digest_key) < WEAK_DIGEST_LENGTH:
        problems.append(f"DIGEST_KEY must be your own, of {WEAK_DIGEST_LENGTH} characters or more")
    elif environment.digest_key == environment.secret_key:
        problems.append("DIGEST_KEY must differ from SECRET_KEY: one of them may have to change")
    if DEMO_FIELD_KEY in environment.field_keys:
        problems.append("FIELD_KEYS must be your own")
    if environment.vapid_private_key and not _is_field_key(_padded(environment.vapid_private_key)):
        problems.append("VAPID_PRIVATE_KEY must be a key of 32 bytes in URL-safe base64")
    if not environment.vapid_subject.startswith(("mailto:", "https://")):
        problems.append("VAPID_SUBJECT must begin with mailto: or https://")
    if not all(_is_field_key(key) for key in environment.field_keys):
        problems.append("FIELD_KEYS must be keys of 32 bytes in URL-safe base64, with commas between them")
    return problems


def _weak_addresses(environment: Environment) -> list[str]:
    """What is wrong with names and addresses of a production start."""
    problems = []
    base = urlsplit(environment.base_url)
    if environment.debug:
        problems.append("DEBUG must be off in production")
    if not all(_is_host(host) for host in environment.allowed_hosts):
        problems.append("ALLOWED_HOSTS must name the hosts, without *")
    if base.scheme != "https":
        problems.append("BASE_URL must begin with https:// in production")
    elif not any(_covers(host, base.hostname or "") for host in environment.allowed_hosts):
        problems.append("BASE_URL must name one of ALLOWED_HOSTS")
    if environment.email_url and urlsplit(environment.email_url).scheme not in ("smtp", "smtps"):
        problems.append("EMAIL_URL must begin with smtp:// or smtps://")
    if environment.sms_gateway_url and urlsplit(environment.sms_gateway_url).scheme != "https":
        problems.append("SMS_GATEWAY_URL must begin with https://")
    return problems


def _weak_payments(environment: Environment) -> list[str]:
    """What is wrong with the keys for card payments of a production start; without any it takes cash alone."""
    key, secret, base = environment.stripe_api_key, environment.stripe_webhook_secret, environment.stripe_api_base
    problems = []
    if key and not key.startswith(LIVE_KEYS + TEST_KEYS):
        problems.append("STRIPE_API_KEY must begin with sk_ or rk_: a secret or a restricted key")
    if key and not secret:
        problems.append("STRIPE_WEBHOOK_SECRET is required with STRIPE_API_KEY, or nobody tells us who paid")
    if (secret or base) and not key:
        problems.append("STRIPE_API_KEY is required with STRIPE_WEBHOOK_SECRET and STRIPE_API_BASE")
    if secret and not secret.startswith("whsec_"):
        problems.append("STRIPE_WEBHOOK_SECRET must begin with whsec_")
    if base and key.startswith(LIVE_KEYS):
        problems.append("STRIPE_API_BASE must not be set with a live key: it would go to a stand-in")
    if is_simulated(key, base) and not environment.allow_simulated_payments:
        problems.append("Simulated payments need ALLOW_SIMULATED_PAYMENTS=1: goods would leave and no money come")
    return problems


def is_simulated(key: str, base: str) -> bool:
    """Whether no money moves: a stand-in answers, or the key is for trials."""
    return bool(base) or key.startswith(TEST_KEYS)


def _is_weak(secret: str) -> bool:
    return len(secret) < WEAK_SECRET_LENGTH or len(set(secret)) < FEWEST_LETTERS


def _is_field_key(key: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(key)) == FIELD_KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def _padded(key: str) -> str:
    """Keys for web push are written without the signs that fill up base64."""
    return key + "=" * (-len(key) % 4)


def _is_host(host: str) -> bool:
    """Whether `host` is a name; `*`, and a dot before a whole country, stand for anybody's."""
    return "*" not in host and not (host.startswith(".") and "." not in host[1:])


def _covers(host: str, name: str) -> bool:
    return name == host or (host.startswith(".") and (name.endswith(host) or name == host[1:]))


ENVIRONMENT = Environment.read()
