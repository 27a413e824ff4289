"""Translations: compiled with polib, so that no machine needs gettext to run the project, and checked."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

from marketplace.runtime.layout import PROJECT

CATALOGUES = PROJECT / "marketplace" / "locale"
# English stands in the code itself.
LANGUAGES = ("ar", "fr")
NOT_OURS = (".*", "tests", "bench", "tools", "docker", "docs")


def catalogues() -> list[Path]:
    """Give every catalogue of ours."""
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/*.po"))


def compile_messages() -> list[Path]:
    """Compile what changed since it was last compiled, each in one move."""
    return [po for po in catalogues() if _compile(po)]


def _compile(po: Path) -> bool:
    compiled = po.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime_ns >= po.stat().st_mtime_ns:
        return False
    writing = compiled.with_suffix(".mo.new")
    polib.pofile(str(po)).save_as_mofile(str(writing))
    writing.replace(compiled)
    return True


def problems() -> Iterator[str]:
    """Name every entry that a person would read in the wrong language."""
    for po in catalogues():
        for entry in polib.pofile(str(po)):
            if entry.obsolete:
                continue
            if entry.fuzzy:
                yield f"{po.relative_to(PROJECT)}:{entry.linenum}: fuzzy: {entry.msgid!r}"
            elif not entry.translated() or not _complete(entry):
                yield f"{po.relative_to(PROJECT)}:{entry.linenum}: not translated: {entry.msgid!r}"


def _complete(entry: polib.POEntry) -> bool:
    """Say whether each plural form has its text: polib asks only for the first."""
    return not entry.msgid_plural or all(entry.msgstr_plural.values())


def extract() -> None:
    """Gather every text of the code and the templates into the catalogues, with gettext."""
    for language in LANGUAGES:
        (CATALOGUES / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    languages = [f"--locale={language}" for language in LANGUAGES]
    command = [sys.executable, "manage.py", "makemessages", *languages, "--no-wrap", "--no-obsolete"]
    command += ["--add-location=file", *(f"--ignore={folder}" for folder in NOT_OURS)]
    subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)


def outdated() -> Iterator[str]:
    """Name what the code says and a catalogue does not, or the other way round; the catalogues stay as they are."""
    before = {po: po.read_bytes() for po in catalogues()}
    had = {po: _entries(po) for po in before}
    try:
        extract()
        has = {po: _entries(po) for po in before}
    finally:
        for po, content in before.items():
            po.write_bytes(content)
    for po in before:
        yield from (f"{po.relative_to(PROJECT)}: missing: {entry[1]!r}" for entry in sorted(has[po] - had[po]))
        yield from (f"{po.relative_to(PROJECT)}: no longer used: {entry[1]!r}" for entry in sorted(had[po] - has[po]))


def _entries(po: Path) -> set[tuple[str, str, str]]:
    """Give what a catalogue translates, without where it stands or how it is translated."""
    return {(e.msgctxt or "", e.msgid, e.msgid_plural) for e in polib.pofile(str(po)) if not e.obsolete}


def check() -> int:
    """Report what a reader would miss; without gettext, what can be told from the catalogues alone."""
    found = list(problems())
    found += [f"There is no catalogue for {name}." for name in LANGUAGES if not (CATALOGUES / name).is_dir()]
    if shutil.which("xgettext"):
        found += outdated()
    elif os.environ.get("CI") == "true":
        found.append("xgettext is missing: sudo apt-get install -y gettext")
    print("\n".join(found) or "Every message is translated.")
    return 1 if found else 0


def main(words: list[str]) -> int:
    """Run `compile`, `extract` or `check`."""
    verb = words[0] if len(words) == 1 else "compile"
    if verb == "check":
        return check()
    if verb == "extract":
        extract()
    for po in compile_messages():
        print(f"compiled {po.relative_to(PROJECT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
