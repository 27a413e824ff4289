"""The frame, worker, manifest and words of an app that works without a network."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language_info, gettext, override
from django.views.decorators.http import require_safe

from fairs.offline.apps import OfflineApp
from fairs.offline.precache import addresses, version
from fairs.offline.words import words_of

MANIFEST = "application/manifest+json"
SCRIPT = "text/javascript"


@require_safe
def shell(request: HttpRequest, app: OfflineApp) -> HttpResponse:
    """The page: the same for everyone; who sells and what is told by the device's own token."""
    with override(settings.LANGUAGE_CODE):
        return _fresh(render(request, app.template, {"app": app, "version": version(app)}))


@require_safe
def worker(request: HttpRequest, app: OfflineApp) -> HttpResponse:
    """The service worker, with the list of what it keeps."""
    about = {"name": app.name, "scope": app.scope, "version": version(app), "files": addresses(app)}
    return _fresh(render(request, "offline/sw.js", about | {"media": settings.MEDIA_URL}, content_type=SCRIPT))


@require_safe
def manifest(_request: HttpRequest, app: OfflineApp) -> HttpResponse:
    """By what a telephone installs the app."""
    with override(settings.LANGUAGE_CODE):
        shop = gettext("Cooperatives' Souk")
        about = {
            "id": app.scope,
            "name": f"{app.title} · {shop}",
            "short_name": str(app.title),
            "lang": settings.LANGUAGE_CODE,
            "dir": "rtl",
            "start_url": app.scope,
            "scope": app.scope,
            "display": "standalone",
            "orientation": "portrait-primary",
            "background_color": "#fbf6ec",
            "theme_color": "#0a3f35",
            "icons": [_icon(size) for size in (192, 512)],
        }
    return _fresh(JsonResponse(about, content_type=MANIFEST))


@require_safe
def words(_request: HttpRequest, app: OfflineApp, language: str) -> HttpResponse:
    """What the app says in that language."""
    with override(language):
        about = {"language": language, "dir": "rtl" if get_language_info(language)["bidi"] else "ltr"}
        return _fresh(JsonResponse(about | words_of(app.words, app.plurals)))


def _icon(size: int) -> dict[str, str]:
    return {"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"}


def _fresh(response: HttpResponse) -> HttpResponse:
    """Asked for anew each time: a version that a proxy kept would hold back the next."""
    response["Cache-Control"] = "no-cache"
    return response
