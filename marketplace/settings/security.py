"""What the browser may load, how cookies travel, how many proxies are trusted."""

from csp.constants import NONE, SELF

from marketplace.settings.environment import ENVIRONMENT, PRODUCTION
from marketplace.settings.payment import CARD_PAYMENTS, HOSTED_PAGE_ORIGIN

_HTTPS = ENVIRONMENT.mode == PRODUCTION

CONTENT_SECURITY_POLICY = {
    # Wagtail's admin writes inline scripts and styles of its own.
    "EXCLUDE_URL_PREFIXES": ["/cms/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        # Browsers ask this also of the address to which the answer to a form sends them on.
        "form-action": [SELF, HOSTED_PAGE_ORIGIN] if CARD_PAYMENTS else [SELF],
        "frame-ancestors": [NONE],
    },
}

SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.trusted_proxies else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Cookies do not know ports: two demonstrations on one host would sign each other out.
SESSION_COOKIE_NAME = "sessionid" if _HTTPS else f"sessionid_{ENVIRONMENT.port}"
CSRF_COOKIE_NAME = "csrftoken" if _HTTPS else f"csrftoken_{ENVIRONMENT.port}"
LANGUAGE_COOKIE_NAME = "language" if _HTTPS else f"language_{ENVIRONMENT.port}"
BASKET_COOKIE_NAME = "basket" if _HTTPS else f"basket_{ENVIRONMENT.port}"
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.base_url]
CSRF_FAILURE_VIEW = "marketplace.errors.csrf_failure"

ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
