"""The service worker of the workspace: it keeps the page of drafts with its files, and no page of anybody."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from catalogue.kinds.models import ProductKind
from marketplace.workspace.products.drafts import shell_context

SCRIPT = "text/javascript"
VERSION_LENGTH = 16
SHEETS = ("tokens", "base", "components", "storefront", "workspace", "print")
WORKSPACE = ("drafts", "drafts-page", "drafts-store", "photo", "offline", "speak", "taps")
SCRIPTS = (
    *(f"js/{name}.js" for name in ("base", "confirm", "stepper", "menus")),
    *(f"js/offline/{name}.js" for name in ("db", "dom", "one-at-a-time")),
    *(f"js/workspace/{name}.js" for name in WORKSPACE),
    "django_htmx/htmx-2.min.js",
)
PICTURES = ("img/favicon.svg", "img/emblem.svg", "img/chevron.svg", "img/star.svg")
FONTS = {
    "ar": ("arabic-400", "arabic-700", "heading-arabic", "latin-400"),
    "fr": ("latin-400", "latin-700", "heading-latin"),
    "en": ("latin-400", "latin-700", "heading-latin"),
}
# The worker asks whether there is a newer one at every page; within this time the browser answers by itself.
FRESH_SECONDS = 600


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The worker in the language of its address, with the list of what it keeps."""
    language = get_language() or "ar"
    about = {
        "scope": reverse("workspace:home"),
        "shell": reverse("workspace:product-drafts"),
        "new": reverse("workspace:product-new"),
        "api": reverse("workspace:product-drafts-api"),
        "files": [static(name) for name in file_names(language)],
        "pictures": [static(name) for name in kind_pictures()],
        "version": version(request, language),
        "language": language,
    }
    response = render(request, "marketplace/workspace/sw.js", about, content_type=SCRIPT)
    response["Cache-Control"] = f"max-age={FRESH_SECONDS}"
    return response


def file_names(language: str) -> list[str]:
    """The static files without which the page of drafts would not be drawn."""
    sheets = [f"css/{name}.css" for name in SHEETS]
    fonts = [f"fonts/souk-{name}.woff2" for name in FONTS[language]]
    return [*sheets, *SCRIPTS, *PICTURES, *fonts]


def kind_pictures() -> list[str]:
    """The drawings among which a keeper chooses what a product is."""
    return [f"{picture}.avif" for picture in ProductKind.objects.values_list("picture", flat=True) if picture]


def version(request: HttpRequest, language: str) -> str:
    """Changes whenever the page, its words, its kinds or a file of it does."""
    page = render_to_string("marketplace/workspace/products/drafts.html", shell_context(), request)
    return hashlib.sha256(f"{_files(language)}{page}".encode()).hexdigest()[:VERSION_LENGTH]


def _files(language: str) -> str:
    return _digest(language) if settings.DEBUG else _reckoned(language)


@cache
def _reckoned(language: str) -> str:
    return _digest(language)


def _digest(language: str) -> str:
    digest = hashlib.sha256()
    for name in file_names(language):
        found = finders.find(name)
        digest.update(name.encode())
        digest.update(Path(str(found)).read_bytes() if found else b"")
    digest.update((Path(settings.BASE_DIR) / "templates/marketplace/workspace/sw.js").read_bytes())
    return digest.hexdigest()
