"""Database and cache of one DATA_DIR: started by the first parent that needs them, shared by the others."""

import contextlib
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from marketplace.runtime.account import server_account
from marketplace.runtime.errors import AlreadyRunning, NotReadyInTime
from marketplace.runtime.layout import Layout
from marketplace.runtime.postgres import Postgres
from marketplace.runtime.processes import held, holder, stop_orphans
from marketplace.runtime.valkey import PROGRAM, Valkey

SECONDS_TO_APPEAR = 150
SECONDS_TO_STOP = 120


class Services:
    """The two servers, in the order in which they start; they stop in the opposite one."""

    def __init__(self, *, layout: Layout, fast: bool = False) -> None:
        layout.create()
        account = server_account()
        self.layout = layout
        self.postgres = Postgres(layout=layout, account=account, fast=fast)
        self.valkey = Valkey(layout=layout, account=account)

    def start(self) -> None:
        """Start both and write down where they listen."""
        try:
            self.postgres.start()
            self.valkey.start()
        except BaseException:
            self.stop()
            raise
        self._write_addresses()

    def stop(self) -> None:
        """Stop the cache, then the database."""
        self.layout.services_file.with_suffix(".ready").unlink(missing_ok=True)
        self.valkey.stop()
        self.postgres.stop()

    def revive(self) -> str | None:
        """Start a server that ended without being asked, and give what to say about it, or None."""
        for server in (self.postgres, self.valkey):
            if server.child is not None and (code := server.child.poll()) is not None:
                server.start()
                self._write_addresses()
                return f"{type(server).__name__} ended with code {code} and was started again; see {server.log}"
        return None

    def _write_addresses(self) -> None:
        """Write the addresses in one move, readable by us alone: the cache's password is among them."""
        writing = self.layout.services_file.with_suffix(".new")
        writing.touch(mode=0o600)
        known = {"database_url": self.postgres.url, "redis_url": self.valkey.url}
        writing.write_text(json.dumps(known, indent=1), encoding="utf-8")
        writing.replace(self.layout.services_file)
        _ready_mark(self.layout).write_text(str(os.getpid()), encoding="utf-8")


def _ready_mark(layout: Layout) -> Path:
    return layout.services_file.with_suffix(".ready")


@contextlib.contextmanager
def running_services(layout: Layout, *, fast: bool = False) -> Iterator[Services | None]:
    """Give running services: our own, stopped at the end, or None when another parent already runs them."""
    layout.create()
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(held(layout.services_lock))
        except AlreadyRunning:
            wait_for_other_parent(layout)
            yield None
            return
        services = Services(layout=layout, fast=fast)
        services.start()
        try:
            yield services
        finally:
            services.stop()


def wait_for_other_parent(layout: Layout) -> None:
    """Wait until the parent that holds this DATA_DIR says that its services answer."""
    deadline = time.monotonic() + SECONDS_TO_APPEAR
    while (owner := holder(layout.services_lock)) is not None:
        with contextlib.suppress(OSError, ValueError):
            if int(_ready_mark(layout).read_text()) == owner:
                return
        if time.monotonic() > deadline:
            break
        time.sleep(0.1)
    message = f"The services of {layout.root} (process {owner}) did not appear; see {layout.logs}."
    raise NotReadyInTime(message)


def stop_everything(layout: Layout) -> bool:
    """End the demo and the services of a DATA_DIR, whoever started them; say whether there was anything."""
    found = [_stop_holder(lock) for lock in (layout.demo_lock, layout.services_lock)]
    orphans = stop_orphans(PROGRAM, layout.valkey / "valkey.conf", asking=signal.SIGTERM)
    orphans += stop_orphans("postgres", layout.postgres, asking=signal.SIGINT)
    return any(found) or orphans > 0


def _stop_holder(lock: Path) -> bool:
    """Ask the holder to stop and wait for its lock, not its process: that may stay a zombie of a careless parent."""
    owner = holder(lock)
    if owner is None:
        return False
    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(owner).send_signal(signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_STOP
    while holder(lock) == owner and time.monotonic() < deadline:
        time.sleep(0.1)
    return True
