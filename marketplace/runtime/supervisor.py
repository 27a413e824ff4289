"""The parent of a demo: starts everything in order, keeps it alive, and ends it in the opposite order."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from celery import Celery
from kombu.exceptions import OperationalError

from marketplace.runtime.addresses import service_urls
from marketplace.runtime.errors import AlreadyRunning, NotReadyInTime, RuntimeProblem
from marketplace.runtime.layout import PROJECT, Layout
from marketplace.runtime.preparation import ACCOUNTS_FILE, Preparation
from marketplace.runtime.processes import held, holder, kill_session, last_lines, port_is_free, start, stop, wait_until
from marketplace.runtime.services import Services, running_services
from marketplace.runtime.simulator import OURS, Simulator, simulator_for

SECONDS_TO_SERVE = 120
SECONDS_TO_STOP = 25
SECONDS_FOR_SIMULATOR = 30
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
# What the loader of the demonstration can write.
SCALES = ("small",)
TROUBLE = re.compile(r"\b(ERROR|CRITICAL|FATAL|PANIC)\b|level='(error|critical)'|Out of memory")
# The database calls each refused duplicate an error; here that is how a repeated request is recognised.
TROUBLE_OF_POSTGRES = re.compile(r"\b(FATAL|PANIC)\b")


@dataclass(frozen=True)
class Choices:
    """What the person who starts a demo may choose, from the environment."""

    host: str
    port: int
    scale: str

    @classmethod
    def read(cls, source: Mapping[str, str] = os.environ) -> "Choices":
        """Read and check the choices."""
        port, scale = source.get("PORT") or "8000", source.get("DEMO_SCALE") or "small"
        if not port.isdecimal() or not 0 < int(port) < 65536:
            message = f"PORT must be a number from 1 to 65535, not {port!r}."
            raise RuntimeProblem(message)
        if scale not in SCALES:
            message = f"DEMO_SCALE must be {' or '.join(SCALES)}, not {scale!r}."
            raise RuntimeProblem(message)
        return cls(host=source.get("HOST") or "127.0.0.1", port=int(port), scale=scale)

    @property
    def address(self) -> str:
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::", ""} else self.host  # noqa: S104 -- compared, not bound
        return f"http://{host}:{self.port}"


class Role:
    """One process that serves: it is started again, after a pause that grows, when it ends without being asked."""

    def __init__(self, *, name: str, command: Sequence[str | Path], log: Path, env: Mapping[str, str]) -> None:
        self.name = name
        self.command = command
        self.log = log
        self.env = env
        self.child: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0
        self.pause = 1.0
        self.due_at = 0.0

    def start(self) -> subprocess.Popen[bytes]:
        """Start the process, in its environment as it is now."""
        self.started_at = time.monotonic()
        self.child = start(self.command, log=self.log, env=self.env, cwd=PROJECT)
        return self.child

    def revive(self) -> str | None:
        """Start it again if it died and its pause is over; give what to say about it."""
        if self.child is None:
            return self._start_if_due()
        code = self.child.poll()
        if code is None:
            return None
        kill_session(self.child.pid)  # its own children may have survived it
        self.child = None
        lasted = time.monotonic() - self.started_at
        self.pause = 1.0 if lasted > STEADY_AFTER else min(self.pause * 2, LONGEST_PAUSE)
        self.due_at = time.monotonic() + self.pause
        return f"{self.name} ended with code {code} after {lasted:.0f} s; starting it again in {self.pause:.0f} s"

    def _start_if_due(self) -> str | None:
        if time.monotonic() < self.due_at:
            return None
        self.start()
        return f"{self.name} started again"

    def ask_to_stop(self) -> None:
        """Ask without waiting, so that web and worker finish their work side by side."""
        if self.child is not None and self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        """Wait for the end, and force it after its time."""
        if self.child is not None:
            stop(self.child, asking=signal.SIGTERM, seconds=SECONDS_TO_STOP)


class Echo:
    """Repeats lines that speak of trouble from the logs on the terminal, so that nobody must watch six files."""

    def __init__(self, logs: Sequence[Path]) -> None:
        self.seen = {log: log.stat().st_size if log.exists() else 0 for log in logs}

    def troubles(self) -> Iterator[str]:
        """Give the lines of trouble since the last call."""
        for log, seen in self.seen.items():
            with contextlib.suppress(OSError), log.open("rb") as file:
                file.seek(seen)
                fresh = file.read()
                whole = fresh[: fresh.rfind(b"\n") + 1]
                self.seen[log] = seen + len(whole)
                trouble = TROUBLE_OF_POSTGRES if log.stem == "postgres" else TROUBLE
                for line in whole.decode("utf-8", "replace").splitlines():
                    if trouble.search(line):
                        yield f"{log.stem}: {line}"


class Demo:
    """One running demonstration."""

    def __init__(self, *, layout: Layout, choices: Choices) -> None:
        self.layout = layout
        self.choices = choices
        self.env = self._environment()
        self.simulator: Simulator | None = None
        self.web = self._role("web", "gunicorn", "-c", PROJECT / "marketplace/runtime/gunicorn.py")
        worker = ("-A", "marketplace.celery", "worker", "--beat", "--pool=threads", "--concurrency=2")
        quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=INFO")
        self.worker = self._role("worker", "celery", *worker, *quiet)
        # In the order of starting; they are stopped the other way round.
        self.roles: list[Role] = [self.web, self.worker]

    def _environment(self) -> dict[str, str]:
        """Give the children our own services, whatever the shell points at."""
        elsewhere = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", *OURS}
        env = {name: value for name, value in os.environ.items() if name not in elsewhere}
        # Ours talk to each other on this machine; a proxy for the world has no business between them.
        no_proxy = ",".join(filter(None, (env.get("no_proxy") or env.get("NO_PROXY"), "127.0.0.1", "localhost")))
        return env | {
            "DATA_DIR": str(self.layout.root),
            "DEMO_SCALE": self.choices.scale,
            "HOST": self.choices.host,
            "MARKETPLACE_MODE": "demo",
            "NO_PROXY": no_proxy,
            "no_proxy": no_proxy,
            "PORT": str(self.choices.port),
            "PYTHONUNBUFFERED": "1",
        }

    def _role(self, name: str, module: str, *arguments: str | Path) -> Role:
        log = self.layout.logs / f"{name}.log"
        return Role(name=name, command=[sys.executable, "-m", module, *arguments], log=log, env=self.env)

    def serve(self, services: Services | None) -> None:
        """Prepare, start, announce, and stay until the signal comes."""
        preparation = Preparation(layout=self.layout, scale=self.choices.scale, env=self.env)
        preparation.run()
        refuse_taken_port(self.choices)
        try:
            if preparation.has_simulator:
                self.start_simulator()
            echo = Echo([self.layout.logs / f"{name}.log" for name in ("postgres", "valkey")] + self._logs())
            for role in self.roles:
                if role.child is None:
                    role.start()
            self._await_web()
            self._await_worker()
            self._announce()
            self._keep(services, echo)
        finally:
            self.stop_roles()

    def _logs(self) -> list[Path]:
        return [role.log for role in self.roles]

    def start_simulator(self) -> None:
        """Start what stands in for the card processor, before those whom it serves; without it they take cash alone."""
        simulator = simulator_for(self.layout, site=self.choices.address, port=self.choices.port)
        log = self.layout.logs / "card-simulator.log"
        env = self.env | simulator.environment()
        role = Role(name="card simulator", command=simulator.command, log=log, env=env)
        self.roles.insert(0, role)
        try:
            child = role.start()
            wait_until(simulator.answers, child=child, name=role.name, log=log, seconds=SECONDS_FOR_SIMULATOR)
        except (RuntimeProblem, OSError) as problem:
            print(problem, flush=True)
            role.stop()
            self.roles.remove(role)
            return
        self.simulator = simulator
        self.env.update(simulator.settings())

    def stop_roles(self) -> None:
        """Web and worker side by side, and what they may still be asking after them."""
        for role in (self.web, self.worker):
            role.ask_to_stop()
        for role in reversed(self.roles):
            role.stop()

    def _await_web(self) -> None:
        """Wait until the site says that it can serve, and repeat what it lacks if it never does."""
        deadline = time.monotonic() + SECONDS_TO_SERVE
        answer = ""
        while time.monotonic() < deadline:
            ready, answer = self._ready()
            if ready:
                return
            if self.web.child is not None and self.web.child.poll() is not None:
                message = f"The web server ended at start; see {self.web.log}\n{last_lines(self.web.log)}"
                raise RuntimeProblem(message)
            time.sleep(0.2)
        message = f"{self.choices.address}/readyz is not ready: {answer[:500]}; logs: {self.layout.logs}"
        raise NotReadyInTime(message)

    def _ready(self) -> tuple[bool, str]:
        try:
            url = f"{self.choices.address}/readyz"
            with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 -- our own address
                return answer.status == 200, ""
        except urllib.error.HTTPError as refusal:
            return False, refusal.read().decode("utf-8", "replace")
        except OSError as silence:
            return False, str(silence)

    def _await_worker(self) -> None:
        """Wait until the worker answers over the broker; without it mails and jobs would only wait, so we go on."""
        app = Celery(broker=f"{service_urls(self.layout.root)[1]}/0")
        deadline = time.monotonic() + SECONDS_TO_SERVE
        while time.monotonic() < deadline:
            with contextlib.suppress(OperationalError):
                if app.control.ping(timeout=0.5):
                    app.close()
                    return
            if self.worker.child is not None and self.worker.child.poll() is not None:
                break
        print(f"The worker does not answer yet; see {self.worker.log}\n{last_lines(self.worker.log)}", flush=True)

    def _announce(self) -> None:
        accounts = (self.layout.root / ACCOUNTS_FILE).read_text(encoding="utf-8").strip()
        ready = f"Ready: {self.choices.address}/   (logs: {self.layout.logs}; Ctrl-C stops)"
        print(f"\n{accounts}\n\n{self.how_to_pay()}\n{ready}", flush=True)

    def how_to_pay(self) -> str:
        """Say how people can pay here, also in the log."""
        if self.simulator is None:
            setup = self.layout.logs / "setup.log"
            said = f"Card payments are off, cash on delivery alone: their simulator could not be started (log: {setup})"
            with setup.open("a", encoding="utf-8") as log:
                log.write(f"{said}\n")
            return said
        return f"Card payments are simulated at {self.simulator.address}/ (opened by a browser on this machine)"

    def _keep(self, services: Services | None, echo: Echo) -> None:
        """Watch the children until a signal ends this loop."""
        while True:
            time.sleep(0.5)
            said = [role.revive() for role in self.roles]
            if services is not None:
                said.append(services.revive())
            for line in (*filter(None, said), *echo.troubles()):
                print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)


def refuse_taken_port(choices: Choices) -> None:
    """Say plainly that another program has the port, before anything is started."""
    if not port_is_free(choices.port, choices.host):
        message = f"Port {choices.port} on {choices.host} is taken by another program. Choose another, for example: "
        raise RuntimeProblem(message + f"PORT={choices.port + 1} make demo")


def demo(layout: Layout, choices: Choices) -> None:
    """Run a demonstration until a signal ends it."""
    layout.create()
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(held(layout.demo_lock))
        except AlreadyRunning as other:
            message = f"A demo runs already: {other} Choose another, for example: DATA_DIR=.data-2 PORT=8001 make demo"
            raise RuntimeProblem(message) from other
        refuse_taken_port(choices)
        if holder(layout.services_lock) is None:
            layout.turn_logs()
        services = stack.enter_context(running_services(layout))
        Demo(layout=layout, choices=choices).serve(services)
