"""Make the virtual environment, run by the machine's own Python before anything is installed.

    python3 marketplace/runtime/bootstrap.py demo|dev      what serving needs | and the tools
    python3 marketplace/runtime/bootstrap.py installer     only what installs and locks
    python3 marketplace/runtime/bootstrap.py program NAME  a program from Debian, when it is missing
    python3 marketplace/runtime/bootstrap.py simulator     the card processor's stand-in, in a place of its own

Uses the standard library alone and imports nothing of the project.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".installed.json"
BOOTSTRAP = "requirements-bootstrap.txt"
LEVELS = {"demo": ("requirements.txt",), "dev": ("requirements.txt", "requirements-dev.txt")}
# What stands in for the card processor needs another version of the processor's library than we do.
SIMULATOR = "requirements-simulator.txt"
SIMULATOR_VENV = PROJECT / ".venv-simulator"
OLDEST = (3, 11)
DEBIAN_PACKAGES = {"chromium": "chromium", "xgettext": "gettext"}


def main(words: list[str]) -> int:
    """Run one verb."""
    if len(words) == 2 and words[0] == "program":
        return ensure_program(words[1])
    if words == ["installer"]:
        return ensure_installer()
    if words == ["simulator"]:
        return ensure_simulator()
    if len(words) == 1 and words[0] in LEVELS:
        return ensure_packages(words[0])
    print(__doc__, file=sys.stderr)
    return 2


def ensure_packages(level: str) -> int:
    """Install the locked packages of a level, unless they are installed already."""
    if PYTHON.exists() and _installed().get(level) == _wanted(level):
        return 0
    if code := ensure_installer():
        return code
    print(f"Installing packages ({level})…", flush=True)
    # The system's certificates, so that it works behind an organisation's proxy as pip does.
    env = {**os.environ, "UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1", "VIRTUAL_ENV": str(VENV)}
    _run(VENV / "bin" / "uv", "pip", "sync", "--quiet", "--require-hashes", *LEVELS[level], env=env)
    _remember({"installer": _hash(BOOTSTRAP), **{name: _wanted(name) for name in _contained(level)}})
    return 0


def ensure_installer() -> int:
    """Make the environment and put uv, by hash, into it."""
    if sys.version_info < OLDEST:
        return _complain(f"Python {sys.version.split()[0]} is too old; install Python 3.11 or newer.")
    if not PYTHON.exists() and (code := _make_venv()):
        return code
    installed = _installed()
    if installed.get("installer") != _hash(BOOTSTRAP):
        _run(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", BOOTSTRAP)
        _remember({**installed, "installer": _hash(BOOTSTRAP)})
    return 0


def simulator_is_installed() -> bool:
    """Whether the stand-in is there, in the locked versions."""
    stamp = SIMULATOR_VENV / STAMP.name
    return (SIMULATOR_VENV / "bin" / "python").exists() and stamp.exists() and stamp.read_text() == _hash(SIMULATOR)


def ensure_simulator() -> int:
    """Install the card processor's stand-in; several may ask at once, as they do for tests and a demonstration."""
    with (PROJECT / f"{SIMULATOR_VENV.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if simulator_is_installed():
            return 0
        if code := ensure_installer():
            return code
        print("Installing the simulator of card payments…", flush=True)
        _run(PYTHON, "-m", "venv", "--clear", "--without-pip", SIMULATOR_VENV)
        # Its authors ask for Python 3.12; it runs on 3.11, and only pip can be told so. The list is complete by itself.
        pip = (PYTHON, "-m", "pip", "--python", SIMULATOR_VENV / "bin" / "python", "--disable-pip-version-check")
        rules = ("--require-hashes", "--no-deps", "--ignore-requires-python", "--retries", "1", "--timeout", "15")
        _run(*pip, "install", "--quiet", *rules, "-r", SIMULATOR)
        (SIMULATOR_VENV / STAMP.name).write_text(_hash(SIMULATOR))
    return 0


def _remember(installed: dict[str, str]) -> None:
    STAMP.write_text(json.dumps(installed), encoding="utf-8")


def _contained(level: str) -> list[str]:
    """Tools stand on top of what serves: who has them can run the demo too."""
    return [name for name, files in LEVELS.items() if set(files) <= set(LEVELS[level])]


def _installed() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _hash(*names: str) -> str:
    return sha256(b"\0".join((PROJECT / name).read_bytes() for name in names)).hexdigest()


def _wanted(level: str) -> str:
    return _hash(*LEVELS[level])


def _make_venv() -> int:
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        return _complain(f"This Python cannot make virtual environments. Run:\n    sudo apt-get install -y {package}")
    print(f"Making .venv with Python {sys.version.split()[0]}…", flush=True)
    _run(sys.executable, "-m", "venv", VENV)
    return 0


def ensure_program(name: str) -> int:
    """Install a Debian package for a missing program as root; elsewhere say how, and fail only in CI."""
    package = DEBIAN_PACKAGES[name]
    if shutil.which(name):
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run("apt-get", "update", "-q", env=env)
        _run("apt-get", "install", "-q", "-y", "--no-install-recommends", package, env=env)
        return 0
    said = f"{name} is missing. Run:\n    sudo apt-get install -y {package}"
    if os.environ.get("CI") == "true":
        return _complain(said)
    print(said, file=sys.stderr)
    return 0


def _complain(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


def _run(*command: object, env: dict[str, str] | None = None) -> None:
    done = subprocess.run([str(part) for part in command], cwd=PROJECT, env=env, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
