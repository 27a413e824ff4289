"""Children that die with their parent, folder locks, and the search for what an earlier parent left behind."""

import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import psutil

from marketplace.runtime.account import Account
from marketplace.runtime.errors import AlreadyRunning, DiedAtStart, NotReadyInTime

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.05
TRIES_FOR_A_LOCK = 5
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(death_signal: signal.Signals) -> Callable[[], None] | None:
    """Give what a child does before exec so that the kernel signals it when we are killed, even by kill -9."""
    if LIBC is None:
        return None
    parent = os.getpid()

    def before_exec() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:  # we died between fork and prctl
            os._exit(1)

    return before_exec


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    account: Account | None = None,
    death_signal: signal.Signals = signal.SIGTERM,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in its own session, so that Ctrl-C reaches only us and we choose the order of stopping."""
    who = account.popen_arguments() if account else {}
    with log.open("ab") as out:
        return subprocess.Popen(  # type: ignore[call-overload]
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(death_signal),
            env=dict(env) if env is not None else None,
            cwd=cwd,
            **who,
        )


def wait_until(
    ready: Callable[[], bool], *, child: subprocess.Popen[bytes], name: str, log: Path, seconds: int
) -> None:
    """Wait until a child answers, and say where its log is when it does not."""
    deadline = time.monotonic() + seconds
    while not ready():
        if child.poll() is not None:
            message = f"{name} ended at start with code {child.returncode}:\n{last_lines(log)}\n(log: {log})"
            raise DiedAtStart(message)
        if time.monotonic() > deadline:
            message = f"{name} did not answer within {seconds} s; log: {log}"
            raise NotReadyInTime(message)
        time.sleep(POLL_SECONDS)


def last_lines(log: Path, count: int = 15) -> str:
    """Give the end of a log file."""
    with contextlib.suppress(OSError):
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])
    return ""


def stop(child: subprocess.Popen[bytes], *, asking: signal.Signals, seconds: int) -> None:
    """Ask a child to end, and after its time is up end it and all it started."""
    if child.poll() is None:
        child.send_signal(asking)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
    kill_session(child.pid)
    child.wait()


def kill_session(leader: int) -> None:
    """Kill what is left of a child's process group: nothing may outlive its parent."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def running_on(program: str, data: Path) -> list[psutil.Process]:
    """Find a program's processes by the path on their command line, or in which they stand.

    Pid files lie after a crash; and a database's sessions can outlive their killed server, with only their folder
    to tell whose they are.
    """
    found = []
    for process in psutil.process_iter(["cmdline", "name"]):
        if process.info["name"] == program and (
            str(data) in (process.info["cmdline"] or []) or _stands_in(process, data)
        ):
            found.append(process)
    return found


def _stands_in(process: psutil.Process, data: Path) -> bool:
    try:
        return process.cwd() == str(data)
    except psutil.Error:
        return False


def stop_orphans(program: str, data: Path, *, asking: signal.Signals, seconds: int = 30) -> int:
    """Stop servers that an earlier, killed parent left on these files; give how many processes there were."""
    orphans = [process for process in running_on(program, data) if process.status() != psutil.STATUS_ZOMBIE]
    for process in orphans:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(asking)
    _, stubborn = psutil.wait_procs(orphans, timeout=seconds)
    for process in stubborn:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(stubborn, timeout=seconds)
    return len(orphans)


def free_port() -> int:
    """Give a loopback port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Say whether we could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


@contextlib.contextmanager
def held(lock: Path) -> Iterator[None]:
    """Hold a lock file, which names us, for as long as we live; a killed holder loses it by itself."""
    with lock.open("a+") as file:
        # Whoever only asks for the holder has the lock for an instant, so one refusal proves nothing.
        for _ in range(TRIES_FOR_A_LOCK):
            if _locked(file):
                break
            time.sleep(POLL_SECONDS)
        else:
            message = f"{lock.parent} is in use by process {holder_named_in(lock)}."
            raise AlreadyRunning(message)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def holder_named_in(lock: Path) -> int | None:
    """Read who wrote its name into a lock file, whether or not it still lives."""
    try:
        return int(lock.read_text())
    except (OSError, ValueError):
        return None


def holder(lock: Path) -> int | None:
    """Give the process that holds a lock now, or None."""
    if not lock.exists():
        return None
    with lock.open("a+") as file:
        return None if _locked(file) else holder_named_in(lock)


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
