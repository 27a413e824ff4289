"""The shop of a trial: the demonstration's own processes on data of their own, kept alive by its own supervisor.

A process by itself, so that whoever kills its servers kills nothing that the trial needs. What stands in for the card
processor is started here too, and is the only one that nobody kills: it keeps its memory in its memory.
"""

import argparse
import contextlib
import json
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from marketplace.runtime.__main__ import Stopped, _listen
from marketplace.runtime.errors import NotReadyInTime
from marketplace.runtime.layout import PROJECT, Layout, layout
from marketplace.runtime.postgres import Postgres, programs
from marketplace.runtime.preparation import manage
from marketplace.runtime.processes import wait_until
from marketplace.runtime.services import Services, running_services
from marketplace.runtime.simulator import Simulator
from marketplace.runtime.supervisor import STEADY_AFTER, Choices, Demo, Role

READY = "READY"
SECRET = "whsec_of_the_trial"
PIDS = "pids.json"
SECONDS_TO_SERVE = 180


class House(Demo):
    """A demonstration without its data, its card processor behind the front of the trial."""

    def __init__(self, *, data: Layout, port: int, front: int, relay: int, simulator: int) -> None:
        super().__init__(layout=data, choices=Choices(host="127.0.0.1", port=port, scale="small"))
        self.behind = Simulator(port=simulator, secret=SECRET, notify_url=f"http://127.0.0.1:{relay}/")
        self.env |= self.behind.settings() | {
            "DJANGO_SETTINGS_MODULE": "tests.soak.settings",
            "STRIPE_API_BASE": f"http://127.0.0.1:{front}",
            # The shoppers say where they are, as they would through a proxy: each has limits of their own.
            "TRUSTED_PROXIES": "1",
            "LOG_LEVEL": "WARNING",
        }
        env = self.env | self.behind.environment() | {"SIMULATOR_WEBHOOK_MAX_RETRIES": "0"}
        log = data.logs / "card-simulator.log"
        self.card = Role(name="card simulator", command=self.behind.command, log=log, env=env)
        self.roles.insert(0, self.card)

    def open(self, services: Services, template: str) -> None:
        """Prepare the database, start everything, and return once people can buy."""
        child = self.card.start()
        fill(services.postgres, template, self)
        self.web.start()
        self.worker.start()
        wait_until(self.behind.answers, child=child, name="card simulator", log=self.card.log, seconds=60)
        self._await(self._serves)
        self._await_worker()

    def keep(self, services: Services) -> None:
        """Start again what dies, at once: between two accidents lie hours in life, not seconds."""
        while True:
            for role in self.roles:
                if role.child is not None and role.child.poll() is not None:
                    role.started_at -= STEADY_AFTER
                self._say(role.revive())
            self._say(services.revive())
            self._write_pids(services)
            time.sleep(0.25)

    def _write_pids(self, services: Services) -> None:
        children = {role.name: role.child for role in (self.web, self.worker)}
        children |= {"valkey": services.valkey.child, "postgres": services.postgres.child}
        alive = {name: child.pid for name, child in children.items() if child is not None and child.poll() is None}
        new = self.layout.root / f"{PIDS}.new"
        new.write_text(json.dumps(alive))
        new.replace(self.layout.root / PIDS)

    def _serves(self) -> bool:
        url = f"{self.choices.address}/healthz"
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as said:  # noqa: S310 -- our own
            return bool(said.status == 200)
        return False

    def _await(self, reached: Callable[[], bool]) -> None:
        until = time.monotonic() + SECONDS_TO_SERVE
        while not reached():
            if time.monotonic() > until:
                raise NotReadyInTime(self.web.log.read_text(encoding="utf-8", errors="replace")[-3000:])
            time.sleep(0.2)

    @staticmethod
    def _say(text: str | None) -> None:
        if text:
            print(text, flush=True)


def fill(postgres: Postgres, template: str, house: House) -> None:
    """Give the database its tables: from a database that has them where one is named, or by migrating."""
    if not template:
        subprocess.run([*manage(), "migrate", "--verbosity", "0"], env=house.env, cwd=PROJECT, check=True)
        return
    with subprocess.Popen(
        [programs() / "pg_dump", "--format=custom", "--no-owner", template], stdout=subprocess.PIPE
    ) as dump:
        restore = [programs() / "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={postgres.url}"]
        subprocess.run(restore, stdin=dump.stdout, check=True)


def main() -> None:
    """Run until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--template", default="")
    for name in ("port", "front", "relay", "simulator"):
        parser.add_argument(f"--{name}", type=int, required=True)
    given = parser.parse_args()
    data = layout(given.data_dir)
    data.create()
    ports = {name: getattr(given, name) for name in ("port", "front", "relay", "simulator")}
    _listen()
    with contextlib.suppress(Stopped), running_services(data) as services:
        assert services is not None, "this DATA_DIR has a parent already"
        house = House(data=data, **ports)
        try:
            house.open(services, given.template)
            print(READY, flush=True)
            house.keep(services)
        finally:
            house.stop_roles()


if __name__ == "__main__":
    main()
