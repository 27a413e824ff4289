"""A production start, in a process of its own: clean when whole, refused when anything is missing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.marketplace.test_settings import PRODUCTION

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Run Python on the project in an environment of production and nothing else."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    env = {name: value for name, value in (kept | PRODUCTION | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False
    )


def test_deployment_check_finds_nothing(tmp_path: Path) -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "INFO", DATA_DIR=str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_KEYS", "DIGEST_KEY", "DATABASE_URL", "ALLOWED_HOSTS"])
def test_start_without_a_secret_ends_before_anything_is_served(name: str) -> None:
    done = run("-c", "import marketplace.wsgi", **{name: None})

    assert done.returncode != 0
    assert f"{name} is required in production" in done.stderr


def test_start_in_debug_mode_is_refused() -> None:
    done = run("-c", "import marketplace.wsgi", DEBUG="1")

    assert done.returncode != 0
    assert "DEBUG must be off in production" in done.stderr


SETTINGS = """
import django, json
from django.conf import settings
django.setup()
from django.urls import NoReverseMatch, reverse
try:
    demo = reverse("demo-messages")
except NoReverseMatch:
    demo = None
names = ["DEBUG", "SHOW_DEMONSTRATION", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
         "SECURE_HSTS_SECONDS", "SMS_MESSENGER", "EMAIL_BACKEND", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS"]
print(json.dumps({name: getattr(settings, name) for name in names} | {"demo": demo}))
import logging; logging.getLogger("x").error("no account for +212612345678")
"""


def test_production_is_closed_and_sends_for_real(tmp_path: Path) -> None:
    done = run("-c", SETTINGS, DATA_DIR=str(tmp_path), DJANGO_SETTINGS_MODULE="marketplace.settings")

    assert json.loads(done.stdout) == {
        "DEBUG": False,
        "SHOW_DEMONSTRATION": False,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SMS_MESSENGER": "cooperatives.outbox.messengers.HttpGateway",
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST_PASSWORD": "pass@word",
        "EMAIL_USE_TLS": True,
        "demo": None,
    }
    line = json.loads(done.stderr.strip().splitlines()[-1])
    assert (line["event"], line["level"]) == ("no account for +212…", "error")
