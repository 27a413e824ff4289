"""What a telephone keeps of an app: the addresses of its files, and one version that changes with any of them."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.translation import override

from fairs.offline.apps import OfflineApp
from fairs.offline.words import words_of

LANGUAGES = ("ar", "fr", "en")
VERSION_LENGTH = 16


def file_names(app: OfflineApp) -> list[str]:
    """Every static file of the app, folders opened; scripts that tests alone use are not among them."""
    names: list[str] = []
    for entry in app.files:
        names += _below(entry) if entry.endswith("/") else [entry]
    return names


def _below(folder: str) -> list[str]:
    root = Path(settings.STATICFILES_DIRS[0])
    return sorted(str(path.relative_to(root)) for path in (root / folder).rglob("*.js"))


def addresses(app: OfflineApp) -> list[str]:
    """The app's page, its words and its files under the names by which they are served."""
    words = [f"{app.scope}words/{language}.json" for language in LANGUAGES]
    return [app.scope, f"{app.scope}manifest.webmanifest", *words, *map(static, file_names(app))]


def version(app: OfflineApp) -> str:
    """Changes whenever a file, a word or the frame of the app does."""
    return _digest(app) if settings.DEBUG else _reckoned(app)


@cache
def _reckoned(app: OfflineApp) -> str:
    return _digest(app)


def _digest(app: OfflineApp) -> str:
    digest = hashlib.sha256()
    for name in file_names(app):
        found = finders.find(name)
        digest.update(name.encode())
        digest.update(Path(found).read_bytes() if found else b"")
    for language in LANGUAGES:
        with override(language):
            digest.update(json.dumps(words_of(app.words, app.plurals), sort_keys=True).encode())
    for template in (app.template, "offline/shell.html", "offline/sw.js"):
        digest.update((Path(settings.BASE_DIR) / "templates" / template).read_bytes())
    return digest.hexdigest()[:VERSION_LENGTH]
