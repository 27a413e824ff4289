"""What the parent of a demo does with its children, told with small children."""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from marketplace.demo.load import demonstration
from marketplace.runtime.errors import AlreadyRunning, RuntimeProblem
from marketplace.runtime.processes import held, holder
from marketplace.runtime.supervisor import SCALES, Choices, Echo, Role, refuse_taken_port

LIVES = "import time; time.sleep(60)"
DIES = "import sys; sys.exit(3)"
HAS_A_CHILD = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {LIVES!r}]); time.sleep(60)"
HEEDS_NOTHING = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); {LIVES}"


@pytest.fixture
def role(tmp_path: Path) -> Iterator[Callable[[str], Role]]:
    """Starts a role that runs a line of Python."""
    roles: list[Role] = []

    def begin(code: str) -> Role:
        log = tmp_path / f"{len(roles)}.log"
        roles.append(Role(name="web", command=[sys.executable, "-c", code], log=log, env=os.environ))
        roles[-1].start()
        return roles[-1]

    yield begin
    for each in roles:
        each.stop()


def _wait(condition: Callable[[], object], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_living_role_is_left_alone(role: Callable[[str], Role]) -> None:
    living = role(LIVES)
    child = living.child

    assert living.revive() is None
    assert living.child is child


def test_dead_role_is_started_again_after_a_pause_that_grows(role: Callable[[str], Role]) -> None:
    dying = role(DIES)
    assert dying.child is not None
    dying.child.wait()

    said = dying.revive()

    assert said == "web ended with code 3 after 0 s; starting it again in 2 s"
    assert dying.revive() is None
    dying.due_at = 0
    assert dying.revive() == "web started again"
    dying.child.wait()
    assert dying.revive() == "web ended with code 3 after 0 s; starting it again in 4 s"


def test_dead_role_leaves_no_grandchild(role: Callable[[str], Role]) -> None:
    parent = role(HAS_A_CHILD)
    assert parent.child is not None
    _wait(lambda: psutil.Process(parent.child.pid).children())
    grandchild = psutil.Process(parent.child.pid).children()[0]

    parent.child.kill()
    parent.child.wait()
    parent.revive()

    _wait(lambda: not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE)


def test_role_that_heeds_nothing_is_killed_when_its_time_is_up(role: Callable[[str], Role], monkeypatch) -> None:
    monkeypatch.setattr("marketplace.runtime.supervisor.SECONDS_TO_STOP", 0.2)
    stubborn = role(HEEDS_NOTHING)
    assert stubborn.child is not None
    _wait(lambda: "up" in stubborn.log.read_text())

    stubborn.ask_to_stop()
    stubborn.stop()

    assert stubborn.child.returncode == -signal.SIGKILL


def test_taken_port_is_named_with_another_to_try() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(RuntimeProblem, match=f"Port {port} on 127.0.0.1 is taken.*PORT={port + 1} make demo"):
            refuse_taken_port(Choices(host="127.0.0.1", port=port, scale="small"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"PORT": "many"}, "PORT must be"),
        ({"PORT": "70000"}, "PORT must be"),
        ({"DEMO_SCALE": "huge"}, "DEMO_SCALE must be small"),
        ({"DEMO_SCALE": "bench"}, "DEMO_SCALE must be small"),
    ],
)
def test_choice_that_cannot_be_is_refused(given: dict[str, str], said: str) -> None:
    with pytest.raises(RuntimeProblem, match=said):
        Choices.read(given)


def test_every_scale_that_may_be_chosen_can_be_loaded() -> None:
    assert SCALES == demonstration.SCALES


def test_empty_choices_mean_the_defaults() -> None:
    assert Choices.read({"PORT": "", "HOST": "", "DEMO_SCALE": ""}) == Choices("127.0.0.1", 8000, "small")


def test_address_of_every_interface_is_one_that_a_browser_can_open() -> None:
    assert Choices("0.0.0.0", 8001, "small").address == "http://127.0.0.1:8001"  # noqa: S104


def test_echo_repeats_whole_lines_of_trouble_once(tmp_path: Path) -> None:
    web, postgres = tmp_path / "web.log", tmp_path / "postgres.log"
    web.write_text("CRITICAL of yesterday\n")
    postgres.write_text("")
    echo = Echo([web, postgres])

    with web.open("a") as log:
        log.write("level='info' no error here\nlevel='error' event='it broke'\n[ERROR] half a li")
    postgres.write_text("ERROR:  duplicate key\nFATAL:  out of space\n")

    assert list(echo.troubles()) == ["web: level='error' event='it broke'", "postgres: FATAL:  out of space"]
    with web.open("a") as log:
        log.write("ne\n")
    assert list(echo.troubles()) == ["web: [ERROR] half a line"]
    assert list(echo.troubles()) == []


def test_lock_has_one_holder_and_names_it(tmp_path: Path) -> None:
    lock = tmp_path / "demo.lock"
    assert holder(lock) is None

    with held(lock):
        assert holder(lock) == os.getpid()
        with pytest.raises(AlreadyRunning, match=str(os.getpid())), held(lock):
            pass

    assert holder(lock) is None
