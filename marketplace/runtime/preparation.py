"""What must be true before the web server may start: tables, messages, static files, demo data. Each only when its
input changed, because a `migrate` that changes nothing still costs eight seconds."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

import psycopg

from marketplace.runtime.addresses import service_urls
from marketplace.runtime.errors import RuntimeProblem
from marketplace.runtime.layout import PROJECT, Layout
from marketplace.runtime.messages import compile_messages
from marketplace.runtime.processes import last_lines, start
from marketplace.runtime.processes import stop as stop_child
from marketplace.runtime.push_keys import make_push_key
from marketplace.runtime.simulator import Installation
from marketplace.runtime.stamps import Stamps, fingerprint, project_files
from marketplace.runtime.structure import Structure, sources

REQUIREMENTS = PROJECT / "requirements.txt"
ACCOUNTS_FILE = "accounts.txt"


class Preparation:
    """The steps before a demo serves, for one DATA_DIR and one scale of data."""

    def __init__(self, *, layout: Layout, scale: str, env: Mapping[str, str]) -> None:
        self.layout = layout
        self.scale = scale
        self.env = env
        self.stamps = Stamps(layout)
        self.log = layout.logs / "setup.log"
        self.children: list[subprocess.Popen[bytes]] = []
        self.has_simulator = False

    def run(self) -> None:
        """Run the steps that are due; what the database does not need is done while it is prepared."""
        make_push_key(self.layout.root)
        installation = Installation(log=self.log, env=self.env)
        try:
            self._run()
            self.has_simulator = installation.finish()
        finally:
            installation.stop()
            for child in self.children:
                stop_child(child, asking=signal.SIGTERM, seconds=5)

    def _run(self) -> None:
        for compiled in compile_messages():
            print(f"  messages  {compiled.parent.parent.name}", flush=True)
        gathering = None
        static = self._static_print()
        if not (self.layout.root / "static").is_dir() or not self.stamps.has("static", static):
            gathering = self._begin("collectstatic", "--noinput", "--clear", "--verbosity", "0")
        self._tables()
        self._step("data", self._data_print(), "load_demo", "--scale", self.scale)
        if gathering is not None:
            self._await(gathering, "collectstatic (beside the others)")
            self.stamps.put("static", static)
        self._accounts()

    def _tables(self) -> None:
        """Fill an empty database from the file of a migrated one; what the file does not know is migrated."""
        value = self._migrations_print()
        if self.stamps.has("migrate", value):
            return
        began = time.monotonic()
        if self._restored():
            print(f"  tables  {time.monotonic() - began:.0f} s", flush=True)
            self.stamps.put("migrate", value)
        self._step("migrate", value, "migrate", "--noinput")

    def _restored(self) -> bool:
        try:
            return Structure.read().restore(service_urls(self.layout.root)[0])
        except psycopg.Error as problem:
            print(f"  tables are migrated one by one: {problem}", flush=True)
            return False

    def _step(self, name: str, value: str, *command: str) -> None:
        if self.stamps.has(name, value):
            return
        self._await(self._begin(*command), " ".join(command))
        self.stamps.put(name, value)

    def _begin(self, *command: str) -> subprocess.Popen[bytes]:
        child = start([*manage(), *command], log=self.log, env=self.env, cwd=PROJECT)
        self.children.append(child)
        return child

    def _await(self, child: subprocess.Popen[bytes], name: str) -> None:
        """Wait for a step and say how long it took; the wait wakes often enough to hear Ctrl-C."""
        began = time.monotonic()
        code = child.wait()
        self.children.remove(child)
        if code:
            message = f"`manage.py {name}` failed:\n{last_lines(self.log, 25)}\n(log: {self.log})"
            raise RuntimeProblem(message)
        print(f"  {name}  {time.monotonic() - began:.0f} s", flush=True)

    def _accounts(self) -> None:
        """Keep the list of demo accounts, which costs a start of Django, beside the data that it describes."""
        code = [path for path in project_files("**/demo*/**/*.py") if "account" in path.name]
        code += project_files("**/demo_accounts.py")
        value = fingerprint(set(code), self._data_print(), self.env["PORT"])
        if self.stamps.has("accounts", value):
            return
        command = [*manage(), "demo_accounts"]
        done = subprocess.run(command, env=self.env, cwd=PROJECT, capture_output=True, text=True, check=False)
        if done.returncode:
            message = f"`manage.py demo_accounts` failed:\n{done.stderr[-2000:]}"
            raise RuntimeProblem(message)
        (self.layout.root / ACCOUNTS_FILE).write_text(done.stdout, encoding="utf-8")
        self.stamps.put("accounts", value)

    def _database_print(self) -> str:
        """Tell one cluster from the next: stamps must not outlive a database that was deleted under them."""
        made = (self.layout.postgres / "PG_VERSION").stat()
        return f"{made.st_ino}-{made.st_mtime_ns}"

    def _migrations_print(self) -> str:
        facts = (f"{name} {value}" for name, value in sources().items())
        return fingerprint([REQUIREMENTS], self._database_print(), *facts)

    def _data_print(self) -> str:
        return f"{self._database_print()} {self.scale}"

    def _static_print(self) -> str:
        files = {*project_files("**/static/**/*"), *project_files("**/*.css"), *project_files("**/*.js")}
        own = [path for path in (PROJECT / "static").rglob("*") if path.is_file()]
        return fingerprint([REQUIREMENTS, *files.union(own)])


def manage() -> Sequence[str]:
    """Give the command that runs manage.py with this very Python."""
    return (sys.executable, str(PROJECT / "manage.py"))
