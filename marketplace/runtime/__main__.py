"""`python -m marketplace.runtime`: services for tests and manage.py; the whole demo."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from marketplace.runtime import supervisor
from marketplace.runtime.addresses import service_urls
from marketplace.runtime.backups import make_backup, restore_backup
from marketplace.runtime.errors import RuntimeProblem
from marketplace.runtime.layout import PROJECT, Layout, layout
from marketplace.runtime.processes import die_with_parent
from marketplace.runtime.services import Services, running_services, stop_everything, wait_for_other_parent


class Stopped(BaseException):
    """Somebody asked us to stop; raised by the signal handler, so that every `finally` runs."""


def _raise_stopped(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # we are stopping already; a second Ctrl-C must not cut that short
    raise Stopped


def _listen() -> None:
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _raise_stopped)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup stays nohup
        signal.signal(signal.SIGHUP, _raise_stopped)


def _say(text: str) -> None:
    print(text, flush=True)


def _report(data: Layout) -> None:
    database, cache = service_urls(data.root)
    _say(f"DATABASE_URL={database}\nREDIS_URL={cache}")


def services(data: Layout, arguments: argparse.Namespace) -> int:
    """Run the database and the cache until told to stop; do nothing when they run already."""
    if arguments.detach:
        return _detach(data, fast=arguments.fast)
    with running_services(data, fast=arguments.fast) as ours:
        _report(data)
        if ours is not None:
            _watch(ours)
    return 0


def _watch(ours: Services) -> None:
    while True:
        time.sleep(1)
        if news := ours.revive():
            _say(news)


def _detach(data: Layout, *, fast: bool) -> int:
    """Start a parent in the background and return when the services answer."""
    data.create()
    command = [sys.executable, "-m", "marketplace.runtime", "services", *(["--fast"] if fast else [])]
    log = data.logs / "services.log"
    with log.open("ab") as out:
        child = subprocess.Popen(
            command,
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            env={**os.environ, "DATA_DIR": str(data.root)},
        )
    while not data.services_lock.exists() and child.poll() is None:
        time.sleep(0.05)
    time.sleep(0.2)
    wait_for_other_parent(data)
    _report(data)
    return 0


def stop(data: Layout, arguments: argparse.Namespace) -> int:
    """End everything that runs in this DATA_DIR."""
    _say("Stopped." if stop_everything(data) else "Nothing was running.")
    return 0


def run(data: Layout, arguments: argparse.Namespace) -> int:
    """Run one command with the services up, and stop them after it if they are ours."""
    command = [word for place, word in enumerate(arguments.command) if (place, word) != (0, "--")]
    with running_services(data, fast=arguments.fast):
        env = {**os.environ, "DATA_DIR": str(data.root)}
        child = subprocess.Popen(command, env=env, preexec_fn=die_with_parent(signal.SIGTERM))
        try:
            return child.wait()
        finally:
            _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Let a command that heard the same Ctrl-C finish by itself before it is told to."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(5)
    if child.poll() is None:
        child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(20)
    if child.poll() is None:
        child.kill()
        child.wait()


def demo(data: Layout, arguments: argparse.Namespace) -> int:
    """Run the whole demonstration until told to stop."""
    supervisor.demo(data, supervisor.Choices.read())
    return 0


def backup(data: Layout, arguments: argparse.Namespace) -> int:
    """Write the database and the files that people uploaded into one archive."""
    with running_services(data):
        _say(str(make_backup(data)))
    return 0


def restore(data: Layout, arguments: argparse.Namespace) -> int:
    """Put an archive in the place of all data of this DATA_DIR."""
    with running_services(data):
        restore_backup(data, Path(arguments.file))
    _say("Restored.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m marketplace.runtime", description=__doc__)
    parser.add_argument("--data-dir", help="instead of DATA_DIR of the environment")
    verbs = parser.add_subparsers(required=True)
    of_services = verbs.add_parser("services", help=services.__doc__)
    of_services.add_argument("--detach", action="store_true", help="return when they answer, leave them running")
    of_services.set_defaults(verb=services)
    of_run = verbs.add_parser("run", help=run.__doc__)
    of_run.add_argument("command", nargs=argparse.REMAINDER)
    of_run.set_defaults(verb=run)
    for each in (of_services, of_run):
        each.add_argument("--fast", action="store_true", help="no fsync: for tests")
    of_restore = verbs.add_parser("restore", help=restore.__doc__)
    of_restore.add_argument("file")
    of_restore.set_defaults(verb=restore)
    for name, verb in (("demo", demo), ("stop", stop), ("backup", backup)):
        verbs.add_parser(name, help=verb.__doc__).set_defaults(verb=verb)
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb and turn what a person can mend into one line."""
    arguments = _parser().parse_args(words)
    data = layout(arguments.data_dir)
    _listen()
    try:
        return int(arguments.verb(data, arguments))
    except Stopped:
        return 0
    except (RuntimeProblem, PermissionError) as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
