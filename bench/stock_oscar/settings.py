"""An Oscar project as its documentation describes it, on the server that is measured."""

import os
from urllib.parse import parse_qs, unquote, urlsplit

from oscar.defaults import *  # noqa: F403

_DATABASE = urlsplit(os.environ["STOCK_OSCAR_DATABASE_URL"])

SECRET_KEY = "measured-and-thrown-away"  # noqa: S105
_SHOP = (
    *("analytics", "checkout", "address", "shipping", "catalogue", "communication", "partner", "basket", "payment"),
    *("offer", "order", "customer", "search", "voucher", "wishlists"),
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.messages",
    "django.contrib.flatpages",
    # Oscar's own, without its dashboard.
    *(f"oscar.apps.{name}.apps.{name.title()}Config" for name in _SHOP),
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig",
    "haystack",
    "treebeard",
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _DATABASE.path.lstrip("/"),
        "USER": unquote(_DATABASE.username or ""),
        "PASSWORD": unquote(_DATABASE.password or ""),
        "HOST": parse_qs(_DATABASE.query).get("host", [_DATABASE.hostname])[0],
        "PORT": _DATABASE.port or "",
        "CONN_MAX_AGE": None,
    }
}
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
ROOT_URLCONF = "bench.stock_oscar.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
ALLOWED_HOSTS = ["*"]
USE_TZ = True
SITE_ID = 1
OSCAR_DEFAULT_CURRENCY = "MAD"
OSCAR_INITIAL_ORDER_STATUS = "Pending"
