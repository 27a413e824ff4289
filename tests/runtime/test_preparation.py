"""Stamps, messages and packages: nothing is done twice, nothing that changed is left undone."""

import json
from collections.abc import Callable
from pathlib import Path

import polib
import psycopg
import pytest

from marketplace.runtime import bootstrap, messages, stamps
from marketplace.runtime.layout import Layout, layout
from marketplace.runtime.preparation import Preparation
from marketplace.runtime.stamps import Stamps, fingerprint
from marketplace.runtime.structure import Structure


@pytest.fixture
def data(tmp_path: Path) -> Layout:
    made = layout(tmp_path)
    made.create()
    return made


def test_stamp_holds_for_its_own_input_alone(data: Layout) -> None:
    kept = Stamps(data)
    assert not kept.has("migrate", "one")

    kept.put("migrate", "one")

    assert kept.has("migrate", "one")
    assert not kept.has("migrate", "two")
    assert not kept.has("static", "one")


def test_fingerprint_changes_with_content_name_and_facts(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(stamps, "PROJECT", tmp_path)
    one, two = tmp_path / "0001_a.py", tmp_path / "0002_b.py"
    one.write_text("a")
    two.write_text("a")
    first = fingerprint([one], "small")

    assert fingerprint([one], "small") == first
    assert len({first, fingerprint([two], "small"), fingerprint([one, two], "small"), fingerprint([one], "bench")}) == 4
    one.write_text("b")
    assert fingerprint([one], "small") != first


def _refuse(structure: Structure, url: str) -> bool:
    raise psycopg.OperationalError("no room")


@pytest.mark.parametrize(
    ("restore", "migrates"),
    [(lambda structure, url: True, []), (lambda structure, url: False, ["migrate"]), (_refuse, ["migrate"])],
)
def test_tables_are_restored_and_what_that_leaves_is_migrated(
    data: Layout, monkeypatch: pytest.MonkeyPatch, restore: Callable[[Structure, str], bool], migrates: list[str]
) -> None:
    data.postgres.mkdir()
    (data.postgres / "PG_VERSION").touch()
    preparation, begun = Preparation(layout=data, scale="small", env={}), []
    monkeypatch.setattr(Structure, "restore", restore)
    monkeypatch.setattr(preparation, "_begin", lambda *command: begun.append(command[0]))
    monkeypatch.setattr(preparation, "_await", lambda child, name: None)

    preparation._tables()
    preparation._tables()

    assert begun == migrates


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch) -> Path:
    folder = tmp_path / "locale" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    monkeypatch.setattr(messages, "PROJECT", tmp_path)
    monkeypatch.setattr(messages, "CATALOGUES", tmp_path / "locale")
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=2; plural=(n > 1);"}
    po.append(polib.POEntry(msgid="Basket", msgstr="Panier"))
    po.save(str(folder / "django.po"))
    return folder / "django.po"


def test_messages_are_compiled_once_per_change(catalogue: Path) -> None:
    assert messages.compile_messages() == [catalogue]
    assert messages.compile_messages() == []
    assert polib.mofile(str(catalogue.with_suffix(".mo")))[0].msgstr == "Panier"


def test_every_hole_in_a_catalogue_is_named(catalogue: Path) -> None:
    po = polib.pofile(str(catalogue))
    assert list(messages.problems()) == []
    po.append(polib.POEntry(msgid="Order"))
    po.append(polib.POEntry(msgid="Till", msgstr="Caisse", flags=["fuzzy"]))
    po.append(polib.POEntry(msgid="jar", msgid_plural="jars", msgstr_plural={0: "pot", 1: ""}))
    po.append(polib.POEntry(msgid="Gone", obsolete=True))
    po.save()

    named = [problem.split(": ", 1)[1] for problem in messages.problems()]

    assert named == ["not translated: 'Order'", "fuzzy: 'Till'", "not translated: 'jar'"]


@pytest.fixture
def venv(tmp_path: Path, monkeypatch) -> list[tuple[str, ...]]:
    """A pretended project with locked requirements; gives the commands that would have run."""
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-bootstrap.txt"):
        (tmp_path / name).write_text(name)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    monkeypatch.setattr(bootstrap, "PROJECT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", python)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "installed.json")
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(bootstrap, "_run", lambda *command, env=None: ran.append(tuple(map(str, command))))
    return ran


def test_packages_are_installed_once_per_change(venv: list[tuple[str, ...]]) -> None:
    assert bootstrap.main(["demo"]) == 0
    assert [command[1] for command in venv] == ["-m", "pip"]
    venv.clear()

    assert bootstrap.main(["demo"]) == 0
    assert venv == []
    (bootstrap.PROJECT / "requirements.txt").write_text("changed")
    assert bootstrap.main(["demo"]) == 0
    assert [command[1] for command in venv] == ["pip"]


def test_tools_contain_what_the_demo_needs(venv: list[tuple[str, ...]]) -> None:
    bootstrap.main(["dev"])
    venv.clear()

    assert bootstrap.main(["demo"]) == 0

    assert venv == []
    assert set(json.loads(bootstrap.STAMP.read_text())) == {"installer", "demo", "dev"}


def test_missing_program_fails_in_ci_alone(monkeypatch, capsys) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    monkeypatch.setenv("CI", "true")
    assert bootstrap.main(["program", "chromium"]) == 1
    monkeypatch.delenv("CI")
    assert bootstrap.main(["program", "chromium"]) == 0
    assert capsys.readouterr().err.count("sudo apt-get install -y chromium") == 2


def test_python_without_venv_gets_the_line_to_type(venv: list[tuple[str, ...]], monkeypatch, capsys) -> None:
    bootstrap.PYTHON.unlink()
    monkeypatch.setattr(bootstrap, "find_spec", lambda name: None)

    assert bootstrap.main(["demo"]) == 1

    assert "sudo apt-get install -y python3." in capsys.readouterr().err
    assert venv == []
