"""What stands in for the card processor in a demonstration: never required, and never in the way when it is missing."""

import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from marketplace.runtime import bootstrap
from marketplace.runtime.layout import PROJECT, Layout
from marketplace.runtime.processes import free_port, port_is_free, start, stop

INSTALL = (sys.executable, str(PROJECT / "marketplace/runtime/bootstrap.py"), "simulator")
SECONDS_TO_INSTALL = 150
WEBHOOK = "/payments/stripe/webhook/"
# Made up: the simulator asks for none, and anything that is not for trials would be refused.
KEY = "sk_test_demonstration"
# From the site's port to the simulator's, when that one is free.
STEP = 1000
OURS = ("STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_API_BASE", "ALLOW_SIMULATED_PAYMENTS")


@dataclass(frozen=True)
class Simulator:
    """One simulator: where it listens, with what it signs, whom it tells."""

    port: int
    secret: str
    notify_url: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def command(self) -> Sequence[str | Path]:
        # Left to itself it would listen to the whole network.
        where = ("--host", "127.0.0.1", "--port", str(self.port))
        python = bootstrap.SIMULATOR_VENV / "bin" / "python"
        return (python, "-m", "getpaid_simulator", *where, "--plugin-failure-mode", "strict")

    def environment(self) -> dict[str, str]:
        """What the simulator itself is told."""
        return {"SIMULATOR_STRIPE_WEBHOOK_SECRET": self.secret, "SIMULATOR_STRIPE_NOTIFY_URL": self.notify_url}

    def settings(self) -> dict[str, str]:
        """What the shop is told about it."""
        return {
            "STRIPE_API_KEY": KEY,
            "STRIPE_WEBHOOK_SECRET": self.secret,
            "STRIPE_API_BASE": self.address,
        }

    def answers(self) -> bool:
        """Say whether it can serve."""
        with contextlib.suppress(OSError), urllib.request.urlopen(self.address, timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
        return False


def simulator_for(layout: Layout, *, site: str, port: int) -> Simulator:
    """Give the simulator of a demonstration at `site`, signing as it did before."""
    return Simulator(port=_port_beside(port), secret=_secret(layout), notify_url=f"{site}{WEBHOOK}")


def _port_beside(port: int) -> int:
    first = port + STEP
    return next((found for found in range(first, min(first + 50, 65536)) if port_is_free(found)), 0) or free_port()


def _secret(layout: Layout) -> str:
    """The secret of a DATA_DIR, made once: a message that is still on its way stays good after a restart."""
    file = layout.root / "card-simulator.json"
    with contextlib.suppress(OSError, ValueError, KeyError):
        return str(json.loads(file.read_text(encoding="utf-8"))["webhook_secret"])
    made = f"whsec_{secrets.token_hex(24)}"
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump({"webhook_secret": made}, out)
    return made


class Installation:
    """The simulator being installed beside other work, when it is not there yet."""

    def __init__(self, *, log: Path, env: Mapping[str, str]) -> None:
        self.child: subprocess.Popen[bytes] | None = None
        self.deadline = time.monotonic() + SECONDS_TO_INSTALL
        if not bootstrap.simulator_is_installed():
            self.child = start(INSTALL, log=log, env=env, cwd=PROJECT)

    def finish(self) -> bool:
        """Wait for its end, but not for ever; say whether the simulator is there."""
        if self.child is None:
            return True
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.child.wait(max(0.0, self.deadline - time.monotonic()))
        installed = self.child.poll() == 0
        self.stop()
        return installed

    def stop(self) -> None:
        """End it, whatever it does."""
        if self.child is not None:
            stop(self.child, asking=signal.SIGTERM, seconds=5)
