"""What a telephone keeps of an app: every file, under the name by which it is served."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage
from django.test import Client

from fairs.offline.apps import GATE_APP, ROUND_APP, TILL_APP, OfflineApp
from fairs.offline.precache import addresses, file_names, version
from fairs.offline.till_words import TILL
from fairs.offline.words import COMMON
from marketplace.static_files import StaticFiles

APPS = pytest.mark.parametrize("app", [TILL_APP, ROUND_APP, GATE_APP], ids=lambda app: app.name)
STATIC = Path(settings.BASE_DIR) / "static"
IMPORTS = re.compile(r'(?:from |import\(|import )"(\.[^"]+)"')
SAID = re.compile(r'\bt\("([a-z_]+)"')


@APPS
def test_every_file_of_the_list_is_there(app: OfflineApp) -> None:
    assert [name for name in file_names(app) if finders.find(name) is None] == []


@APPS
def test_every_import_leads_to_a_file_of_the_list(app: OfflineApp) -> None:
    names = set(file_names(app))
    scripts = [STATIC / name for name in names if name.endswith(".js")]
    wanted = {
        str((script.parent / found).resolve().relative_to(STATIC))
        for script in scripts
        for found in IMPORTS.findall(script.read_text(encoding="utf-8"))
    }

    assert wanted - names == set()


def test_every_word_that_the_till_says_has_a_text() -> None:
    scripts = [*(STATIC / "js/till").rglob("*.js"), *(STATIC / "js/offline").rglob("*.js")]
    said = {key for script in scripts for key in SAID.findall(script.read_text(encoding="utf-8"))}

    assert said - set(TILL) - set(COMMON) == set()


@APPS
def test_worker_keeps_the_page_and_its_words(app: OfflineApp, client: Client) -> None:
    worker = client.get(f"{app.scope}sw.js")

    assert worker["Content-Type"].startswith("text/javascript")
    assert worker["Cache-Control"] == "no-cache"
    assert version(app) in worker.content.decode()
    assert {app.scope, f"{app.scope}words/ar.json", "/static/css/till.css"} <= set(addresses(app))


def test_frame_names_no_person_and_runs_nothing_inline(client: Client) -> None:
    page = client.get("/till/")

    assert page.cookies == {}
    assert "<style" not in page.content.decode()
    assert re.findall(r"<script(?![^>]*src=)", page.content.decode()) == []
    assert "default-src 'self'" in page["Content-Security-Policy"]


def test_manifest_installs_the_till(client: Client) -> None:
    manifest = client.get("/till/manifest.webmanifest").json()

    assert (manifest["scope"], manifest["start_url"], manifest["display"]) == ("/till/", "/till/", "standalone")
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}


def test_modules_import_each_other_by_their_hashed_names_in_production(tmp_path: Path) -> None:
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    names = [name for name in file_names(TILL_APP) if name.endswith(".js")]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(STATIC / name, tmp_path / name)
    source = FileSystemStorage(location=tmp_path)

    for name, _hashed, _processed in storage.post_process({name: (source, name) for name in names}):
        assert name != "All"

    main = (tmp_path / storage.stored_name("js/till/main.js")).read_text(encoding="utf-8")
    found = IMPORTS.findall(main)
    assert found
    assert [name for name in found if not re.search(r"\.[0-9a-f]{12}\.js$", name)] == []
    assert [name for name in found if not (tmp_path / "js/till" / name).exists()] == []
