"""A trial from an empty folder to its report: its shop in one process, those who buy and break in another."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from marketplace.runtime.layout import PROJECT
from marketplace.runtime.processes import free_port
from marketplace.runtime.simulator import KEY
from tests.runtime.servers import environment, stop_all
from tests.soak.house import READY, SECRET

NAMES = ("port", "front", "relay", "simulator")


def run_trial(*, folder: Path, seed: int, purchases: int, rounds: int, template: str) -> dict[str, Any]:
    """Run one trial in an empty folder; what it came to, with all seconds that it took."""
    began = time.monotonic()
    ports = [word for name, port in _ports().items() for word in (f"--{name}", str(port))]
    root, report = folder / "data", folder / "report.json"
    with _shop(root, ports, template), (folder / "driver.log").open("wb") as log:
        numbers = {"seed": seed, "purchases": purchases, "rounds": rounds}
        given = [word for name, value in numbers.items() for word in (f"--{name}", str(value))]
        command = [sys.executable, "-m", "tests.soak", *given, *ports, "--root", str(root), "--report", str(report)]
        done = subprocess.run(
            command, cwd=PROJECT, env=_driver_environment(root, ports), stdout=log, stderr=log, check=False
        )
    assert done.returncode == 0, f"seed {seed}: {(folder / 'driver.log').read_text(errors='replace')[-4000:]}"
    found: dict[str, Any] = json.loads(report.read_text())
    found["seconds"]["all"] = round(time.monotonic() - began)
    return found


def _ports() -> dict[str, int]:
    ports: dict[str, int] = {}
    while len(set(ports.values())) < len(NAMES):
        ports = {name: free_port() for name in NAMES}
    return ports


def _driver_environment(root: Path, ports: list[str]) -> dict[str, str]:
    """The environment of the shop itself: its rows, its keys, its processor."""
    at = dict(zip(ports[::2], ports[1::2], strict=True))
    return environment(
        root,
        DJANGO_SETTINGS_MODULE="tests.soak.settings",
        MARKETPLACE_MODE="demo",
        PORT=at["--port"],
        STRIPE_API_KEY=KEY,
        STRIPE_WEBHOOK_SECRET=SECRET,
        STRIPE_API_BASE=f"http://127.0.0.1:{at['--front']}",
        LOG_LEVEL="ERROR",
        NO_PROXY="127.0.0.1",
        no_proxy="127.0.0.1",
    )


@contextmanager
def _shop(root: Path, ports: list[str], template: str) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.soak.house", "--data-dir", str(root), "--template", template, *ports]
    root.mkdir(parents=True, exist_ok=True)
    log = root / "house.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment(root), stdout=out, stderr=subprocess.STDOUT)
    try:
        while READY not in log.read_text(errors="replace"):
            assert process.poll() is None, log.read_text(errors="replace")[-4000:]
            time.sleep(0.1)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(90)
        finally:
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
            stop_all(root)
