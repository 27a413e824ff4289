"""What keeps the house a house: rules about the code itself, each with its few named exceptions."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("cooperatives", "catalogue", "fairs", "marketplace")
LONGEST_FILE = 500


def sources(*, of: tuple[str, ...] = PACKAGES) -> list[Path]:
    return [
        path
        for package in of
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts and "oscar_migrations" not in path.parts
    ]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def mentions(pattern: str, *, allowed: set[str]) -> list[str]:
    """Files whose code matches, other than those `allowed`."""
    expression = re.compile(pattern, re.MULTILINE)
    return [named(path) for path in sources() if expression.search(path.read_text()) and named(path) not in allowed]


def test_rows_are_locked_only_in_locks_modules() -> None:
    allowed = {named(path) for path in sources() if path.name == "locks.py"}
    assert mentions(r"\.select_for_update\(", allowed=allowed) == []


def test_only_the_clock_asks_what_time_it_is() -> None:
    allowed = {"cooperatives/clock.py"}
    runtime = {named(path) for path in sources(of=("marketplace",)) if "runtime" in path.parts}
    assert (
        mentions(r"timezone\.now\(|datetime\.now\(|date\.today\(|datetime\.utcnow\(", allowed=allowed | runtime) == []
    )


def test_money_never_passes_through_float() -> None:
    drawing = {named(path) for path in sources(of=("marketplace",)) if "demo" in path.parts}
    assert mentions(r"(?<![\w.])float\(", allowed=drawing) == []


def test_words_are_marked_by_names_that_the_catalogue_looks_for() -> None:
    """makemessages knows gettext, its sisters and `_`: what stands behind another name is in no language."""
    assert mentions(r"import \w*gettext\w* as (?!_$)", allowed=set()) == []


def test_no_words_are_marked_inside_of_a_formatted_string() -> None:
    """The catalogue does not look into them: what is marked there is in no language."""
    inside = [
        f"{named(path)}:{call.lineno}"
        for path in sources()
        for string in ast.walk(ast.parse(path.read_text()))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and (call.func.id == "_" or "gettext" in call.func.id)
    ]
    assert inside == []


def test_no_module_is_called_utils() -> None:
    assert [named(path) for path in sources() if path.stem in ("utils", "helpers", "misc", "common")] == []


@pytest.mark.parametrize("folder", [*PACKAGES, "tests", "templates", "static/css", "static/js"])
def test_no_file_is_longer_than_five_hundred_lines(folder: str) -> None:
    endings = {".py", ".html", ".css", ".js"}
    long = {
        named(path): lines
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in endings
        and "migrations" not in str(path)
        # Others' code, as they wrote it.
        and "vendor" not in path.parts
        and (lines := path.read_text().count("\n")) > LONGEST_FILE
    }
    assert long == {}


def test_services_are_typed_and_documented() -> None:
    bare = [
        f"{named(path)}:{node.name}"
        for path in sources()
        if path.stem in ("services", "stock", "declared", "windows", "commission")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and (node.returns is None or any(a.annotation is None for a in [*node.args.args, *node.args.kwonlyargs]))
    ]
    assert bare == []


def test_models_import_neither_services_nor_views() -> None:
    above = re.compile(r"^from [\w.]+\.(services|views|forms|tasks|selectors)\b", re.MULTILINE)
    offenders = [
        named(path)
        for path in sources()
        if (path.stem == "models" or path.parent.name == "models") and above.search(path.read_text())
    ]
    assert offenders == []


def test_no_rule_runs_in_a_signal() -> None:
    assert mentions(r"@receiver\(|\.connect\(\s*\w+.*sender=", allowed=set()) == []


def test_the_page_of_oscar_forks_names_every_app_of_oscars_label() -> None:
    """docs/oscar-forks.md lists label, folder and why; it must say what INSTALLED_APPS says."""
    page = (ROOT / "docs" / "oscar-forks.md").read_text()
    listed = dict(re.findall(r"^\| `(\w+)` \| `([\w./]+)` \|", page, re.MULTILINE))
    ours = {"catalogue", "partner", "basket", "order"}
    installed = {
        config.label: config.name
        for config in apps.get_app_configs()
        if config.name.startswith("oscar.") or config.label in ours
    }
    assert listed == installed


def test_nothing_refers_to_the_outside_of_the_project() -> None:
    outside = re.compile(r"\.\./shared|/work/")
    texts = [path for ending in ("*.py", "*.md", "*.html", "*.toml", "*.yaml") for path in ROOT.rglob(ending)]
    own = [path for path in texts if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)]
    offenders = [named(path) for path in own if path != Path(__file__) and outside.search(path.read_text())]
    assert offenders == []
