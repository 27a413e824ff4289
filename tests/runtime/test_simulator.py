"""The card processor's stand-in in a demonstration: there when it can be, and never missed when it cannot."""

import json
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from marketplace.runtime import bootstrap, simulator
from marketplace.runtime.layout import Layout, layout
from marketplace.runtime.processes import free_port
from marketplace.runtime.simulator import Installation, simulator_for
from marketplace.runtime.supervisor import Choices, Demo

SITE = "http://127.0.0.1:8000"
FAILS = (sys.executable, "-c", "print('no network'); raise SystemExit(1)")
HANGS = (sys.executable, "-c", "import time; time.sleep(60)")
WORKS = (sys.executable, "-c", "pass")


@pytest.fixture
def data(tmp_path: Path) -> Layout:
    made = layout(tmp_path)
    made.create()
    return made


@pytest.fixture
def demo(data: Layout) -> Iterator[Demo]:
    made = Demo(layout=data, choices=Choices(host="127.0.0.1", port=free_port(), scale="small"))
    yield made
    made.stop_roles()


@pytest.fixture
def missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which it was never installed."""
    monkeypatch.setattr(bootstrap, "SIMULATOR_VENV", tmp_path / "none")
    return tmp_path / "none"


def install(data: Layout, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], seconds: int = 30) -> bool:
    monkeypatch.setattr(simulator, "INSTALL", command)
    monkeypatch.setattr(simulator, "SECONDS_TO_INSTALL", seconds)
    return Installation(log=data.logs / "setup.log", env={}).finish()


def test_installation_that_works_says_so(data: Layout, missing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert install(data, monkeypatch, WORKS) is True


def test_installation_that_fails_stops_nothing(data: Layout, missing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert install(data, monkeypatch, FAILS) is False
    assert "no network" in (data.logs / "setup.log").read_text()


def test_installation_that_hangs_is_ended(data: Layout, missing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert install(data, monkeypatch, HANGS, seconds=0) is False
    assert [child for child in psutil.Process().children() if "time.sleep(60)" in " ".join(child.cmdline())] == []


def test_installed_simulator_is_not_installed_again(data: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    assert install(data, monkeypatch, FAILS) is True
    assert not (data.logs / "setup.log").exists()


def test_simulator_is_installed_once_per_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(bootstrap, "PROJECT", tmp_path)
    monkeypatch.setattr(bootstrap, "SIMULATOR_VENV", tmp_path / ".venv-simulator")
    monkeypatch.setattr(bootstrap, "ensure_installer", lambda: 0)
    monkeypatch.setattr(bootstrap, "_run", lambda *command, env=None: ran.append(tuple(map(str, command))))
    (tmp_path / "requirements-simulator.txt").write_text("one")
    python = tmp_path / ".venv-simulator" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()

    assert bootstrap.main(["simulator"]) == 0
    assert [command[2] for command in ran] == ["venv", "pip"]
    assert "--require-hashes" in ran[1]
    assert bootstrap.main(["simulator"]) == 0
    assert len(ran) == 2
    (tmp_path / "requirements-simulator.txt").write_text("two")
    assert bootstrap.main(["simulator"]) == 0
    assert len(ran) == 4


def test_demonstration_without_simulator_takes_cash_alone_and_says_so(demo: Demo, data: Layout) -> None:
    assert "Card payments are off, cash on delivery alone" in demo.how_to_pay()
    assert "Card payments are off" in (data.logs / "setup.log").read_text()
    assert [role.name for role in demo.roles] == ["web", "worker"]
    assert not [name for name in demo.web.env if name.startswith("STRIPE_")]


def test_simulator_that_does_not_start_is_gone_without(demo: Demo, missing: Path, capsys) -> None:
    (missing / "bin").mkdir(parents=True)
    (missing / "bin" / "python").write_text("#!/bin/sh\necho broken\nexit 3\n")
    (missing / "bin" / "python").chmod(0o755)

    demo.start_simulator()

    assert "card simulator ended at start with code 3:\nbroken" in capsys.readouterr().out
    assert [role.name for role in demo.roles] == ["web", "worker"]
    assert "STRIPE_API_KEY" not in demo.web.env
    assert "off" in demo.how_to_pay()


def test_simulator_that_cannot_even_be_started_is_gone_without(demo: Demo, missing: Path, capsys) -> None:
    demo.start_simulator()

    assert "No such file" in capsys.readouterr().out
    assert [role.name for role in demo.roles] == ["web", "worker"]
    assert "off" in demo.how_to_pay()


def test_simulator_serves_before_web_and_worker_and_ends_after_them(demo: Demo) -> None:
    demo.start_simulator()

    assert [role.name for role in demo.roles] == ["card simulator", "web", "worker"]
    running = demo.simulator
    assert running is not None
    assert running.answers()
    assert running.notify_url == f"{demo.choices.address}/payments/stripe/webhook/"
    for role in (demo.web, demo.worker):
        assert role.env["STRIPE_API_BASE"] == running.address
        assert role.env["STRIPE_API_KEY"].startswith("sk_test_")
        assert role.env["STRIPE_WEBHOOK_SECRET"] == running.secret
    assert f"simulated at {running.address}" in demo.how_to_pay()
    child = demo.roles[0].child
    assert child is not None
    listening = {each.laddr.ip for each in psutil.Process(child.pid).net_connections("inet") if each.status == "LISTEN"}
    assert listening == {"127.0.0.1"}

    demo.stop_roles()

    assert child.returncode in (0, -signal.SIGTERM)
    assert not running.answers()


def test_keys_of_the_shell_do_not_reach_a_demonstration(data: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIPE_API_KEY", "sk_live_of_somebody")
    monkeypatch.setenv("STRIPE_API_BASE", "https://elsewhere.example")

    made = Demo(layout=data, choices=Choices(host="127.0.0.1", port=8000, scale="small"))

    assert not [name for name in made.env if name.startswith("STRIPE_")]


def test_proxy_for_the_world_does_not_stand_between_our_own(data: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "intranet.example")

    env = Demo(layout=data, choices=Choices(host="127.0.0.1", port=8000, scale="small")).env

    assert env["NO_PROXY"] == env["no_proxy"] == "intranet.example,127.0.0.1,localhost"


def test_secret_of_a_data_dir_is_kept_and_nobody_elses_to_read(data: Layout, tmp_path: Path) -> None:
    first = simulator_for(data, site=SITE, port=8000)
    file = data.root / "card-simulator.json"

    assert simulator_for(data, site=SITE, port=8000).secret == first.secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text()) == {"webhook_secret": first.secret}
    assert first.secret.startswith("whsec_")
    other = layout(tmp_path / "other")
    other.create()
    assert simulator_for(other, site=SITE, port=8000).secret != first.secret


def test_taken_port_gives_way_to_the_next(data: Layout) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert simulator_for(data, site=SITE, port=port - 1000).port != port


def test_port_at_the_end_of_the_range_still_finds_one(data: Layout) -> None:
    assert 0 < simulator_for(data, site=SITE, port=65535).port < 65536
