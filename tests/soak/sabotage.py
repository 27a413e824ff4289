"""Killing the servers of a trial, as nobody may be asked to expect, at moments drawn from its seed."""

import contextlib
import json
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.soak.house import PIDS

VICTIMS = ("web", "worker", "valkey", "postgres")
POLL = 0.2
SECONDS_TO_COME_BACK = 120


class Saboteur:
    """Kills one server after the other while `progress` goes from 0 to 1."""

    def __init__(self, *, seed: int, rounds: int, root: Path, progress: Callable[[], float]) -> None:
        chance = Random(f"saboteur {seed}")
        victims = [victim for _ in range(rounds) for victim in chance.sample(VICTIMS, len(VICTIMS))]
        step = 0.9 / max(len(victims), 1)
        self.moments = [(0.04 + step * (n + chance.random() * 0.8), victim) for n, victim in enumerate(victims)]
        self.root, self.progress, self.chance = root, progress, chance
        self.kills: Counter[str] = Counter()
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.over = threading.Event()

    def begin(self) -> None:
        """Begin to watch how far the shoppers are."""
        self.thread.start()

    def end(self) -> None:
        """Finish what was planned, and wait until the last victim is back."""
        self.thread.join(SECONDS_TO_COME_BACK * len(self.moments))
        until = time.monotonic() + SECONDS_TO_COME_BACK
        while set(self._pids()) != set(VICTIMS) and time.monotonic() < until:
            time.sleep(POLL)
        assert set(self._pids()) == set(VICTIMS), f"did not come back: {set(VICTIMS) - set(self._pids())}"

    def _work(self) -> None:
        for moment, victim in self.moments:
            while self.progress() < moment:
                time.sleep(POLL)
            self._kill(victim)

    def _kill(self, victim: str) -> None:
        """Kill -9 it; of the web and the worker sometimes the parent alone, of the database at times by a restart."""
        until = time.monotonic() + SECONDS_TO_COME_BACK
        while (pid := self._pids().get(victim)) is None and time.monotonic() < until:
            time.sleep(POLL)
        assert pid is not None, f"{victim} did not come back"
        gently = victim == "postgres" and self.chance.random() < 0.3
        with contextlib.suppress(ProcessLookupError):
            if victim in ("web", "worker") and self.chance.random() < 0.5:
                os.killpg(pid, signal.SIGKILL)
            else:
                os.kill(pid, signal.SIGINT if gently else signal.SIGKILL)
            self.kills[f"{victim}{' restarted' if gently else ''}"] += 1

    def _pids(self) -> dict[str, int]:
        with contextlib.suppress(OSError, ValueError):
            return dict(json.loads((self.root / PIDS).read_text()))
        return {}
