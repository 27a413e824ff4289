"""Applications, templates, database, cache, languages and files."""

import zoneinfo
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

from django.utils.translation import gettext_lazy as _

from cooperatives.wire import Wire
from marketplace.settings.environment import DEMO, ENVIRONMENT, PRODUCTION, TEST

# PyPI's tzdata, never the system's: Debian's copy and PostgreSQL's disagree about Casablanca.
zoneinfo.reset_tzpath([])

BASE_DIR = Path(__file__).resolve().parents[2]
MODE = ENVIRONMENT.mode
IS_DEMO, IS_TEST, IS_PRODUCTION = MODE == DEMO, MODE == TEST, MODE == PRODUCTION

SECRET_KEY = ENVIRONMENT.secret_key
FIELD_KEYS = ENVIRONMENT.field_keys
DIGEST_KEY = ENVIRONMENT.digest_key
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
BASE_URL = ENVIRONMENT.base_url
# Whose account payouts are taken from; without them no bank file is written.
PAYER_NAME, PAYER_RIB = ENVIRONMENT.payer_name, ENVIRONMENT.payer_rib
# Who runs the platform before the law: printed on receipts and statements, where both are given.
PLATFORM_LEGAL_NAME, PLATFORM_ICE = ENVIRONMENT.platform_legal_name, ENVIRONMENT.platform_ice

INSTALLED_APPS = [
    # django.contrib.admin and Oscar's dashboard are out: staff work in Wagtail's admin.
    "modeltranslation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    # The house, from the ground up.
    "cooperatives.apps.CooperativesConfig",
    "cooperatives.accounts.apps.AccountsConfig",
    "cooperatives.audit.apps.AuditConfig",
    "cooperatives.jobs.apps.JobsConfig",
    "cooperatives.outbox.apps.OutboxConfig",
    "cooperatives.territory.apps.TerritoryConfig",
    "cooperatives.ledger.apps.LedgerConfig",
    "cooperatives.settlements.apps.SettlementsConfig",
    "cooperatives.joining.apps.JoiningConfig",
    "cooperatives.officers.apps.OfficersConfig",
    "cooperatives.team.apps.TeamConfig",
    "cooperatives.season.apps.SeasonConfig",
    "cooperatives.push.apps.PushConfig",
    "catalogue.apps.CatalogueConfig",
    "catalogue.partner.apps.PartnerConfig",
    "catalogue.kinds.apps.KindsConfig",
    "catalogue.moderation.apps.ModerationConfig",
    "catalogue.lots.apps.LotsConfig",
    "catalogue.sheets.apps.SheetsConfig",
    "fairs.apps.FairsConfig",
    "fairs.revenue.apps.RevenueConfig",
    "fairs.tills.apps.TillsConfig",
    "fairs.rounds.apps.RoundsConfig",
    "fairs.closing.apps.ClosingConfig",
    "fairs.imports.apps.ImportsConfig",
    "fairs.calls.apps.CallsConfig",
    "fairs.applications.apps.ApplicationsConfig",
    "fairs.selection.apps.SelectionConfig",
    "fairs.plan.apps.PlanConfig",
    "fairs.attendance.apps.AttendanceConfig",
    "marketplace.apps.MarketplaceConfig",
    "marketplace.basket.apps.BasketConfig",
    "marketplace.order.apps.OrderConfig",
    "marketplace.delivery.apps.DeliveryConfig",
    "marketplace.payment.apps.PaymentConfig",
    "marketplace.pages.apps.PagesConfig",
    "marketplace.conversation.apps.ConversationConfig",
    "marketplace.help.apps.HelpConfig",
    "marketplace.datafiles.apps.DataFilesConfig",
    # Oscar's own: models that ours point at.
    "oscar.apps.address.apps.AddressConfig",
    "oscar.apps.communication.apps.CommunicationConfig",
    "oscar.apps.offer.apps.OfferConfig",
    "oscar.apps.voucher.apps.VoucherConfig",
    "treebeard",
    "pgtrigger",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "marketplace.staff.apps.PeopleConfig",  # wagtail.users, with forms of our own
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "lucide",
]

MIDDLEWARE = [
    "marketplace.middleware.RequestIdMiddleware",
    "marketplace.metrics.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "marketplace.middleware.DeviceMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "marketplace.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cooperatives.accounts.middleware.SecondFactorMiddleware",
    "cooperatives.officers.middleware.OnBehalfOfMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "marketplace.basket.middleware.BasketMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "marketplace.urls"
WSGI_APPLICATION = "marketplace.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "marketplace.context_processors.shop",
            ],
        },
    }
]
FORM_RENDERER = "marketplace.form_renderer.FormRenderer"


# Prepared statements are those of `cooperatives.prepared` alone, all of them found by keys: planned again for each
# till's sale, which PostgreSQL prefers where it is given lists, the planning takes longer than the statement.
PLAN_ONCE = "-c plan_cache_mode=force_generic_plan"
# Triggers of pgtrigger's own kind ask which of them are skipped. Where nobody ever said, each row costs them an error
# that they catch, ten times their own work.
NONE_SKIPPED = "-c pgtrigger.ignore={}"


def _database(url: str) -> dict[str, object]:
    """Django's settings for a `postgresql://` URL; a `host` in its query names a socket folder."""
    parts = urlparse(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "marketplace",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(query.pop("port", parts.port or "")),
        "ATOMIC_REQUESTS": False,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": f"{PLAN_ONCE} {NONE_SKIPPED}"}
        | query
        | ({} if IS_TEST else {"pool": {"connection_class": Wire, "min_size": 1, "max_size": 12, "timeout": 20}}),
    }


DATABASES = {"default": _database(ENVIRONMENT.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = ENVIRONMENT.redis_url

CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": f"{REDIS_URL}/1",
        "KEY_PREFIX": "shop",
        "TIMEOUT": 300,
        "OPTIONS": {"IGNORE_EXCEPTIONS": not IS_TEST},
    }
}

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "marketplace" / "locale"]
FORMAT_MODULE_PATH = ["cooperatives.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Casablanca"

MODELTRANSLATION_DEFAULT_LANGUAGE = "ar"
MODELTRANSLATION_LANGUAGES = ("ar", "fr", "en")
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("ar", "fr", "en"), "en": ("fr", "ar"), "fr": ("ar", "en")}

SITE_ID = 1
STATIC_URL = "static/"
STATIC_ROOT = ENVIRONMENT.data_dir / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = ENVIRONMENT.data_dir / "media"
PRIVATE_MEDIA_ROOT = ENVIRONMENT.data_dir / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Papers of cooperatives and exports: never below MEDIA_ROOT, only served by a view that asks who.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_MEDIA_ROOT), "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or IS_TEST
        else "marketplace.static_files.StaticFiles"
    },
}
# How long the photographed notebooks of an evening round are kept.
ROUND_PHOTO_DAYS = ENVIRONMENT.round_photo_days
# Tests find the files where they lie, without having collected them.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG or IS_TEST

# Who shows the demonstration's banner and its page of messages that were sent.
SHOW_DEMONSTRATION = IS_DEMO or IS_TEST
