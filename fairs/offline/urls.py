"""Addresses of an offline app: `path("till/", include(app_urls(TILL_APP)))`."""

from django.urls import URLPattern, path, re_path

from fairs.offline.apps import OfflineApp
from fairs.offline.views import manifest, shell, words, worker


def app_urls(app: OfflineApp) -> tuple[list[URLPattern], str]:
    """The four addresses of the app, in a namespace of its name."""
    about = {"app": app}
    patterns = [
        path("", shell, about, name="shell"),
        path("sw.js", worker, about, name="worker"),
        path("manifest.webmanifest", manifest, about, name="manifest"),
        re_path(r"^words/(?P<language>ar|fr|en)\.json\Z", words, about, name="words"),
    ]
    return patterns, app.name
